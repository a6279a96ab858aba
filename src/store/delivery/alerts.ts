import { createHash } from 'node:crypto';
import type { Chat } from '../../domain/index.ts';
import { type Db, inTransaction } from '../database/database.ts';
import { enqueueMessages, type ToldChat } from './enqueue-messages.ts';
import { PRIORITY } from './outbox.ts';

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
    told,
  }: {
    readonly key: string;
    readonly title: string;
    readonly told: readonly ToldChat[];
  },
  now: Date,
): Promise<boolean> {
  if (told.length === 0) return Promise.resolve(false);
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
    await enqueueMessages(tx, { campaignId, priority: PRIORITY.alert, told }, now);
    return true;
  });
}
