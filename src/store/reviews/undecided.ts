import type { Db } from '../database/database.ts';
import { recordAdminAct } from '../delivery/audit.ts';

const LEFT = 'held leave';

/**
 * How many messages of a campaign may have arrived and wait for an admin's word. Those an admin has
 * left alone wait no longer, and what was cancelled is not sent again.
 */
export async function countUndecided(db: Db, campaignId: string): Promise<number> {
  const left = await db
    .selectFrom('admin_audit')
    .select(({ fn }) => fn.max<string | null>('at').as('at'))
    .where('action', '=', LEFT)
    .where('detail', '=', campaignId)
    .executeTakeFirst();
  const { n } = await db
    .selectFrom('deliveries')
    .innerJoin('campaigns', 'campaigns.id', 'deliveries.campaign_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('deliveries.campaign_id', '=', campaignId)
    .where('deliveries.state', '=', 'unknown')
    .where('campaigns.state', '<>', 'cancelled')
    .$if(Boolean(left?.at), (query) => query.where('deliveries.settled_at', '>', left?.at ?? ''))
    .executeTakeFirstOrThrow();
  return n;
}

/** An admin leaves those that may have arrived as they are. The note of it is what counts. */
export function leaveHeld(
  db: Db,
  { campaignId, adminId }: { readonly campaignId: string; readonly adminId: number },
  now: Date,
): Promise<void> {
  return recordAdminAct(db, { adminId, action: LEFT, detail: campaignId }, now);
}
