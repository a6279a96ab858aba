import { sql } from 'kysely';
import { type Db, isPostgres } from '../database/database.ts';
import { givenIds } from '../database/given-rows.ts';
import type { Settled } from './claims.ts';

/**
 * A refusal under way is the answer of the chat as it was when its message was claimed: one that is back
 * since is owed it again. Told by what was noted of its coming and not by the time it is now: that is
 * taken before the transaction begins, and a clock may be set back.
 */
export async function excuseReturned(
  tx: Db,
  settled: readonly Settled[],
  now: Date,
): Promise<readonly Settled[]> {
  const gone = settled.filter(({ settlement }) => settlement.kind === 'gone');
  if (gone.length === 0) return settled;
  const reachable = await lockReachable(tx, gone);
  return settled.map(({ delivery, settlement }): Settled => {
    const { chatId, reachableAt } = delivery;
    const isBack = reachable.has(chatId) && reachable.get(chatId) !== reachableAt;
    if (settlement.kind !== 'gone' || !isBack) return { delivery, settlement };
    return { delivery, settlement: { kind: 'again', at: now, reason: settlement.reason } };
  });
}

/**
 * Of the chats that are still known, when they last came or came back. Nobody comes back until this is
 * written down. Deliveries first: so everybody locks them, then chats.
 */
async function lockReachable(
  tx: Db,
  gone: readonly Settled[],
): Promise<ReadonlyMap<number, string | null>> {
  const ids = givenIds(
    tx,
    gone.map(({ delivery }) => delivery.id),
  );
  const chats = givenIds(
    tx,
    gone.map(({ delivery }) => delivery.chatId),
  );
  const lock = isPostgres(tx) ? sql`order by id for update` : sql``;
  if (isPostgres(tx)) await sql`select id from deliveries where id in ${ids} ${lock}`.execute(tx);
  const { rows } = await sql<{ id: number; reachableAt: string | null }>`
    select id, reachable_at as "reachableAt" from chats where id in ${chats} ${lock}`.execute(tx);
  return new Map(rows.map(({ id, reachableAt }) => [id, reachableAt]));
}
