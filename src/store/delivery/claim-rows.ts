import { sql } from 'kysely';
import type { ChatKind, Message } from '../../domain/index.ts';
import { readQuiet } from '../chats/subscriptions.ts';
import { type Db, isPostgres } from '../database/database.ts';
import { listedIds } from '../database/given-rows.ts';
import { prepared } from '../database/prepared.ts';
import { removeForgotten, settleGone } from './absent-chats.ts';
import { pendingOf } from './due-deliveries.ts';
import { postpone } from './postpone.ts';
import { type AwakeAt, layToRest, type Sleeper } from './sleepers.ts';
import { campaignsWaiting, nextSpan, type Span } from './spans.ts';

export type Row = {
  readonly id: number;
  readonly campaignId: string;
  readonly chatId: number;
  readonly chatKind: ChatKind;
  /** The forum topic the chat has chosen. */
  readonly topicId: number | null;
  /** When the chat last came or came back, as it was noted when this was claimed. */
  readonly reachableAt: string | null;
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
  readonly memory: ClaimMemory;
};

/** What a sender remembers from claim to claim. */
export type ClaimMemory = {
  /** When a chat may get its next message, in milliseconds, after what it has just got. */
  freeFrom(chatId: number): number;
  readonly awakeAt: AwakeAt;
  /** By id; what is read is added. A message never changes: its id is its hash. */
  readonly messages: Map<string, Message>;
  /** By campaign, up to which delivery it has been looked through: see `takeRows`. */
  readonly hands: Map<string, number>;
};

/** How often a claim is filled up again after it met chats that are gone or had a message just now. */
const REFILLS = 5;
/** Of so many campaigns more than the head is looked at, where that cannot be sent. */
const WINDOWS = 8;

type Taken = {
  readonly rows: Row[];
  /** Behind what it met there may be more. */
  readonly isCutShort: boolean;
};

/**
 * Marks up to `limit` deliveries as claimed, those of the most urgent campaign first. A claim stays
 * quick even where a hundred thousand deliveries wait for others of their chats: it looks at the
 * head of each campaign and at a little more, and the next claim looks on from there, like the hand
 * of a clock.
 */
export async function takeRows(tx: Db, { limit, ...taking }: Taking): Promise<Taken> {
  const rows: Row[] = [];
  let windows = WINDOWS;
  let isCutShort = false;
  const campaigns = limit > 0 ? await campaignsWaiting(tx) : [];
  for (const { id: campaignId, through } of campaigns) {
    const head = { campaignId, after: 0, through };
    const first = await takeSpan(tx, head, { ...taking, limit: limit - rows.length });
    rows.push(...first.rows);
    isCutShort ||= first.isCutShort;
    if (rows.length >= limit) break;
    const span = windows > 0 ? await nextSpan(tx, head, taking.memory.hands) : null;
    if (!span) continue;
    windows -= 1;
    const more = await takeSpan(tx, span, { ...taking, limit: limit - rows.length });
    rows.push(...more.rows);
    isCutShort = true;
    const isThrough = rows.length < limit && !more.isCutShort;
    const lookedThrough = isThrough ? span.through : (more.rows.at(-1)?.id ?? span.after);
    taking.memory.hands.set(campaignId, lookedThrough);
    if (rows.length >= limit) break;
  }
  return { rows, isCutShort };
}

async function takeSpan(
  tx: Db,
  span: Span,
  { now, limit, memory, ...claim }: Taking,
): Promise<Taken> {
  const rows: Row[] = [];
  for (let refill = 0; rows.length < limit; refill++) {
    if (refill === REFILLS) return { rows, isCutShort: true };
    const found = await findFree(tx, { ...span, now, limit: limit - rows.length });
    const taken = await sortOut(tx, found, { now, ...memory });
    await markClaimed(tx, taken, claim);
    rows.push(...taken);
    if (taken.length === found.length) break;
  }
  return { rows, isCutShort: false };
}

/**
 * Deals with what is for chats that are gone, puts off what comes too soon or in quiet hours (they may
 * have begun since it was queued), and returns the rest.
 */
async function sortOut(
  tx: Db,
  found: readonly Found[],
  { now, freeFrom, awakeAt }: Pick<Taking, 'now'> & Pick<ClaimMemory, 'freeFrom' | 'awakeAt'>,
): Promise<Row[]> {
  const forgotten: Row[] = [];
  const gone: Row[] = [];
  const early: Row[] = [];
  const asleep: Sleeper[] = [];
  const free: Row[] = [];
  const wakesAt = awakeAt(now);
  for (const row of found) {
    if (row.chatState === null) forgotten.push(row);
    else if (row.chatState !== 'active') gone.push(row);
    else if (freeFrom(row.chatId) > now.getTime()) early.push(row);
    else if (wakesAt(clockOf(row)) > now)
      asleep.push({ chatId: row.chatId, wakesAt: wakesAt(clockOf(row)) });
    else free.push(row);
  }
  await removeForgotten(tx, forgotten);
  await settleGone(tx, gone, now);
  if (found[0]) await layToRest(tx, found[0].campaignId, asleep);
  for (const { chatId } of early) await postpone(tx, [chatId], new Date(freeFrom(chatId)));
  return free;
}

/** As it stands once it is claimed. */
type Found = Row & {
  readonly chatState: string | null;
  /** Of what is to wait for the end of quiet hours; else `null`. */
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  readonly timezone: string | null;
};

function clockOf({ timezone, ...row }: Found) {
  return { quiet: readQuiet(row), timezone };
}

const find = prepared<
  { campaignId: string; after: number; through: number; now: string; limit: number },
  Omit<Found, 'campaignId'>
>(
  ({ campaignId, after, through, now, limit }, db) => sql`
    select d.id, d.chat_id as "chatId", d.part, d.attempts + 1 as attempts,
      d.message_id as "messageId", c.kind as "chatKind", c.topic_id as "topicId",
      c.reachable_at as "reachableAt", c.state as "chatState", s.quiet_from, s.quiet_to, s.timezone
    from deliveries d left join chats c on c.id = d.chat_id
      left join campaigns b on b.id = d.campaign_id and b.kind = 'broadcast'
      left join subscriptions s on s.chat_id = d.chat_id
        and (b.urgent = 0 or b.urgent = 1 and s.urgent = 0)
    where d.due_at <= ${now}
      and (
        select 1 from deliveries o
        where o.chat_id = d.chat_id and o.state in ('pending', 'claimed') and o.id <> d.id
          and (o.state = 'claimed' or (o.reason = 'busy' and o.due_at > ${now}) or (
            (o.priority, o.created_at, length(o.campaign_id), o.campaign_id, o.part)
              < (d.priority, d.created_at, length(d.campaign_id), d.campaign_id, d.part)
            and (select k.state from campaigns k where k.id = o.campaign_id) = 'running'))
        limit 1
      ) is null
      and ${pendingOf(db, campaignId, after, through)} limit ${limit}
    ${isPostgres(db) ? sql`for update of d skip locked` : sql``}`,
);

/**
 * Only the first of a chat's open deliveries is free. (Asked for each row: as `not exists` PostgreSQL
 * may make a join of it, over a million rows.) «First» is a total order, or two deliveries
 * could wait for each other: priority, then time of queueing, campaign (`urgent:9` before `urgent:10`)
 * and part. Paused campaigns stand aside. A chat that Telegram told to wait waits with everything,
 * however urgent: asking once more before makes the wait longer.
 */
async function findFree(
  tx: Db,
  { now, ...where }: Span & { readonly now: Date; readonly limit: number },
): Promise<Found[]> {
  const { rows } = await find(tx, { ...where, now: now.toISOString() });
  const { campaignId } = where;
  return rows.map((row) => ({ ...row, campaignId }));
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

function idsOf(rows: readonly Row[]): string {
  return JSON.stringify(rows.map((row) => row.id));
}
