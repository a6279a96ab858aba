import { setImmediate as letOthersRun } from 'node:timers/promises';
import {
  broadcastsToQueue,
  type Campaign,
  type CanaryReason,
  canaryTally,
  countAudience,
  type Db,
  passCanary,
  pauseForCanary,
  queueCanary,
  queueStep,
  scheduledBroadcasts,
  settleCancelled,
  startScheduled,
} from '../store/index.ts';
import { awakeBy } from './awake-at.ts';
import { judgeCanary } from './judge-canary.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  /** Of chats that chose none. */
  readonly timezone: string;
  /** Something was queued: it is sent while the rest is queued. */
  readonly wakeSender: () => void;
  /** Nobody waits for the rest any more: it is queued after the next start. */
  readonly signal: AbortSignal;
};

type Paused = { readonly campaign: string; readonly reason: CanaryReason };

/** What came of it, for the log. */
type QueuedBroadcasts = {
  /** Begun at their time. */
  readonly started: number;
  /** Steps of queueing. */
  readonly steps: number;
  /** Paused for what became of the first few. */
  readonly paused: readonly Paused[];
};

/**
 * Takes every confirmed broadcast as far as it goes now: starts it at its time, queues it for the
 * first few, and for the rest in small steps once those have taken it; settles what is left of those
 * that were cancelled. Several advance side by side.
 * Cut off anywhere and run again, it goes on where it was.
 */
export async function queueBroadcasts(deps: Deps): Promise<QueuedBroadcasts> {
  const { db, now, wakeSender, signal } = deps;
  const started = await startDue(deps);
  const paused: Paused[] = [];
  let steps = 0;
  for (let isMore = true; isMore && !signal.aborted; ) {
    isMore = await settleCancelled(db, now());
    for (const campaign of await broadcastsToQueue(db)) {
      const step = await advance(deps, campaign);
      if (step.kind === 'paused') paused.push({ campaign: campaign.id, reason: step.reason });
      if (step.kind === 'queued') steps += 1;
      isMore ||= step.kind === 'queued';
    }
    if (isMore) wakeSender();
    await letOthersRun(); // SQLite answers without waiting, so that nobody's command would be heard meanwhile
  }
  return { started, steps, paused };
}

async function startDue({ db, now }: Deps): Promise<number> {
  const due = await scheduledBroadcasts(db, now());
  for (const { id, segment } of due)
    if (segment)
      await startScheduled(db, id, { audience: await countAudience(db, segment) }, now());
  return due.length;
}

type Step =
  | { readonly kind: 'queued' }
  /** There is nothing to do, or not yet. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'paused'; readonly reason: CanaryReason };

async function advance({ db, now, timezone }: Deps, { id, canary }: Campaign): Promise<Step> {
  const night = () => ({ now: now(), awakeAt: awakeBy(timezone) });
  switch (canary) {
    case 'choosing':
      await queueCanary(db, id, night());
      return { kind: 'queued' };
    case 'running': {
      const tally = await canaryTally(db, id, now());
      if (tally === null) return { kind: 'waiting' };
      const reason = judgeCanary(tally);
      if (reason === null) {
        await passCanary(db, id);
        return { kind: 'queued' };
      }
      return { kind: (await pauseForCanary(db, id, reason)) ? 'paused' : 'waiting', reason };
    }
    case 'passed':
    case null:
      return { kind: (await queueStep(db, id, night())) ? 'queued' : 'waiting' };
  }
}
