import { type RawBuilder, sql } from 'kysely';
import { type Db, inTransaction, isPostgres } from '../database/database.ts';
import { prepared } from '../database/prepared.ts';

/** The first deliveries of a campaign, looked at in each claim: what was put off is among them. */
export const HEAD = 200;

/**
 * A campaign's pending deliveries `d` in their order, after one and up to another, without those
 * that wait for the end of their chats' quiet hours. On PostgreSQL so
 * written that only the index `deliveries_due` can give the order: by `id` alone it walks over all of
 * an older campaign first.
 */
export function pendingOf(
  db: Db,
  campaignId: RawBuilder<string>,
  after: RawBuilder<number> = sql.lit(0),
  through: RawBuilder<number> = sql.lit(Number.MAX_SAFE_INTEGER),
): RawBuilder<unknown> {
  if (!isPostgres(db))
    return sql`d.state = 'pending' and d.asleep = 0 and d.campaign_id = ${campaignId} and d.id > ${after}
      and d.id <= ${through} order by d.id`;
  return sql`d.state = 'pending' and d.asleep = 0 and (d.campaign_id, d.id) > (${campaignId}, ${after})
    and (d.campaign_id, d.id) <= (${campaignId}, ${through}) order by d.campaign_id, d.id`;
}

const walkIndexes = prepared(
  () => sql`
    select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
      set_config('enable_sort', 'off', true), set_config('enable_incremental_sort', 'off', true),
      set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`,
);

/**
 * PostgreSQL's estimates lag behind a million rows just queued, and then it sorts all of them to find
 * thirty. In this transaction it walks over indexes, which is right for every statement of a claim.
 */
export function byIndex<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return inTransaction(db, async (tx) => {
    if (isPostgres(tx)) await walkIndexes(tx, {});
    return work(tx);
  });
}

/** For who only reads: SQLite needs no telling, and its transactions take the lock others wait for. */
export function lookByIndex<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return isPostgres(db) ? byIndex(db, work) : work(db);
}

const findNextDue = prepared<{ now: string }, { dueAt: string | null }>(
  ({ now }, db) => sql`
    select min(due_at) as "dueAt" from (
      select (
        select min(h.due_at) from (
          select d.due_at from deliveries d where ${pendingOf(db, sql`c.id`)} limit ${sql.lit(HEAD)}
        ) as h where h.due_at > ${now}
      ) as due_at
      from campaigns c where c.state = 'running'
    ) as heads`,
);

/** When something that waits for its time will be due, as far as the heads of the queues tell. */
export async function nextDueAt(db: Db, now: Date): Promise<Date | null> {
  const { rows } = await lookByIndex(db, (tx) => findNextDue(tx, { now: now.toISOString() }));
  const dueAt = rows[0]?.dueAt;
  return dueAt ? new Date(dueAt) : null;
}

const findDue = prepared<{ now: string }, { id: string }>(
  ({ now }, db) => sql`
    select c.id from campaigns c where c.state = 'running' and (
      exists (
        select 1 from (
          select d.due_at from deliveries d where ${pendingOf(db, sql`c.id`)} limit ${sql.lit(HEAD)}
        ) as h where h.due_at <= ${now}
      ) or exists (
        select 1 from deliveries d where ${pendingOf(db, sql`c.id`)} limit 1 offset ${sql.lit(HEAD)}
      )) limit 1`,
);

/**
 * May there be something to claim? Cheap and without a lock, for the poll of an idle sender. Where
 * more waits than the head of a campaign, the answer is yes.
 */
export async function hasDue(db: Db, now: Date): Promise<boolean> {
  const { rows } = await lookByIndex(db, (tx) => findDue(tx, { now: now.toISOString() }));
  return rows.length > 0;
}
