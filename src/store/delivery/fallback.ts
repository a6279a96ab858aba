import { sql } from 'kysely';
import { type Db, inTransaction } from '../database/database.ts';
import { givenRows } from '../database/given-rows.ts';
import { noteMoves } from './accounts.ts';
import type { Claimed } from './claims.ts';
import { saveMessages } from './messages.ts';

/**
 * Turns claimed rich messages into the classic ones that say the same. The delivery itself, still
 * claimed, becomes the first of them and is returned so; the others queue up right behind it.
 */
export function fallBack(db: Db, deliveries: readonly Claimed[], now: Date): Promise<Claimed[]> {
  return inTransaction(db, async (tx) => {
    const turned: Claimed[] = [];
    for (const delivery of deliveries) turned.push(await turnClassic(tx, delivery, now));
    return turned;
  });
}

async function turnClassic(tx: Db, delivery: Claimed, now: Date): Promise<Claimed> {
  if (delivery.message.style !== 'rich') return delivery;
  const [message, ...others] = delivery.message.fallback;
  if (!message) return delivery;
  const [messageId, ...otherIds] = await saveMessages(tx, [message, ...others], now);
  if (messageId === undefined) return delivery;
  await tx
    .updateTable('deliveries')
    .set({ message_id: messageId })
    .where('id', '=', delivery.id)
    .where('message_id', '=', delivery.messageId)
    .execute();
  await queueBehind(tx, delivery, otherIds);
  return { ...delivery, message, messageId };
}

/** Their time of queueing is the delivery's own: so nothing of the chat comes in between. */
async function queueBehind(
  tx: Db,
  delivery: Claimed,
  messageIds: readonly string[],
): Promise<void> {
  if (messageIds.length === 0) return;
  const rows = messageIds.map((id, index) => ({ part: delivery.part + 1 + index, message_id: id }));
  const parts = givenRows(tx, { part: 'bigint', message_id: 'text' }, rows);
  const { numAffectedRows } = await sql`
    insert into deliveries
      (campaign_id, chat_id, part, message_id, state, priority, due_at, attempts, created_at)
    select d.campaign_id, d.chat_id, g.part, g.message_id, 'pending', d.priority, d.due_at, 0,
      d.created_at
    from deliveries d cross join ${parts} as g
    where d.id = ${delivery.id}
    on conflict (campaign_id, chat_id, part) do nothing`.execute(tx);
  const count = Number(numAffectedRows ?? 0);
  await noteMoves(tx, [{ campaignId: delivery.campaignId, from: null, to: 'pending', count }]);
}
