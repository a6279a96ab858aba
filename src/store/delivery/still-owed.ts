import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { listedIds } from '../database/given-rows.ts';
import { prepared } from '../database/prepared.ts';
import type { Claimed } from './claims.ts';

const find = prepared<{ ids: string }, { id: number }>(
  ({ ids }, db) => sql`
    select d.id from deliveries d join campaigns c on c.id = d.campaign_id
    where d.id in ${listedIds(db, 'bigint', ids)} and d.state = 'claimed' and c.state = 'running'`,
);

/**
 * Of what was claimed a while ago, what may still be sent: a campaign may have been paused or cancelled
 * since, a chat forgotten, or another process may have taken a delivery over.
 */
export async function stillOwed(
  db: Db,
  claimed: readonly Pick<Claimed, 'id'>[],
): Promise<ReadonlySet<number>> {
  if (claimed.length === 0) return new Set();
  const { rows } = await find(db, { ids: JSON.stringify(claimed.map(({ id }) => id)) });
  return new Set(rows.map(({ id }) => id));
}
