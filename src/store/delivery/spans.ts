import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { prepared } from '../database/prepared.ts';
import { HEAD, pendingOf } from './due-deliveries.ts';

/** Some neighbouring deliveries of a campaign. */
export type Span = {
  readonly campaignId: string;
  readonly after: number;
  readonly through: number;
};

/** So many deliveries behind the head are looked at in one claim. */
const WINDOW = 500;

const findWaiting = prepared<Record<never, never>, { id: string; through: number }>(
  (_, db) => sql`
    select id, through from (
      select c.id, c.created_at, (
        select d.priority from deliveries d where ${pendingOf(db, sql`c.id`)} limit 1
      ) as priority, (
        select max(id) from (
          select d.id from deliveries d where ${pendingOf(db, sql`c.id`)} limit ${sql.lit(HEAD)}
        ) as head
      ) as through
      from campaigns c where c.state = 'running'
    ) as waiting where priority is not null order by priority, created_at, id`,
);

/**
 * Running campaigns with something pending, the most urgent first, and where the head of each ends.
 * A campaign's deliveries share one priority.
 */
export async function campaignsWaiting(tx: Db): Promise<{ id: string; through: number }[]> {
  return (await findWaiting(tx, {})).rows;
}

const findSpan = prepared<{ campaignId: string; after: number }, { through: number | null }>(
  ({ campaignId, after }, db) => sql`
    select max(id) as through from (
      select d.id from deliveries d where ${pendingOf(db, campaignId, after)} limit ${sql.lit(WINDOW)}
    ) as span`,
);

/** Behind the end of the campaign its hand starts from the head again. */
export async function nextSpan(
  tx: Db,
  head: Span,
  hands: Map<string, number>,
): Promise<Span | null> {
  const { campaignId } = head;
  const after = Math.max(head.through, hands.get(campaignId) ?? 0);
  const { rows } = await findSpan(tx, { campaignId, after });
  const through = rows[0]?.through ?? null;
  if (through !== null) return { campaignId, after, through };
  hands.delete(campaignId);
  return null;
}
