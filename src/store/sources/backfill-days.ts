import type { IsoDate } from '../../domain/index.ts';
import { type Db, inTransaction } from '../database/database.ts';
import { storable } from '../database/storable.ts';

/** `absent`: the paper did not appear, or the site no longer has it. */
export type DayState = 'done' | 'absent' | 'failed';

/** What became of the days of a site that were asked for so far. */
export async function backfillDays(
  db: Db,
  address: string,
): Promise<ReadonlyMap<IsoDate, DayState>> {
  const rows = await db
    .selectFrom('backfill_days')
    .select(['date', 'state'])
    .where('address', '=', address)
    .execute();
  return new Map(rows.map(({ date, state }) => [date, state as DayState]));
}

export async function recordDay(
  db: Db,
  day: {
    readonly address: string;
    readonly date: IsoDate;
    readonly state: DayState;
    readonly reason: string | null;
  },
  now: Date,
): Promise<void> {
  const { address, date, state } = day;
  const row = {
    state,
    reason: day.reason === null ? null : storable(day.reason),
    tried_at: now.toISOString(),
  };
  await inTransaction(db, (tx) =>
    tx
      .insertInto('backfill_days')
      .values({ address, date, ...row })
      .onConflict((conflict) => conflict.columns(['address', 'date']).doUpdateSet(row))
      .execute(),
  );
}
