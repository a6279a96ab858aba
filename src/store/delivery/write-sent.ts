import { type RawBuilder, sql } from 'kysely';
import { type Db, isPostgres } from '../database/database.ts';
import { listedIds } from '../database/given-rows.ts';
import { prepared } from '../database/prepared.ts';
import type { Claimed } from './claims.ts';

/** A claimed delivery, and the number Telegram gave its message. */
export type Sent = {
  readonly delivery: Pick<Claimed, 'id' | 'campaignId' | 'attempts' | 'claimedBy'>;
  readonly messageId: number;
};

/** What was in hand still, each once: a batch may hold two answers for one delivery. */
type Written = { readonly id: number; readonly campaignId: string };

const write = prepared<
  { now: string; ids: string; numbers: string; attempts: number; claimedBy: number | null },
  Written
>(
  ({ now, ids, numbers, attempts, claimedBy }, db) => sql`
    update deliveries set state = 'sent', telegram_message_id = ${numberAmong(db, numbers)},
      reason = null, lease_until = null, settled_at = ${now}
    where id in ${listedIds(db, 'bigint', ids)} and state = 'claimed' and attempts = ${attempts}
      and claimed_by is not distinct from ${claimedBy}
    returning id, campaign_id as "campaignId"`,
);

/** Of the row's own delivery: the numbers stand under the deliveries' ids. */
function numberAmong(db: Db, numbers: RawBuilder<string>): RawBuilder<unknown> {
  if (isPostgres(db)) return sql`(${numbers}::jsonb ->> id::text)::bigint`;
  return sql`${numbers} ->> ('$."' || id || '"')`;
}

/**
 * What nearly every answer says, in a statement of its own: taking many columns from JSON costs as
 * much as the update itself. Returns those that were still in hand.
 */
export async function writeSent(tx: Db, sent: readonly Sent[], now: Date): Promise<Written[]> {
  const written: Written[] = [];
  const claims = Map.groupBy(sent, ({ delivery }) => `${delivery.attempts} ${delivery.claimedBy}`);
  for (const group of claims.values()) {
    const [{ delivery } = { delivery: null }] = group;
    if (!delivery) continue;
    const { rows } = await write(tx, {
      now: now.toISOString(),
      ids: JSON.stringify(group.map((each) => each.delivery.id)),
      numbers: JSON.stringify(
        Object.fromEntries(group.map((each) => [each.delivery.id, each.messageId])),
      ),
      attempts: delivery.attempts,
      claimedBy: delivery.claimedBy,
    });
    written.push(...rows);
  }
  return written;
}
