import { Temporal } from 'temporal-polyfill';

/** How far off it is, in words. */
type Nearness = 'in-an-hour' | 'today' | 'tomorrow' | 'later';
export type SendTime = { readonly at: Date; readonly nearness: Nearness };

/** Days from today, and hours at which people read. */
const HOURS: readonly (readonly [days: number, hour: number])[] = [
  [0, 8],
  [0, 12],
  [0, 18],
  [1, 8],
  [1, 12],
  [1, 18],
  [2, 8],
  [2, 18],
];
/** What is nearer than this might be past before it is confirmed. */
const LEAST_AHEAD_MS = 10 * 60_000;
/** Who wants it in an hour does not ask whether five minutes more. */
const LEAST_APART_MS = 15 * 60_000;
const HOUR_MS = 60 * 60_000;
const ROUND_MS = 5 * 60_000;
/** What a button may name; further ahead none of ours does. */
const MOST_AHEAD_MS = 14 * 24 * HOUR_MS;

/** When a broadcast may be sent, by the clocks of a zone: all of it to come, the next first. */
export function sendTimes(now: Date, timezone: string): SendTime[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate();
  const inAnHour = new Date(Math.ceil((now.getTime() + HOUR_MS) / ROUND_MS) * ROUND_MS);
  const fixed = HOURS.map(([days, hour]): SendTime => {
    const moment = today.add({ days }).toZonedDateTime({ timeZone: timezone, plainTime: { hour } });
    const nearness = days === 0 ? 'today' : days === 1 ? 'tomorrow' : 'later';
    return { at: new Date(moment.epochMilliseconds), nearness };
  });
  return [
    { at: inAnHour, nearness: 'in-an-hour' } as const,
    ...fixed.filter(
      ({ at }) =>
        at.getTime() >= now.getTime() + LEAST_AHEAD_MS &&
        Math.abs(at.getTime() - inAnHour.getTime()) >= LEAST_APART_MS,
    ),
  ].toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** Whether it is to come, and one that may have been offered. */
export function isSendTime(at: Date, now: Date): boolean {
  const ahead = at.getTime() - now.getTime();
  return ahead > 0 && ahead <= MOST_AHEAD_MS;
}
