import type { Rhythm } from '../domain/index.ts';
import { afterQuiet, type DigestSchedule, nextDigestAt, zoneOf } from '../match/index.ts';

/** The times of many chats. */
export type DigestTimes = {
  /** When a chat is due after this instant; `null`: as soon as there is something new. */
  readonly nextAfter: (now: Date) => (rhythm: Rhythm) => Date | null;
  /** When a chat may be told, this instant or the end of its quiet hours. */
  readonly awakeAt: (at: Date) => (rhythm: Rhythm) => Date;
};

export function digestTimes(schedule: DigestSchedule): DigestTimes {
  return {
    nextAfter: (now) => onceARhythm((rhythm) => nextDigestAt(schedule, rhythm, now)),
    awakeAt: (at) =>
      onceARhythm(({ quiet, timezone }) =>
        afterQuiet({ quiet, timezone: zoneOf(schedule, { timezone }) }, at),
      ),
  };
}

/** Calculating a time costs more than reading its subscription, and few rhythms are different. */
function onceARhythm<T>(calculate: (rhythm: Rhythm) => T): (rhythm: Rhythm) => T {
  const calculated = new Map<string, T>();
  return (rhythm) => {
    const { frequency, hour, timezone, quiet } = rhythm;
    const key = `${frequency} ${hour} ${timezone} ${quiet?.from} ${quiet?.to}`;
    const known = calculated.get(key);
    if (known !== undefined) return known;
    const time = calculate(rhythm);
    calculated.set(key, time);
    return time;
  };
}
