import { sql } from 'kysely';
import type { ChatKind, Message } from '../domain/index.ts';
import { noteMoves } from './accounts.ts';
import { HORIZON_MS, lockBudget, saveBudget, slotsFrom, toDate } from './budgets.ts';
import { type Db, inTransaction, isPostgres } from './database.ts';
import { givenIds } from './given-rows.ts';
import { readMessages } from './messages.ts';

/** A delivery taken for sending, and when to send it. */
export type Claimed = {
  readonly id: number;
  readonly campaignId: string;
  readonly chatId: number;
  readonly chatKind: ChatKind;
  readonly part: number;
  /** With this one. */
  readonly attempts: number;
  readonly messageId: string;
  readonly message: Message;
  readonly sendAt: Date;
  /** From then on another process may take it. */
  readonly leaseUntil: Date;
  /** The key it was claimed under. */
  readonly claimedBy: number | null;
};

export type ClaimOptions = {
  readonly botId: number;
  readonly now: Date;
  readonly limit: number;
  readonly leaseMs: number;
  /** Messages a second that are granted to the bot; `Infinity` for a server without a limit. */
  readonly rate: number;
  /** The claiming process's, see `workers.ts`; without one only the lease tells that it is dead. */
  readonly claimedBy?: number | null;
};

/** What a sender knows besides. */
export type ClaimTiming = {
  /** How long it takes until something claimed now can leave. */
  readonly leadMs: number;
  /** Of how long ago sending times nobody took may still be taken; `null`: they are gone. */
  readonly creditMs: number | null;
};

export type Claim = {
  readonly claimed: Claimed[];
  /** When it is worth asking again; `null` if nothing is waiting for its time. */
  readonly nextAt: Date | null;
  /** The bot's next free sending time before and after. */
  readonly budget: { readonly found: number; readonly left: number };
};

/** Telegram's «about one a second to a chat, twenty a minute to a group», and a tenth to spare. */
const CHAT_SPACING_MS = 1_100;
const GROUP_SPACING_MS = 3_100;
/** How often a claim is filled up again after it met chats that are gone. */
const REFILLS = 5;

/**
 * Takes due deliveries of running campaigns, no more than `limit` and no further ahead than the
 * horizon, and reserves their sending times. Of one chat it takes one at a time, in order.
 */
export async function claimDue(db: Db, options: ClaimOptions): Promise<Claimed[]> {
  return (await claimNext(db, options, { leadMs: 0, creditMs: null })).claimed;
}

/** The same with an account of the budget. */
export function claimNext(
  db: Db,
  { botId, now, limit, leaseMs, rate, claimedBy = null }: ClaimOptions,
  { leadMs, creditMs }: ClaimTiming,
): Promise<Claim> {
  return inTransaction(db, async (tx) => {
    const found = await lockBudget(tx, botId);
    const earliest = now.getTime() + (creditMs === null ? leadMs : -creditMs);
    const slots = slotsFrom(found, { earliest, rate });
    const wanted = slots.countUntil(now.getTime() + leadMs + HORIZON_MS, limit);
    const leaseUntil = new Date(now.getTime() + leaseMs);
    const rows =
      wanted > 0 ? await takeRows(tx, { now, limit: wanted, leaseUntil, claimedBy }) : [];
    const messages = await readMessages(
      tx,
      rows.map((row) => row.messageId),
    );
    const claimed = rows.flatMap((row, index): Claimed[] => {
      const message = messages.get(row.messageId);
      if (!message) return [];
      return [{ ...row, message, leaseUntil, claimedBy, sendAt: toDate(slots.time(index)) }];
    });
    const left = claimed.length > 0 ? slots.time(claimed.length) : found;
    if (left !== found) await saveBudget(tx, botId, left);
    await spaceChats(tx, claimed);
    // Half a horizon is left to run: so claims come in batches where the rate is high.
    const full = toDate(slots.time(rows.length) - leadMs - HORIZON_MS / 2);
    const nextAt = rows.length === wanted ? full : await nextDueAt(tx, now);
    return { claimed, nextAt, budget: { found, left } };
  });
}

type Row = Omit<Claimed, 'message' | 'sendAt' | 'leaseUntil' | 'claimedBy'>;
type Taking = {
  readonly now: Date;
  readonly limit: number;
  readonly leaseUntil: Date;
  readonly claimedBy: number | null;
};

async function takeRows(tx: Db, { now, limit, ...claim }: Taking): Promise<Row[]> {
  const taken: Row[] = [];
  for (const { id } of await campaignsDue(tx, now)) {
    for (let refill = 0; taken.length < limit && refill < REFILLS; refill++) {
      const found = await findNext(tx, { campaignId: id, now, limit: limit - taken.length });
      const gone = found.filter((row) => row.chatState !== 'active');
      const live = found.filter((row) => row.chatState === 'active');
      if (gone.length > 0) await settleGone(tx, gone, now);
      if (live.length > 0) await markClaimed(tx, live, claim);
      taken.push(
        ...live.map(({ chatState: _, attempts, ...row }) => ({ ...row, attempts: attempts + 1 })),
      );
      if (gone.length === 0) break;
    }
    if (taken.length >= limit) break;
  }
  return taken;
}

/** Running campaigns with something due, the most urgent first; its deliveries share one priority. */
async function campaignsDue(tx: Db, now: Date): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string; createdAt: string; priority: number | null }>`
    select c.id, c.created_at as "createdAt", (
      select d.priority from deliveries d
      where d.campaign_id = c.id and d.state = 'pending' and d.due_at <= ${now.toISOString()}
      order by d.id limit 1
    ) as priority
    from campaigns c where c.state = 'running' order by c.created_at, c.id`.execute(tx);
  return rows
    .filter((row) => row.priority !== null)
    .sort((one, other) => (one.priority ?? 0) - (other.priority ?? 0));
}

type Found = Row & { readonly chatState: string | null };

/**
 * Only the first of a chat's open deliveries is free. «First» is a total order, or two deliveries
 * could wait for each other: priority, then time of queueing, campaign and part. Paused campaigns
 * stand aside.
 */
async function findNext(
  tx: Db,
  { campaignId, now, limit }: { campaignId: string; now: Date; limit: number },
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select d.id, d.campaign_id as "campaignId", d.chat_id as "chatId", d.part, d.attempts,
      d.message_id as "messageId", c.kind as "chatKind", c.state as "chatState"
    from deliveries d left join chats c on c.id = d.chat_id
    where d.campaign_id = ${campaignId} and d.state = 'pending' and d.due_at <= ${now.toISOString()}
      and not exists (
        select 1 from deliveries o join campaigns k on k.id = o.campaign_id
        where o.chat_id = d.chat_id and o.state in ('pending', 'claimed') and o.id <> d.id
          and (o.state = 'claimed' or (k.state = 'running'
            and (o.priority, o.created_at, o.campaign_id, o.part)
              < (d.priority, d.created_at, d.campaign_id, d.part))))
    order by d.id limit ${limit} ${isPostgres(tx) ? sql`for update of d skip locked` : sql``}`.execute(
    tx,
  );
  return rows;
}

async function markClaimed(
  tx: Db,
  rows: readonly Row[],
  { leaseUntil, claimedBy }: Pick<Taking, 'leaseUntil' | 'claimedBy'>,
): Promise<void> {
  await sql`
    update deliveries
    set state = 'claimed', lease_until = ${leaseUntil.toISOString()}, claimed_by = ${claimedBy},
      attempts = attempts + 1
    where id in ${givenIds(
      tx,
      rows.map((row) => row.id),
    )}`.execute(tx);
}

/** A chat that left, or that was forgotten while its message was on its way into the outbox. */
async function settleGone(tx: Db, rows: readonly Row[], now: Date): Promise<void> {
  await sql`
    update deliveries
    set state = 'gone', reason = 'the chat is gone', settled_at = ${now.toISOString()}
    where id in ${givenIds(
      tx,
      rows.map((row) => row.id),
    )}`.execute(tx);
  await noteMoves(
    tx,
    rows.map(({ campaignId }) => ({ campaignId, from: 'pending', to: 'gone' })),
  );
}

/** The next messages of the chats that are about to get one come no sooner than Telegram allows. */
async function spaceChats(tx: Db, claimed: readonly Claimed[]): Promise<void> {
  const last = claimed.at(-1);
  if (!last) return;
  const isGroup = ({ chatKind }: Claimed) => chatKind !== 'private';
  const at = (spacing: number) => new Date(last.sendAt.getTime() + spacing).toISOString();
  await postpone(
    tx,
    claimed.filter((row) => !isGroup(row)),
    at(CHAT_SPACING_MS),
  );
  await postpone(tx, claimed.filter(isGroup), at(GROUP_SPACING_MS));
}

async function postpone(tx: Db, chats: readonly Claimed[], until: string): Promise<void> {
  if (chats.length === 0) return;
  await sql`
    update deliveries set due_at = ${until}
    where chat_id in ${givenIds(
      tx,
      chats.map((row) => row.chatId),
    )}
      and state in ('pending', 'claimed') and state = 'pending' and due_at < ${until}`.execute(tx);
}

/** How many of a campaign's first deliveries are looked at for the next due time. */
const LOOKED_AT = 200;

/** When something that waits for its time will be due, as far as the heads of the queues tell. */
export async function nextDueAt(db: Db, now: Date): Promise<Date | null> {
  const { rows } = await sql<{ dueAt: string | null }>`
    select min(h.due_at) as "dueAt" from campaigns c join deliveries h on h.campaign_id = c.id
    where c.state = 'running' and h.state = 'pending' and h.due_at > ${now.toISOString()}
      and h.id in (
        select d.id from deliveries d
        where d.campaign_id = c.id and d.state = 'pending' order by d.id limit ${LOOKED_AT})`.execute(
    db,
  );
  const dueAt = rows[0]?.dueAt;
  return dueAt ? new Date(dueAt) : null;
}

/** Is there anything to claim? Cheap and without a lock, for the poll of an idle sender. */
export async function hasDue(db: Db, now: Date): Promise<boolean> {
  return (await campaignsDue(db, now)).length > 0;
}
