import type { ChatKind, Message, Settlement } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { HORIZON_MS, lockBudget, saveBudget, slotsFrom, toDate } from './budgets.ts';
import { type ClaimMemory, type Row, takeRows } from './claim-rows.ts';
import { byIndex, nextDueAt } from './due-deliveries.ts';
import { readMessages } from './messages.ts';
import { postpone } from './postpone.ts';

/** A delivery taken for sending, and when to send it. */
export type Claimed = Row & {
  readonly message: Message;
  readonly sendAt: Date;
  /** From then on another process may take it. */
  readonly leaseUntil: Date;
  /** The key it was claimed under. */
  readonly claimedBy: number | null;
};

/** What became of it. */
export type Settled = { readonly delivery: Claimed; readonly settlement: Settlement };

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
  /** The bot's next free sending time before and after, and what is used of the granted rate. */
  readonly budget: {
    readonly found: number;
    readonly left: number;
    readonly share: number;
    readonly growsFrom: number;
  };
};

/** Telegram's «about one a second to a chat, twenty a minute to a group», and a tenth to spare. */
const CHAT_SPACING_MS = 1_100;
const GROUP_SPACING_MS = 3_100;
/** As many texts are kept in memory: a broadcast has a few, a digest some for each kind of reader. */
const MESSAGES_KEPT = 500;

/** After a claim that found nothing but may find more further on. */
const LOOK_ON_MS = 20;

/** How long after a message to such a chat the next one may come. */
export function spacingOf(kind: ChatKind): number {
  return kind === 'private' ? CHAT_SPACING_MS : GROUP_SPACING_MS;
}

/**
 * Takes due deliveries of running campaigns, no more than `limit` and no further ahead than the
 * horizon, and reserves their sending times. Of one chat it takes one at a time, in order.
 */
export async function claimDue(db: Db, options: ClaimOptions): Promise<Claimed[]> {
  const memory: ClaimMemory = {
    ...{ freeFrom: () => 0, awakeAt: (at: Date) => () => at },
    ...{ messages: new Map(), hands: new Map() },
  };
  return (await claimNext(db, options, { leadMs: 0, creditMs: null }, memory)).claimed;
}

/** The same with an account of the budget. */
export function claimNext(
  db: Db,
  { botId, now, limit, leaseMs, rate, claimedBy = null }: ClaimOptions,
  { leadMs, creditMs }: ClaimTiming,
  memory: ClaimMemory,
): Promise<Claim> {
  return byIndex(db, async (tx) => {
    const budget = await lockBudget(tx, botId, now);
    const earliest = now.getTime() + (creditMs === null ? leadMs : -creditMs);
    const slots = slotsFrom(budget, { earliest, rate });
    const wanted = slots.countUntil(now.getTime() + leadMs + HORIZON_MS, limit);
    const claim = { leaseUntil: new Date(now.getTime() + leaseMs), claimedBy };
    const { rows, isCutShort } = await takeRows(tx, { now, limit: wanted, memory, ...claim });
    await readInto(memory.messages, tx, rows);
    const claimed = rows.flatMap((row, index): Claimed[] => {
      const message = memory.messages.get(row.messageId);
      return message ? [{ ...row, ...claim, message, sendAt: toDate(slots.time(index)) }] : [];
    });
    const isLimited = rate !== Number.POSITIVE_INFINITY;
    const left = claimed.length > 0 && isLimited ? slots.time(claimed.length) : budget.nextAt;
    if (left !== budget.nextAt) await saveBudget(tx, botId, { nextAt: left, now });
    await spaceChats(tx, claimed);
    // Half a horizon is left to run: so claims come in batches where the rate is high.
    const full = toDate(slots.time(rows.length) - leadMs - HORIZON_MS / 2);
    const isFull = rows.length === wanted;
    const lookOn = new Date(now.getTime() + (rows.length > 0 ? 0 : LOOK_ON_MS));
    return {
      claimed,
      nextAt: isFull ? full : isCutShort ? lookOn : await nextDueAt(tx, now),
      budget: { found: budget.nextAt, left, share: budget.share, growsFrom: budget.growsFrom },
    };
  });
}

async function readInto(messages: Map<string, Message>, tx: Db, rows: readonly Row[]) {
  const missing = rows.map((row) => row.messageId).filter((id) => !messages.has(id));
  if (missing.length === 0) return;
  if (messages.size >= MESSAGES_KEPT) {
    messages.clear();
    return readInto(messages, tx, rows);
  }
  for (const [id, message] of await readMessages(tx, missing)) messages.set(id, message);
}

/** The next messages of the chats that are about to get one come no sooner than Telegram allows. */
async function spaceChats(tx: Db, claimed: readonly Claimed[]): Promise<void> {
  const last = claimed.at(-1);
  if (!last) return;
  for (const spacing of [CHAT_SPACING_MS, GROUP_SPACING_MS]) {
    const chats = claimed.filter(({ chatKind }) => spacingOf(chatKind) === spacing);
    const until = new Date(last.sendAt.getTime() + spacing);
    await postpone(
      tx,
      chats.map(({ chatId }) => chatId),
      until,
    );
  }
}
