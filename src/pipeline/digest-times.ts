import type { Rhythm } from '../domain/index.ts';
import { type DigestSchedule, nextDigestAt } from '../match/index.ts';
import type { AwakeAt } from '../store/index.ts';
import { awakeBy } from './awake-at.ts';

/** The times of many chats. */
export type DigestTimes = {
  /** When a chat is due after this instant; `null`: as soon as there is something new. */
  readonly nextAfter: (now: Date) => (rhythm: Rhythm) => Date | null;
  readonly awakeAt: AwakeAt;
};

export function digestTimes(schedule: DigestSchedule): DigestTimes {
  return {
    nextAfter: (now) => onceARhythm((rhythm) => nextDigestAt(schedule, rhythm, now)),
    awakeAt: awakeBy(schedule.timezone),
  };
}

/** Calculating a time costs more than reading its subscription, and few rhythms are different. */
function onceARhythm<T>(calculate: (rhythm: Rhythm) => T): (rhythm: Rhythm) => T {
  const calculated = new Map<string, T>();
  return (rhythm) => {
    const { frequency, hour, timezone, quiet, quietZone } = rhythm;
    const key = `${frequency} ${hour} ${timezone} ${quiet?.from} ${quiet?.to} ${quietZone}`;
    const known = calculated.get(key);
    if (known !== undefined) return known;
    const time = calculate(rhythm);
    calculated.set(key, time);
    return time;
  };
}
