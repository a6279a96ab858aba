import { type Claim, type ClaimTiming, grownShare } from '../store/index.ts';

/** What a sender learns of its own timing from turn to turn. */
export type Pace = {
  timing(now: Date): ClaimTiming;
  /** How late a message may still leave. */
  latestMs(now: Date): number;
  /** Of the granted rate, what is used as far as is known. */
  share(now: Date): number;
  note(turn: { readonly from: Date; readonly to: Date; readonly budget: Claim['budget'] }): void;
};

/** So long nobody else must have taken sending times before we know all that leaves. */
const ALONE_AFTER_MS = 2_000;
/**
 * Alone, the gate counts every message of the bot, and what a stall has held up may be made good
 * within its second. Among others it may not: they do not see ours.
 */
const LATEST_ALONE_MS = 1_000;
const LATEST_AMONG_OTHERS_MS = 15;
const CREDIT_MS = 200;
const LONGEST_LEAD_MS = 1_000;

export function createPace(): Pace {
  let leadMs = 0;
  let left: number | null = null;
  let othersAt = Number.POSITIVE_INFINITY;
  let used = { share: 1, growsFrom: 0 };
  const isAlone = (now: Date) => now.getTime() - othersAt >= ALONE_AFTER_MS;
  return {
    timing: (now) => ({ leadMs, creditMs: isAlone(now) ? CREDIT_MS : null }),
    latestMs: (now) => (isAlone(now) ? LATEST_ALONE_MS : LATEST_AMONG_OTHERS_MS),
    share: (now) => grownShare(used, now),
    note({ from, to, budget }) {
      // What is claimed must be able to leave in time, however long the database takes.
      const tookMs = to.getTime() - from.getTime();
      leadMs = Math.min(Math.max(tookMs, leadMs * 0.8), LONGEST_LEAD_MS);
      // The store keeps microseconds.
      const isOurs = left !== null && Math.abs(budget.found - left) < 0.01;
      // Others have reserved no further than this.
      if (!isOurs) othersAt = budget.found;
      left = budget.left;
      used = { share: budget.share, growsFrom: Math.max(budget.growsFrom, from.getTime()) };
    },
  };
}
