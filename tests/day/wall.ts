import type { QuietHours } from '../../src/domain/index.ts';

/** What a clock on the wall shows, as the platform knows the zone. */
export type Wall = { readonly day: string; readonly hour: number };

const clocks = new Map<string, Intl.DateTimeFormat>();
const shown = new Map<string, Wall>();

export function wallAt(at: number, timeZone: string): Wall {
  const key = `${at} ${timeZone}`;
  const known = shown.get(key);
  if (known) return known;
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric' },
      ...{ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    });
  clocks.set(timeZone, clock);
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const wall = {
    day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    hour: Number(parts.get('hour')),
  };
  shown.set(key, wall);
  return wall;
}

export function isQuietHour({ from, to }: QuietHours, hour: number): boolean {
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
