import { sql } from 'kysely';
import type { ChatKind } from '../domain/index.ts';
import { noteMoves } from './accounts.ts';
import { type Db, isPostgres } from './database.ts';
import { listedIds } from './given-rows.ts';
import { prepared } from './prepared.ts';

export type Row = {
  readonly id: number;
  readonly campaignId: string;
  readonly chatId: number;
  readonly chatKind: ChatKind;
  readonly part: number;
  /** With this one, once it is claimed. */
  readonly attempts: number;
  readonly messageId: string;
};

type Taking = {
  readonly now: Date;
  readonly limit: number;
  readonly leaseUntil: Date;
  readonly claimedBy: number | null;
  /** When a chat may get its next message. */
  readonly freeFrom: (chatId: number) => number;
};

/** How often a claim is filled up again after it met chats that are gone or had a message just now. */
const REFILLS = 5;

type Taken = {
  readonly rows: Row[];
  /** Behind what it met there may be more. */
  readonly isCutShort: boolean;
};

/** Marks up to `limit` deliveries as claimed, those of the most urgent campaign first. */
export async function takeRows(tx: Db, { now, limit, freeFrom, ...claim }: Taking): Promise<Taken> {
  const rows: Row[] = [];
  let isCutShort = false;
  const campaigns = limit > 0 ? await campaignsDue(tx, now) : [];
  for (const { id } of campaigns) {
    for (let refill = 0; rows.length < limit; refill++) {
      isCutShort ||= refill === REFILLS;
      if (refill === REFILLS) break;
      const found = await findNext(tx, { campaignId: id, now, limit: limit - rows.length });
      const taken = await sortOut(tx, found, { now, freeFrom });
      await markClaimed(tx, taken, claim);
      rows.push(...taken.map((row) => ({ ...row, attempts: row.attempts + 1 })));
      if (taken.length === found.length) break;
    }
    if (rows.length >= limit) break;
  }
  return { rows, isCutShort };
}

/** Settles what is for chats that are gone, puts off what comes too soon, and returns the rest. */
async function sortOut(
  tx: Db,
  found: readonly Found[],
  { now, freeFrom }: Pick<Taking, 'now' | 'freeFrom'>,
): Promise<Row[]> {
  const gone: Row[] = [];
  const early: Row[] = [];
  const free: Row[] = [];
  for (const { chatState, ...row } of found) {
    if (chatState !== 'active') gone.push(row);
    else if (freeFrom(row.chatId) > now.getTime()) early.push(row);
    else free.push(row);
  }
  await settleGone(tx, gone, now);
  for (const { chatId } of early) await postpone(tx, [chatId], new Date(freeFrom(chatId)));
  return free;
}

const findCampaigns = prepared<{ now: string }, { id: string }>(
  ({ now }) => sql`
    select id from (
      select c.id, c.created_at, (
        select d.priority from deliveries d
        where d.campaign_id = c.id and d.state = 'pending' and d.due_at <= ${now}
        order by d.id limit 1
      ) as priority
      from campaigns c where c.state = 'running'
    ) as due where priority is not null order by priority, created_at, id`,
);

/** Running campaigns with something due, the most urgent first; a campaign's deliveries share one priority. */
async function campaignsDue(tx: Db, now: Date): Promise<{ id: string }[]> {
  return (await findCampaigns(tx, { now: now.toISOString() })).rows;
}

type Found = Row & { readonly chatState: string | null };

const find = prepared<{ campaignId: string; now: string; limit: number }, Found>(
  ({ campaignId, now, limit }, db) => sql`
    select d.id, d.campaign_id as "campaignId", d.chat_id as "chatId", d.part, d.attempts,
      d.message_id as "messageId", c.kind as "chatKind", c.state as "chatState"
    from deliveries d left join chats c on c.id = d.chat_id
    where d.campaign_id = ${campaignId} and d.state = 'pending' and d.due_at <= ${now}
      and not exists (
        select 1 from deliveries o join campaigns k on k.id = o.campaign_id
        where o.chat_id = d.chat_id and o.state in ('pending', 'claimed') and o.id <> d.id
          and (o.state = 'claimed' or (k.state = 'running'
            and (o.priority, o.created_at, o.campaign_id, o.part)
              < (d.priority, d.created_at, d.campaign_id, d.part))))
    order by d.id limit ${limit} ${isPostgres(db) ? sql`for update of d skip locked` : sql``}`,
);

/**
 * Only the first of a chat's open deliveries is free. «First» is a total order, or two deliveries
 * could wait for each other: priority, then time of queueing, campaign and part. Paused campaigns
 * stand aside.
 */
async function findNext(
  tx: Db,
  { now, ...where }: { campaignId: string; now: Date; limit: number },
): Promise<Found[]> {
  return (await find(tx, { ...where, now: now.toISOString() })).rows;
}

const mark = prepared<{ leaseUntil: string; claimedBy: number | null; ids: string }>(
  ({ leaseUntil, claimedBy, ids }, db) => sql`
    update deliveries
    set state = 'claimed', lease_until = ${leaseUntil}, claimed_by = ${claimedBy},
      attempts = attempts + 1
    where id in ${listedIds(db, 'bigint', ids)}`,
);

async function markClaimed(
  tx: Db,
  rows: readonly Row[],
  { leaseUntil, claimedBy }: Pick<Taking, 'leaseUntil' | 'claimedBy'>,
): Promise<void> {
  if (rows.length === 0) return;
  await mark(tx, { leaseUntil: leaseUntil.toISOString(), claimedBy, ids: idsOf(rows) });
}

const gone = prepared<{ now: string; ids: string }>(
  ({ now, ids }, db) => sql`
    update deliveries set state = 'gone', reason = 'the chat is gone', settled_at = ${now}
    where id in ${listedIds(db, 'bigint', ids)}`,
);

/** A chat that left, or that was forgotten while its message was on its way into the outbox. */
async function settleGone(tx: Db, rows: readonly Row[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await gone(tx, { now: now.toISOString(), ids: idsOf(rows) });
  await noteMoves(
    tx,
    rows.map(({ campaignId }) => ({ campaignId, from: 'pending', to: 'gone' })),
  );
}

const putOff = prepared<{ until: string; ids: string }>(
  ({ until, ids }, db) => sql`
    update deliveries set due_at = ${until}
    where chat_id in ${listedIds(db, 'bigint', ids)}
      and state in ('pending', 'claimed') and state = 'pending' and due_at < ${until}`,
);

/** What waits for these chats is due no sooner. */
export async function postpone(tx: Db, chatIds: readonly number[], until: Date): Promise<void> {
  if (chatIds.length === 0) return;
  await putOff(tx, { until: until.toISOString(), ids: JSON.stringify(chatIds) });
}

function idsOf(rows: readonly Row[]): string {
  return JSON.stringify(rows.map((row) => row.id));
}

/** How many of a campaign's first deliveries are looked at for the next due time. */
const LOOKED_AT = 200;

const findNextDue = prepared<{ now: string }, { dueAt: string | null }>(
  ({ now }) => sql`
    select min(due_at) as "dueAt" from (
      select (
        select min(h.due_at) from (
          select d.due_at from deliveries d
          where d.campaign_id = c.id and d.state = 'pending' order by d.id
          limit ${sql.lit(LOOKED_AT)}
        ) as h where h.due_at > ${now}
      ) as due_at
      from campaigns c where c.state = 'running'
    ) as heads`,
);

/** When something that waits for its time will be due, as far as the heads of the queues tell. */
export async function nextDueAt(db: Db, now: Date): Promise<Date | null> {
  const { rows } = await findNextDue(db, { now: now.toISOString() });
  const dueAt = rows[0]?.dueAt;
  return dueAt ? new Date(dueAt) : null;
}

/** Is there anything to claim? Cheap and without a lock, for the poll of an idle sender. */
export async function hasDue(db: Db, now: Date): Promise<boolean> {
  return (await campaignsDue(db, now)).length > 0;
}
