import { sql } from 'kysely';
import { noteMoves } from './accounts.ts';
import { type Campaign, changeCampaign, toCampaign } from './campaigns.ts';
import { type Db, inTransaction, isPostgres } from './database.ts';
import { givenIds } from './given-rows.ts';

/**
 * Ends it at once: what is on its way arrives, and nothing else. What is not is counted as `cancelled`,
 * of many the rest a little later: see `settleCancelled`.
 */
export async function cancelCampaign(db: Db, id: string, now: Date): Promise<boolean> {
  const cancelled = await changeCampaign(db, id, {
    from: ['scheduled', 'running', 'paused'],
    set: { state: 'cancelled', finished_at: now.toISOString(), queued_through: null },
  });
  if (cancelled) await settleCancelled(db, now);
  return cancelled;
}

/** Short steps, so that nobody waits long for the lock. */
const CANCEL_STEP = 2_000;

/**
 * Settles some of what is owed of cancelled campaigns; also what came back to them later, as an answer
 * may still make it `pending`. `true`: there is more.
 */
export async function settleCancelled(db: Db, now: Date): Promise<boolean> {
  // Mostly there is none, and a look takes no lock.
  const some = await cancelledPending(db).limit(1).execute();
  return some.length > 0 && (await settleSome(db, now)) === CANCEL_STEP;
}

function cancelledPending(db: Db) {
  return db
    .selectFrom('deliveries as d')
    .innerJoin('campaigns as c', 'c.id', 'd.campaign_id')
    .select('d.id')
    .where('c.state', '=', 'cancelled')
    .where('d.state', '=', sql.lit('pending'));
}

function settleSome(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const settled = await tx
      .updateTable('deliveries')
      .set({ state: 'cancelled', settled_at: now.toISOString() })
      .where('state', '=', 'pending') // another process may settle the same ones
      .where('id', 'in', cancelledPending(tx).limit(CANCEL_STEP))
      .returning('campaign_id as campaignId')
      .execute();
    await noteMoves(
      tx,
      settled.map((row) => ({ ...row, from: 'pending', to: 'cancelled' })),
    );
    return settled.length;
  });
}

/** Marks running campaigns that are queued and have no open delivery finished, and returns them. */
export async function finishCampaigns(db: Db, now: Date): Promise<Campaign[]> {
  await settleCancelled(db, now);
  if ((await owingNothing(db).execute()).length === 0) return [];
  return inTransaction(db, async (tx) => {
    // On PostgreSQL a page of the campaign may be on its way in: the lock waits for it.
    const found = await owingNothing(tx)
      .$if(isPostgres(tx), (query) => query.forUpdate('campaigns'))
      .execute();
    const ended = await owingNothing(tx)
      .where(
        'id',
        'in',
        sql<string>`${givenIds(
          tx,
          found.map(({ id }) => id),
        )}`,
      )
      .execute();
    await tx
      .updateTable('campaigns')
      .set({ state: 'finished', finished_at: now.toISOString() })
      .where(
        'id',
        'in',
        sql<string>`${givenIds(
          tx,
          ended.map(({ id }) => id),
        )}`,
      )
      .execute();
    return ended.map((row) =>
      toCampaign({ ...row, state: 'finished', finished_at: now.toISOString() }),
    );
  });
}

function owingNothing(db: Db) {
  return db
    .selectFrom('campaigns')
    .selectAll()
    .where('state', '=', 'running')
    .where('queued_through', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('deliveries')
            .select('deliveries.id')
            .whereRef('deliveries.campaign_id', '=', 'campaigns.id')
            .where('deliveries.state', 'in', ['pending', 'claimed']),
        ),
      ),
    );
}
