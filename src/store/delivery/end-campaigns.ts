import { sql } from 'kysely';
import { type Db, inTransaction, isPostgres } from '../database/database.ts';
import { givenIds } from '../database/given-rows.ts';
import { prepared } from '../database/prepared.ts';
import { noteMoves } from './accounts.ts';
import { type Campaign, changeCampaign, toCampaign } from './campaigns.ts';
import { byIndex, lookByIndex } from './due-deliveries.ts';

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
  for (const id of await cancelledPending(db))
    if ((await settleSome(db, id, now)) === CANCEL_STEP) return true;
  return false;
}

/**
 * The ended ones are many, so their accounts say where to look: one that does not add up says nothing.
 * Looked for among all that is pending, it would be a walk over a million rows, once a second.
 */
const findCancelledPending = prepared<Record<never, never>, { id: string }>(
  () => sql`
    select c.id from campaigns c left join campaign_accounts a on a.campaign_id = c.id
    where c.state = 'cancelled'
      and (a.unbalanced_at is not null or a.expected > a.sent + a.gone + a.refused + a.unknown
        + a.cancelled + a.removed)
      and exists (
        select 1 from deliveries d where d.campaign_id = c.id and d.state = 'pending' limit 1)`,
);

async function cancelledPending(db: Db): Promise<string[]> {
  const look = (at: Db) => findCancelledPending(at, {});
  const { rows } = await lookByIndex(db, look);
  return rows.map(({ id }) => id);
}

/** Asleep or not, but not what somebody else has in hand: of two that settle neither waits for the other. */
const findSome = prepared<{ campaignId: string }, { id: number }>(
  ({ campaignId }, db) => sql`
    select d.id from deliveries d
    where d.campaign_id = ${campaignId} and d.state = 'pending' limit ${sql.lit(CANCEL_STEP)}
    ${isPostgres(db) ? sql`for update skip locked` : sql``}`,
);

function settleSome(db: Db, campaignId: string, now: Date): Promise<number> {
  return byIndex(db, async (tx) => {
    const { rows } = await findSome(tx, { campaignId });
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    await sql`
      update deliveries set state = 'cancelled', settled_at = ${now.toISOString()}
      where id in ${givenIds(tx, ids)}`.execute(tx);
    await noteMoves(tx, [{ campaignId, from: 'pending', to: 'cancelled', count: ids.length }]);
    return ids.length;
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
