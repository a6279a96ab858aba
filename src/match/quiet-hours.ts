import { Temporal } from 'temporal-polyfill';
import type { QuietHours } from '../domain/index.ts';

/** By whose clock, and which of its hours. */
export type Quiet = { readonly quiet: QuietHours | null; readonly timezone: string };

/** Whether a chat is to be left alone now. */
export function isQuiet({ quiet, timezone }: Quiet, at: Date): boolean {
  return quiet !== null && includesHour(quiet, clockOf(at, timezone).hour);
}

/**
 * The same instant, or where it falls in quiet hours their end: when the clock next shows it, or has
 * jumped over it.
 */
export function afterQuiet({ quiet, timezone }: Quiet, at: Date): Date {
  if (quiet === null) return at;
  let clock = clockOf(at, timezone);
  // Once, but where a jump over the end leads into the quiet hours of another day.
  while (includesHour(quiet, clock.hour)) clock = nextTime(clock, quiet.to);
  return new Date(clock.epochMilliseconds);
}

/** How long ago the quiet hours that are now can have begun, a clock set back meanwhile included. */
export function longestQuietMs({ from, to }: QuietHours): number {
  return (((to - from + 24) % 24) + 2) * 3_600_000;
}

function includesHour({ from, to }: QuietHours, hour: number): boolean {
  return from <= to ? from <= hour && hour < to : from <= hour || hour < to;
}

export function clockOf(at: Date, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
}

/** When the clock next shows the full hour, the first or the second time, or has jumped over it. */
function nextTime(clock: Temporal.ZonedDateTime, hour: number): Temporal.ZonedDateTime {
  for (let days = 0; ; days += 1) {
    const wall = clock.toPlainDate().add({ days }).toPlainDateTime({ hour });
    const found = instantsOf(wall, clock.timeZoneId).find(
      (each) => each.epochMilliseconds > clock.epochMilliseconds,
    );
    if (found) return found;
  }
}

function instantsOf(wall: Temporal.PlainDateTime, timezone: string): Temporal.ZonedDateTime[] {
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(timezone, { disambiguation }),
  );
  if (!earlier || !later) return [];
  if (earlier.toPlainDateTime().equals(wall)) return [earlier, later];
  const jump = earlier.getTimeZoneTransition('next');
  return jump ? [jump] : [];
}
