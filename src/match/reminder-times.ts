import { Temporal } from 'temporal-polyfill';
import type { IsoDate, KeyDate, QuietHours } from '../domain/index.ts';
import { afterQuiet, clockOf } from './quiet-hours.ts';

/** So many days before a date a chat may be reminded of it. */
export const REMINDER_DAYS = [7, 1, 0] as const;

/** Of chats that chose no hour. */
const USUAL_HOUR = 9;
/** No zone is further ahead of Greenwich. */
const FURTHEST_AHEAD_HOURS = 14;

type Reminded = {
  readonly date: IsoDate;
  readonly daysBefore: number;
  readonly hour: number | null;
  readonly timezone: string;
  readonly quiet: QuietHours | null;
};

/** When a reminder is due by the chat's clock; at the end of its quiet hours, if it falls in them. */
export function reminderAt({ date, daysBefore, hour, timezone, quiet }: Reminded): Date {
  const clock = Temporal.PlainDate.from(date)
    .subtract({ days: daysBefore })
    .toZonedDateTime({ timeZone: timezone, plainTime: { hour: hour ?? USUAL_HOUR } });
  return afterQuiet({ quiet, timezone }, new Date(clock.epochMilliseconds));
}

/** Before this it is due by nobody's clock, whichever hour and zone the chat chooses until then. */
export function earliestReminder(date: IsoDate, daysBefore: number): Date {
  const day = Temporal.PlainDate.from(date).subtract({ days: daysBefore });
  return new Date(Date.parse(`${day}T00:00:00Z`) - FURTHEST_AHEAD_HOURS * 3_600_000);
}

/** When a chat hears that a date is another one: after its quiet hours, or in them if it is over by then. */
export function correctionAt(
  { date, timezone, quiet }: Pick<Reminded, 'date' | 'timezone' | 'quiet'>,
  now: Date,
): Date {
  const awakeAt = afterQuiet({ quiet, timezone }, now);
  return date < todayIn(timezone, awakeAt) ? now : awakeAt;
}

export function todayIn(timezone: string, now: Date): IsoDate {
  return clockOf(now, timezone).toPlainDate().toString();
}

/** Negative: it has passed. */
export function daysUntil(date: IsoDate, today: IsoDate): number {
  return Temporal.PlainDate.from(today).until(date, { largestUnit: 'days' }).days;
}

type Seen = Pick<KeyDate, 'label' | 'date'> & { readonly position: number };

/** What became of a date when its article was corrected. */
export type Followed = ({ readonly kind: 'there' | 'moved' } & Seen) | { readonly kind: 'gone' };

/**
 * Finds a date again among those its article tells now. Of one label, what vanished and what appeared
 * belong together in their order, if they are as many; else nobody can tell, and it is gone.
 * `before`: what the article told when it was last seen.
 */
export function followDate(seen: Seen, before: readonly Seen[], after: readonly Seen[]): Followed {
  const now = after.filter(({ label }) => label === seen.label);
  const same = now.find(({ date }) => date === seen.date);
  if (same) return { kind: 'there', ...same };
  const past = before.filter(({ label }) => label === seen.label);
  const vanished = datesOf(past).filter((date) => !datesOf(now).includes(date));
  const appeared = datesOf(now).filter((date) => !datesOf(past).includes(date));
  const to = vanished.length === appeared.length && appeared[vanished.indexOf(seen.date)];
  const moved = now.find(({ date }) => date === to);
  return moved ? { kind: 'moved', ...moved } : { kind: 'gone' };
}

function datesOf(seen: readonly Seen[]): IsoDate[] {
  return [...new Set(seen.map(({ date }) => date))].toSorted();
}
