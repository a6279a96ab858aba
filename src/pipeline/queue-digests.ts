import { randomBytes } from 'node:crypto';
import type { MessageStyle, Rhythm, Subscription } from '../domain/index.ts';
import type { DigestSchedule } from '../match/index.ts';
import {
  advanceSubscriptions,
  createDigestCampaign,
  type Db,
  dueInVain,
  dueSubscriptions,
  enqueueMessages,
  forgetToldItems,
  isAnyOwnRhythmDue,
  isAnyoneDue,
  lockReviews,
  newestItemId,
  newestReviewId,
  PRIORITY,
  putOff,
  settledReviewId,
  stretchEnd,
} from '../store/index.ts';
import { type Compose, composeOnce } from './compose-once.ts';
import { type DigestTimes, digestTimes } from './digest-times.ts';
import { type FollowedItems, lookForFollowed } from './followed-items.ts';
import { nothingRead, PAGE } from './owed-items.ts';
import { takeOwnTurns } from './own-turns.ts';
import { type From, type Page, pageByPage } from './page-by-page.ts';
import { type Digest, noteTold, writeDigests } from './write-digests.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly schedule: DigestSchedule;
  /** Of chats that chose none. */
  readonly style: MessageStyle;
};

type QueuedDigests = {
  /** `null`: nobody who is due is owed anything new. */
  readonly campaignId: string | null;
  readonly chats: number;
  readonly messages: number;
};

type Asked = {
  readonly onlyNew: boolean;
  /** Nobody waits for the rest any more: it is queued after the next start. */
  readonly signal?: AbortSignal;
};

/**
 * Queues a digest for every chat that is due and has something new; with `onlyNew` for every chat
 * that has something new. What a chat is told of, its digest and its next due time are written down
 * together, page by page: cut off anywhere and run again, nobody is told twice and nobody is left out.
 */
export async function queueDigests(
  { db, now, schedule, style }: Deps,
  { onlyNew, signal }: Asked,
): Promise<QueuedDigests> {
  const startedAt = now();
  const times = digestTimes(schedule);
  const run: Run = {
    startedAt,
    onlyNew,
    newest: await newestItemId(db),
    newestReview: await reviewThatCounts(db, startedAt, onlyNew),
    campaignId: nameRun(startedAt),
    compose: composeOnce(style),
    followed: lookForFollowed(),
    nextAt: times.nextAfter(startedAt),
    awakeAt: times.awakeAt,
  };
  const moment = { now: startedAt, newest: run.newest, newestReview: run.newestReview };
  const isAnybody = async () =>
    (await isAnyoneDue(db, moment)) || (await isAnyOwnRhythmDue(db, moment));
  if (!onlyNew && !(await isAnybody())) return NOBODY;
  const queued = await pageByPage({ db, now, signal }, (tx, from) => queuePage(tx, run, from));
  return { campaignId: queued.messages > 0 ? run.campaignId : null, ...queued };
}

const NOBODY = { campaignId: null, chats: 0, messages: 0 };

type Run = {
  readonly startedAt: Date;
  readonly onlyNew: boolean;
  readonly newest: number;
  /** Whoever was not told of it is behind. */
  readonly newestReview: number;
  readonly campaignId: string;
  readonly compose: Compose;
  readonly followed: FollowedItems;
  readonly nextAt: ReturnType<DigestTimes['nextAfter']>;
  readonly awakeAt: DigestTimes['awakeAt'];
};

/**
 * No two runs have the same name, not even in the same millisecond or with a clock set back: a chat's
 * digest of the second would be taken for that of the first, which is queued already.
 */
function nameRun(startedAt: Date): string {
  return `digest:${startedAt.toISOString()}:${randomBytes(3).toString('hex')}`;
}

/** An admin answers one fact after the other: who is told at once is told when that has come to rest. */
const QUIET_MS = 10 * 60_000;

function reviewThatCounts(db: Db, now: Date, onlyNew: boolean): Promise<number> {
  return onlyNew ? newestReviewId(db) : settledReviewId(db, new Date(now.getTime() - QUIET_MS));
}

async function queuePage(tx: Db, run: Run, { after, at }: From): Promise<Page> {
  const { startedAt, newest, newestReview, onlyNew, nextAt } = run;
  // What is confirmed from here on is told by the next digest, and not by half of this one.
  await lockReviews(tx, 'shared');
  const through = { itemId: newest, reviewId: await newestReviewId(tx) };
  // So many are looked at, due or not: on SQLite nobody else runs meanwhile.
  const { through: lastChat, count } = await stretchEnd(tx, after, PAGE);
  if (lastChat === null) return { chats: 0, messages: 0, lastChat };
  const stretch = { after, through: lastChat };
  const everyDue = await dueSubscriptions(tx, {
    now: startedAt,
    newest,
    newestReview,
    onlyNew,
    stretch,
  });
  const due = await leaveQuiet(tx, everyDue, { at, awakeAt: run.awakeAt(at) });
  const reading = { through, read: nothingRead(), followed: run.followed };
  const own = onlyNew
    ? new Map()
    : await takeOwnTurns(tx, { ...run, stretch, at, reading, awakeAt: run.awakeAt(at) });
  const digests = await writeDigests(tx, due, { compose: run.compose, reading, stretch, own });
  const messages = await queue(tx, run, { digests, at });
  await noteTold(tx, digests);
  await advanceSubscriptions(
    tx,
    due.map((each) => ({
      chatId: each.chatId,
      toldThrough: newest,
      reviewsTold: through.reviewId,
      dueAt: nextAt(each),
    })),
  );
  await forgetToldItems(tx, [...own.keys()]);
  if (!onlyNew) {
    const inVain = await dueInVain(tx, { now: startedAt, stretch });
    await putOff(
      tx,
      inVain.map((each) => {
        const awakeAt = run.awakeAt(at)(each);
        return { chatId: each.chatId, dueAt: awakeAt > at ? awakeAt : nextAt(each) };
      }),
    );
  }
  return { chats: digests.length, messages, lastChat: count === PAGE ? lastChat : null };
}

type Waking = { readonly at: Date; readonly awakeAt: (rhythm: Rhythm) => Date };

/** Whoever is in its quiet hours is due at their end, with all that is new by then. */
async function leaveQuiet<S extends Subscription>(
  tx: Db,
  due: readonly S[],
  { at, awakeAt }: Waking,
): Promise<S[]> {
  const [awake, quiet]: [S[], S[]] = [[], []];
  for (const each of due) (awakeAt(each) > at ? quiet : awake).push(each);
  await putOff(
    tx,
    quiet.map((each) => ({ chatId: each.chatId, dueAt: awakeAt(each) })),
  );
  return awake;
}

/** The run's campaign comes with its first delivery. Returns how many messages were queued. */
async function queue(
  tx: Db,
  { campaignId, startedAt }: Run,
  { digests, at }: { readonly digests: readonly Digest[]; readonly at: Date },
): Promise<number> {
  const [first] = digests;
  if (first === undefined) return 0;
  await createDigestCampaign(tx, { id: campaignId, title: first.title }, startedAt);
  return enqueueMessages(tx, { campaignId, priority: PRIORITY.digest, told: digests }, at);
}
