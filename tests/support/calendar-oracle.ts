import type { Rhythm } from '../../src/domain/index.ts';

/** The wall clock of a zone, as the platform knows it: none of the code under test. */
const clocks = new Map<string, Intl.DateTimeFormat>();

type Wall = { readonly day: string; readonly hour: number; readonly weekday: string };

export function wallAt(at: number, timeZone: string): Wall {
  let clock = clocks.get(timeZone);
  clock ??= new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', weekday: 'short' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
  });
  clocks.set(timeZone, clock);
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${parts['year']}-${parts['month']}-${parts['day']}`,
    hour: Number(parts['hour']),
    weekday: parts['weekday'] ?? '',
  };
}

export function isQuietAt(at: number, { quiet, timezone }: Rhythm): boolean {
  if (!quiet) return false;
  const { hour } = wallAt(at, timezone ?? 'Asia/Shanghai');
  const { from, to } = quiet;
  return from < to ? from <= hour && hour < to : hour >= from || hour < to;
}

const QUARTER = 900_000;

/** The first instant of the hour's first coming on that day, or the first after a jump over it. */
export function plannedOn(day: string, rhythm: Rhythm): number {
  const timezone = rhythm.timezone ?? 'Asia/Shanghai';
  const hour = rhythm.hour ?? 8;
  let at = Date.parse(`${day}T00:00:00Z`) - 15 * 3_600_000;
  for (; ; at += QUARTER) {
    const wall = wallAt(at, timezone);
    if (wall.day > day || (wall.day === day && wall.hour >= hour)) return outOfQuiet(at, rhythm);
  }
}

export function outOfQuiet(from: number, rhythm: Rhythm): number {
  let at = from;
  while (isQuietAt(at, rhythm)) at = Math.floor(at / QUARTER) * QUARTER + QUARTER;
  return at;
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
