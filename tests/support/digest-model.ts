import type { Rhythm } from '../../src/domain/index.ts';
import { afterQuiet, dueAfterChange, nextDigestAt, zoneOf } from '../../src/match/index.ts';

const SCHEDULE = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };

/** One look at a chat that was due: when by its clock, and which articles it was told. */
export type Turn = { readonly at: number; readonly items: readonly number[] };

/** What the database keeps of a chat and a run makes of it, without the database. */
export type ChatModel = {
  readonly rhythm: () => Rhythm;
  readonly dueAt: () => Date | null;
  readonly toldThrough: () => number;
  /** As a run does at this instant, by the clock as it is then. */
  tick(now: Date, newest: number): Turn | undefined;
  choose(change: Partial<Rhythm>, now: Date): void;
};

export function aChat(first: Rhythm, now: Date): ChatModel {
  let rhythm = first;
  let dueAt = nextDigestAt(SCHEDULE, first, now);
  let toldThrough = 0;
  return {
    rhythm: () => rhythm,
    dueAt: () => dueAt,
    toldThrough: () => toldThrough,
    tick(at, newest) {
      const isDue = dueAt === null ? toldThrough < newest : dueAt <= at;
      if (!isDue) return undefined;
      const { quiet } = rhythm;
      const awakeAt = afterQuiet({ quiet, timezone: zoneOf(SCHEDULE, rhythm) }, at);
      if (awakeAt > at) {
        dueAt = awakeAt;
        return undefined;
      }
      const items = Array.from({ length: newest - toldThrough }, (_, n) => toldThrough + n + 1);
      toldThrough = newest;
      dueAt = nextDigestAt(SCHEDULE, rhythm, at);
      return { at: at.getTime(), items };
    },
    choose(change, at) {
      const after = { ...rhythm, ...change };
      dueAt = dueAfterChange(SCHEDULE, { before: { ...rhythm, dueAt }, after }, at);
      rhythm = after;
    },
  };
}

/** Small, and the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
