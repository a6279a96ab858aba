import { BEFORE_EVERY_CHAT, type Segment, segmentText } from '../chats/audience.ts';
import { type Db, durably, inTransaction } from '../database/database.ts';
import { type Campaign, toCampaign } from './campaigns.ts';
import { hasCanary } from './canary.ts';
import { queueStep } from './queue-steps.ts';
import type { Night } from './sleepers.ts';

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

/** What an admin says yes to. */
export type Confirmation = {
  /** How many chats it is for, as they were counted last. */
  readonly audience: number;
  /** `null`: at once. */
  readonly at: Date | null;
  /** In quiet hours too, but of chats that want nothing urgent. */
  readonly isUrgent: boolean;
};

/**
 * Sets a draft going, or puts it down for its time. What is small is queued with it; the rest follows
 * in steps. `false`: it was no draft any more, and nothing has happened.
 */
export function confirmBroadcast(
  db: Db,
  id: string,
  { audience, at, isUrgent }: Confirmation,
  night: Night,
): Promise<boolean> {
  return durably(db, async (tx) => {
    const set = at
      ? { state: 'scheduled', audience, scheduled_at: at.toISOString() }
      : begun(audience, night.now);
    const { numUpdatedRows } = await tx
      .updateTable('campaigns')
      .set({ ...set, urgent: isUrgent ? 1 : 0 })
      .where('id', '=', id)
      .where('state', '=', 'draft')
      .executeTakeFirst();
    if (numUpdatedRows > 0n && !at && !hasCanary(audience)) await queueStep(tx, id, night);
    return numUpdatedRows > 0n;
  });
}

function begun(audience: number, now: Date) {
  return {
    ...{ state: 'running', audience, queued_through: BEFORE_EVERY_CHAT },
    started_at: now.toISOString(),
    canary: hasCanary(audience) ? 'choosing' : null,
  };
}

/** Sets going what was put down for a time that has come, for whom it is for by now. */
export async function startScheduled(
  db: Db,
  id: string,
  { audience }: { readonly audience: number },
  now: Date,
): Promise<void> {
  await db
    .updateTable('campaigns')
    .set(begun(audience, now))
    .where('id', '=', id)
    .where('state', '=', 'scheduled')
    .where('scheduled_at', '<=', now.toISOString())
    .execute();
}

/** Those whose time has come. */
export async function scheduledBroadcasts(db: Db, now: Date): Promise<Campaign[]> {
  const rows = await db
    .selectFrom('campaigns')
    .selectAll()
    .where('state', '=', 'scheduled')
    .where('scheduled_at', '<=', now.toISOString())
    .orderBy('scheduled_at')
    .orderBy('id')
    .execute();
  return rows.map(toCampaign);
}

/** Those that are not all in the outbox yet. */
export async function broadcastsToQueue(db: Db): Promise<Campaign[]> {
  const rows = await db
    .selectFrom('campaigns')
    .selectAll()
    .where('state', '=', 'running')
    .where('queued_through', 'is not', null)
    .orderBy('started_at')
    .orderBy('id')
    .execute();
  return rows.map(toCampaign);
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
