import type { Db } from '../database/database.ts';

/** What was put down for a later time is due now. `false`: it is not waiting for its time. */
export async function hastenBroadcast(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('campaigns')
    .set({ scheduled_at: now.toISOString() })
    .where('id', '=', id)
    .where('state', '=', 'scheduled')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
