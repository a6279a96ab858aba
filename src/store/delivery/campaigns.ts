import { type Selectable, sql } from 'kysely';
import { parseSegment, type Segment } from '../chats/audience.ts';
import type { Db } from '../database/database.ts';
import type { CampaignTable } from '../database/delivery-tables.ts';

export type CampaignState = 'draft' | 'scheduled' | 'running' | 'paused' | 'cancelled' | 'finished';

/** The first few of a broadcast: being chosen, sent to, or got over. */
type Canary = 'choosing' | 'running' | 'passed';

/** One digest run or broadcast, or a line to admins. */
export type Campaign = {
  readonly id: string;
  readonly kind: 'digest' | 'urgent' | 'broadcast' | 'alert' | 'reminder';
  readonly state: CampaignState;
  readonly title: string;
  /** Of a broadcast, one a part. */
  readonly messageIds: readonly string[];
  /** Of a broadcast. */
  readonly segment: Segment | null;
  readonly createdBy: number | null;
  /** Of a broadcast: how many chats it was confirmed for. */
  readonly audience: number | null;
  /** Of a broadcast: it goes in quiet hours too, but of chats that want nothing urgent. */
  readonly isUrgent: boolean;
  /** `null`: it has none. */
  readonly canary: Canary | null;
  /** Not all of its audience is in the outbox yet. */
  readonly isQueueing: boolean;
  /** Of a `scheduled` one: when it starts. */
  readonly scheduledAt: Date | null;
  /** Why it paused itself; `null` if an admin paused it. */
  readonly pauseReason: string | null;
  /** The message in the admin's chat that shows how far it is. */
  readonly progress: { readonly chatId: number; readonly messageId: number } | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

/** A digest run is running from the start; its deliveries are queued into it. Safe to run again. */
export function createDigestCampaign(db: Db, campaign: NewCampaign, now: Date): Promise<void> {
  return createRunning(db, { kind: 'digest', ...campaign }, now);
}

/** What is due of one reminder. Safe to run again, for chats whose time comes later. */
export function createReminderCampaign(db: Db, campaign: NewCampaign, now: Date): Promise<void> {
  return createRunning(db, { kind: 'reminder', ...campaign }, now);
}

/** Of one urgent article. `false`: an admin has cancelled it. */
export async function createUrgentCampaign(
  db: Db,
  campaign: NewCampaign,
  now: Date,
): Promise<boolean> {
  await createRunning(db, { kind: 'urgent', ...campaign }, now);
  return (await findCampaign(db, campaign.id))?.state !== 'cancelled';
}

type NewCampaign = { readonly id: string; readonly title: string };

async function createRunning(
  db: Db,
  campaign: NewCampaign & Pick<Campaign, 'kind'>,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  await db
    .insertInto('campaigns')
    .values({
      ...{ ...campaign, state: 'running', message_ids: '[]' },
      created_at: at,
      started_at: at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Takes effect at once: nothing more of it is claimed. */
export function pauseCampaign(db: Db, id: string): Promise<boolean> {
  return changeCampaign(db, id, {
    from: ['running'],
    set: { state: 'paused', pause_reason: null },
  });
}

/** What paused itself for its canary goes on with the rest: an admin has seen why, and wants it. */
export async function resumeCampaign(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('campaigns')
    .set({
      state: 'running',
      pause_reason: null,
      canary: sql`case when canary is null or pause_reason is null then canary else 'passed' end`,
    })
    .where('id', '=', id)
    .where('state', '=', 'paused')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

type Change = {
  readonly from: readonly CampaignState[];
  readonly set: Partial<
    Pick<CampaignTable, 'state' | 'pause_reason' | 'finished_at' | 'queued_through'>
  >;
};

/** `false`: it was in none of the states that allow it. */
export async function changeCampaign(db: Db, id: string, { from, set }: Change): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('campaigns')
    .set(set)
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function findCampaign(db: Db, id: string): Promise<Campaign | undefined> {
  const row = await db.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toCampaign(row);
}

/** Newest first; what admins alone are told is not among them. */
export async function listCampaigns(db: Db, { limit }: { limit: number }): Promise<Campaign[]> {
  const rows = await db
    .selectFrom('campaigns')
    .selectAll()
    .where('kind', '<>', 'alert')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toCampaign);
}

export async function setProgressMessage(
  db: Db,
  id: string,
  chatId: number,
  messageId: number,
): Promise<void> {
  await db
    .updateTable('campaigns')
    .set({ progress_chat_id: chatId, progress_message_id: messageId })
    .where('id', '=', id)
    .execute();
}

/** The final account has been shown: the campaign is no longer among those to report. */
export async function clearProgressMessage(db: Db, id: string): Promise<void> {
  await db
    .updateTable('campaigns')
    .set({ progress_chat_id: null, progress_message_id: null })
    .where('id', '=', id)
    .execute();
}

/** Campaigns whose progress an admin is shown; the ended ones until their message is cleared. */
export async function campaignsToReport(db: Db): Promise<Campaign[]> {
  const rows = await db
    .selectFrom('campaigns')
    .selectAll()
    .where('progress_message_id', 'is not', null)
    .where('state', '!=', 'draft')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toCampaign);
}

export function toCampaign(row: Selectable<CampaignTable>): Campaign {
  return {
    id: row.id,
    kind: row.kind as Campaign['kind'],
    state: row.state as CampaignState,
    title: row.title,
    messageIds: JSON.parse(row.message_ids) as string[],
    segment: row.segment === null ? null : (parseSegment(row.segment) ?? null),
    createdBy: row.created_by,
    audience: row.audience,
    isUrgent: row.urgent === 1,
    canary: row.canary as Canary | null,
    isQueueing: row.queued_through !== null,
    scheduledAt: row.scheduled_at === null ? null : new Date(row.scheduled_at),
    pauseReason: row.pause_reason,
    progress:
      row.progress_chat_id !== null && row.progress_message_id !== null
        ? { chatId: row.progress_chat_id, messageId: row.progress_message_id }
        : null,
    createdAt: new Date(row.created_at),
    startedAt: row.started_at === null ? null : new Date(row.started_at),
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at),
  };
}
