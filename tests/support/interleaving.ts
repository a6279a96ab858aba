import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '../../src/store/index.ts';

/**
 * Until what was begun is through, or waits for a lock of a transaction that the test keeps open: then
 * the test goes on, and two transactions have met in the order that it wanted, every time.
 */
export async function untilThroughOrWaiting(db: Db, begun: Promise<unknown>): Promise<void> {
  let isThrough = false;
  const through = () => {
    isThrough = true;
  };
  begun.then(through, through);
  await expect
    .poll(async () => isThrough || (await waiting(db)) > 0, { timeout: 10_000, interval: 5 })
    .toBe(true);
}

/** How many sessions of the database wait for a lock of another. */
export async function waiting(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows[0]?.n ?? 0;
}
