import type { QuietHours } from '../../src/domain/index.ts';

/** What a clock on the wall shows, as the platform knows the zone. */
export type Wall = { readonly day: string; readonly dayBefore: string; readonly hour: number };

type Clock = { readonly format: Intl.DateTimeFormat; readonly shown: Map<number, Wall> };

const clocks = new Map<string, Clock>();

export function wallAt(at: number, timeZone: string): Wall {
  const clock = clocks.get(timeZone) ?? aClock(timeZone);
  clocks.set(timeZone, clock);
  const wall = clock.shown.get(at) ?? look(clock, at);
  clock.shown.set(at, wall);
  return wall;
}

function aClock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric' },
    ...{ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  return { format, shown: new Map() };
}

function look({ format }: Clock, at: number): Wall {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const day = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  return { day, dayBefore: dayBefore(day), hour: Number(parts.get('hour')) };
}

export function isQuietHour({ from, to }: QuietHours, hour: number): boolean {
  return from < to ? hour >= from && hour < to : hour >= from || hour < to;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
