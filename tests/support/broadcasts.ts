import type { Settlement } from '../../src/domain/index.ts';
import { awakeBy } from '../../src/pipeline/awake-at.ts';
import { queueBroadcast } from '../../src/pipeline/queue-broadcast.ts';
import { queueBroadcasts } from '../../src/pipeline/queue-broadcasts.ts';
import {
  type Claimed,
  type Db,
  importChats,
  type Night,
  recordSettlements,
  type Segment,
} from '../../src/store/index.ts';
import { aMessage, claimAll, later, T0 } from './outbox.ts';

export function ids(count: number, from = 1): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

/** Chats that want to be told everything. */
export async function addSubscribers(db: Db, ids: readonly number[]): Promise<void> {
  const chats = ids.map((chatId) => ({
    ...{ chatId, language: null, kinds: null, hour: null, timezone: null },
  }));
  await importChats(db, chats, { now: T0, nextDue: () => null });
}

/** Of the operator; it is eight in the morning there at `T0`. */
export const TIMEZONE = 'Asia/Shanghai';

export function nightAt(now: Date): Night {
  return { now, awakeAt: awakeBy(TIMEZONE) };
}

type Confirmed = {
  readonly texts?: readonly string[];
  readonly at?: Date | null;
  readonly now?: Date;
  readonly segment?: Segment;
  readonly isUrgent?: boolean;
};

/** Drafts and confirms a broadcast, and returns its campaign. */
export async function confirmed(
  db: Db,
  {
    texts = ['停水通知'],
    at = null,
    now = T0,
    segment = { kind: 'all' },
    isUrgent = false,
  }: Confirmed = {},
): Promise<string> {
  const broadcast = { messages: texts.map(aMessage), segment, title: '停水', createdBy: null };
  const { campaignId } = await queueBroadcast(
    { db, now: () => now, timezone: TIMEZONE },
    broadcast,
    { at, isUrgent },
  );
  return campaignId;
}

/** One run of the planner. */
export function advance(db: Db, now: Date = T0) {
  const wakeSender = () => undefined;
  const { signal } = new AbortController();
  return queueBroadcasts({ db, now: () => now, timezone: TIMEZONE, wakeSender, signal });
}

/** Sends what is due until nothing is, and returns to whom. */
export async function sendAll(
  db: Db,
  from: Date,
  answer: (delivery: Claimed) => Settlement = () => ({ kind: 'sent', messageId: 1 }),
): Promise<number[]> {
  const sentTo: number[] = [];
  for (let ms = 0; ; ms += 5_000) {
    const now = later(ms, from);
    const claimed = await claimAll(db, now, 5_000);
    if (claimed.length === 0) return sentTo;
    sentTo.push(...claimed.map(({ chatId }) => chatId));
    const settled = claimed.map((delivery) => ({ delivery, settlement: answer(delivery) }));
    await recordSettlements(db, settled, now);
  }
}
