import { createHash } from 'node:crypto';
import type { Chat, Message } from '../domain/index.ts';
import { type Db, inTransaction } from './database.ts';
import { saveMessages } from './messages.ts';
import { enqueue, PRIORITY } from './outbox.ts';

/** Those of these chats that can be reached. */
export async function reachableChats(db: Db, ids: readonly number[]): Promise<Chat[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('chats')
    .select(['id', 'kind', 'language', 'style'])
    .where('id', 'in', [...ids])
    .where('state', '=', 'active')
    .orderBy('id')
    .execute();
}

/**
 * Queues messages ahead of every digest, once for each `key`, whoever asks how often. Returns
 * whether it was this time. Nothing is kept if it is for nobody.
 */
export function queueAlert(
  db: Db,
  {
    key,
    title,
    messages,
  }: {
    readonly key: string;
    readonly title: string;
    readonly messages: readonly { readonly chatId: number; readonly parts: readonly Message[] }[];
  },
  now: Date,
): Promise<boolean> {
  if (messages.length === 0) return Promise.resolve(false);
  return inTransaction(db, async (tx) => {
    const campaignId = `alert:${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
    const at = now.toISOString();
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('campaigns')
      .values({
        ...{ id: campaignId, title, kind: 'alert', state: 'running', message_ids: '[]' },
        created_at: at,
        started_at: at,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    if (!numInsertedOrUpdatedRows) return false;
    const deliveries: { chatId: number; part: number; messageId: string }[] = [];
    for (const { chatId, parts } of messages) {
      const ids = await saveMessages(tx, parts, now);
      deliveries.push(...ids.map((messageId, part) => ({ chatId, part, messageId })));
    }
    await enqueue(tx, { campaignId, priority: PRIORITY.alert, dueAt: now, deliveries }, now);
    return true;
  });
}
