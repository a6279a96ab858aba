import { setImmediate as letOthersRun } from 'node:timers/promises';
import { type Db, durably, isPostgres } from '../database/database.ts';
import { accountOf, isTrimmed, noteMoves } from './accounts.ts';
import { runAgain } from './outbox.ts';

/** A message that may have arrived, and is not sent again unless an admin says so. */
export type HeldDelivery = {
  readonly chatId: number;
  /** What happened instead of an answer. */
  readonly reason: string;
  readonly at: Date;
};

/** Of a campaign, the newest first, and how many there are. */
export async function heldDeliveries(
  db: Db,
  campaignId: string,
  { limit }: { readonly limit: number },
): Promise<{ readonly total: number; readonly held: readonly HeldDelivery[] }> {
  const { unknown: total } = await accountOf(db, campaignId);
  const rows = await db
    .selectFrom('deliveries')
    .select(['chat_id', 'reason', 'settled_at', 'created_at'])
    .where('campaign_id', '=', campaignId)
    .where('state', '=', 'unknown')
    .orderBy('settled_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  const held = rows.map((row) => ({
    ...{ chatId: row.chat_id, reason: row.reason ?? '' },
    at: new Date(row.settled_at ?? row.created_at),
  }));
  return { total, held };
}

/** Short steps, so that nobody waits long for the lock. */
const STEP = 2_000;

/**
 * Sends them again, which some chats may see twice; returns how many. One answered after all meanwhile
 * is left alone, and so is everything of a cancelled campaign.
 */
export async function resendHeld(db: Db, campaignId: string, now: Date): Promise<number> {
  let count = 0;
  for (let step = STEP; step === STEP; count += step) {
    step = await resendSome(db, campaignId, now);
    await letOthersRun();
  }
  return count;
}

function resendSome(db: Db, campaignId: string, now: Date): Promise<number> {
  return durably(db, async (tx) => {
    if (!(await lockResendable(tx, campaignId))) return 0;
    const { length: count } = await tx
      .updateTable('deliveries')
      .set({ state: 'pending', due_at: now.toISOString(), settled_at: null })
      .where('state', '=', 'unknown')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('deliveries')
          .select('id')
          .where('campaign_id', '=', campaignId)
          .where('state', '=', 'unknown')
          .limit(STEP)
          // Whoever writes an answer to one just now may want the campaign next.
          .$if(isPostgres(tx), (query) => query.forUpdate().skipLocked()),
      )
      .returning('id')
      .execute();
    if (count > 0) {
      await noteMoves(tx, [{ campaignId, from: 'unknown', to: 'pending', count }]);
      await runAgain(tx, campaignId);
    }
    return count;
  });
}

/**
 * Whoever would mark it finished waits, and then sees what it owes again; or has done so, and then it
 * runs again. Once it is being trimmed there is nothing left to send.
 */
async function lockResendable(tx: Db, campaignId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('campaigns')
    .select('id')
    .where('id', '=', campaignId)
    .where('state', '<>', 'cancelled')
    .$if(isPostgres(tx), (query) => query.forUpdate())
    .executeTakeFirst();
  return row !== undefined && !(await isTrimmed(tx, campaignId));
}
