import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { listedIds } from '../database/given-rows.ts';
import { prepared } from '../database/prepared.ts';
import { noteMoves } from './accounts.ts';

/** Something pending. */
type Row = { readonly id: number; readonly campaignId: string };

const gone = prepared<{ now: string; ids: string }>(
  ({ now, ids }, db) => sql`
    update deliveries set state = 'gone', reason = 'the chat is gone', settled_at = ${now}
    where id in ${listedIds(db, 'bigint', ids)}`,
);

/** For a chat that left. */
export async function settleGone(tx: Db, rows: readonly Row[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await gone(tx, { now: now.toISOString(), ids: idsOf(rows) });
  await noteMoves(
    tx,
    rows.map(({ campaignId }) => ({ campaignId, from: 'pending', to: 'gone' })),
  );
}

const remove = prepared<{ ids: string }, { campaignId: string }>(
  ({ ids }, db) => sql`
    delete from deliveries where id in ${listedIds(db, 'bigint', ids)}
      and not exists (select 1 from chats where chats.id = deliveries.chat_id)
    returning campaign_id as "campaignId"`,
);

/**
 * For a chat that was forgotten while its message was on its way into the outbox: its id is not kept.
 * Asked once more, as one that has just got another id looks the same to whoever began before.
 */
export async function removeForgotten(tx: Db, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const { rows: removed } = await remove(tx, { ids: idsOf(rows) });
  await noteMoves(
    tx,
    removed.map(({ campaignId }) => ({ campaignId, from: 'pending', to: null })),
  );
}

function idsOf(rows: readonly Row[]): string {
  return JSON.stringify(rows.map((row) => row.id));
}
