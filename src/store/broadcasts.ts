import { sql } from 'kysely';
import { noteMoves } from './accounts.ts';
import { audienceOf, type Segment, segmentText } from './audience.ts';
import { type Campaign, toCampaign } from './campaigns.ts';
import { type Db, durably, inTransaction } from './database.ts';
import { givenRows } from './given-rows.ts';
import { PART_STEP, PRIORITY } from './outbox.ts';

export type BroadcastDraft = {
  readonly id: string;
  readonly title: string;
  readonly messageIds: readonly string[];
  readonly segment: Segment;
  readonly createdBy: number | null;
};

/** A broadcast that an admin has yet to confirm: nothing is queued. */
export async function draftBroadcast(db: Db, draft: BroadcastDraft, now: Date): Promise<void> {
  await db
    .insertInto('campaigns')
    .values({
      id: draft.id,
      title: draft.title,
      created_at: now.toISOString(),
      kind: 'broadcast',
      state: 'draft',
      message_ids: JSON.stringify(draft.messageIds),
      segment: segmentText(draft.segment),
      created_by: draft.createdBy,
    })
    .execute();
}

/**
 * Queues a draft for its whole audience and sets it going; returns how many chats it is for.
 * A second call finds no draft and queues nothing.
 */
export function startBroadcast(db: Db, id: string, now: Date): Promise<number> {
  return durably(db, async (tx) => {
    const started = await tx
      .updateTable('campaigns')
      .set({ state: 'running', started_at: now.toISOString() })
      .where('id', '=', id)
      .where('state', '=', 'draft')
      .returningAll()
      .executeTakeFirst();
    return started ? queueAudience(tx, toCampaign(started), now) : 0;
  });
}

async function queueAudience(
  tx: Db,
  { id, segment, messageIds }: Campaign,
  now: Date,
): Promise<number> {
  if (!segment || messageIds.length === 0) return 0;
  const rows = messageIds.map((messageId, part) => ({
    part: part * PART_STEP,
    message_id: messageId,
  }));
  const at = now.toISOString();
  const { numAffectedRows } = await sql`
    insert into deliveries
      (campaign_id, chat_id, part, message_id, state, priority, due_at, attempts, created_at)
    select ${id}, audience.id, given.part, given.message_id, 'pending',
      ${sql.lit(PRIORITY.broadcast)}, ${at}, 0, ${at}
    from ${audienceOf(tx, segment).select('chats.id').as('audience')}
    cross join ${givenRows(tx, { part: 'bigint', message_id: 'text' }, rows)} as given
    where true
    on conflict (campaign_id, chat_id, part) do nothing`.execute(tx);
  const count = Number(numAffectedRows ?? 0);
  await noteMoves(tx, [{ campaignId: id, from: null, to: 'pending', count }]);
  return count / messageIds.length;
}

/** A draft that is not wanted. Its messages stay: others may share them. */
export function discardBroadcast(db: Db, id: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    // Drafts from before there were accounts have one.
    await tx
      .deleteFrom('campaign_accounts')
      .where('campaign_id', 'in', (eb) =>
        eb.selectFrom('campaigns').select('id').where('id', '=', id).where('state', '=', 'draft'),
      )
      .execute();
    const { numDeletedRows } = await tx
      .deleteFrom('campaigns')
      .where('id', '=', id)
      .where('state', '=', 'draft')
      .executeTakeFirst();
    return numDeletedRows > 0n;
  });
}
