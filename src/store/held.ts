import { accountOf, noteMoves } from './accounts.ts';
import { type Db, durably } from './database.ts';
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
  for (let step = STEP; step === STEP; count += step) step = await resendSome(db, campaignId, now);
  return count;
}

function resendSome(db: Db, campaignId: string, now: Date): Promise<number> {
  return durably(db, async (tx) => {
    const { length: count } = await tx
      .updateTable('deliveries')
      .set({ state: 'pending', due_at: now.toISOString(), settled_at: null })
      .where('state', '=', 'unknown')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('deliveries')
          .innerJoin('campaigns', 'campaigns.id', 'campaign_id')
          .select('deliveries.id')
          .where('campaign_id', '=', campaignId)
          .where('deliveries.state', '=', 'unknown')
          .where('campaigns.state', '<>', 'cancelled')
          .limit(STEP),
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
