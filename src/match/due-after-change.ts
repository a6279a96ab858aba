import type { Frequency, Rhythm } from '../domain/index.ts';
import { type DigestSchedule, nextDigestAt, nightOf, zoneOf } from './next-digest.ts';
import { afterQuiet, clockOf, isQuiet } from './quiet-hours.ts';

type Change = {
  readonly before: Rhythm & { readonly dueAt: Date | null };
  readonly after: Rhythm;
};

/**
 * When the next digest is due once a chat has chosen another time for it. What is due already stays
 * due, and so does what was put off because of quiet hours; and what was still to come today (or this
 * week) comes as it was planned, where by the new choice today's would be over.
 */
export function dueAfterChange(
  schedule: DigestSchedule,
  { before, after }: Change,
  now: Date,
): Date | null {
  const next = nextDigestAt(schedule, after, now);
  const { dueAt } = before;
  if (next === null || dueAt === null) return next;
  if (dueAt <= now) return dueAt;
  const planned = afterQuiet(nightOf(schedule, after), dueAt);
  if (planned >= next) return next;
  const regular = nextDigestAt(schedule, before, now);
  const isPutOff = regular !== null && dueAt < regular;
  if (isPutOff || hasOtherQuietHoursOnly(before, after)) return planned;
  if (before.frequency !== after.frequency) return next;
  const timezone = zoneOf(schedule, after);
  return isLastOfPeriod({ planned, next, now }, after.frequency, timezone) ? planned : next;
}

/** Whether the next digest is still of the time that was chosen before: a change drops nothing of today's. */
export function isOfBefore(
  schedule: DigestSchedule,
  rhythm: Rhythm,
  { next, now }: { readonly next: Date | null; readonly now: Date },
): boolean {
  const regular = nextDigestAt(schedule, rhythm, now);
  return next !== null && regular !== null && now < next && next < regular;
}

/**
 * When the next digest is due by an operator's timetable that may be another than when it was planned:
 * neither today's nor one that was put off because of quiet hours is dropped.
 */
export function dueByTimetable(
  schedule: DigestSchedule,
  follower: Rhythm & { readonly dueAt: Date },
  now: Date,
): Date | null {
  const next = nextDigestAt(schedule, follower, now);
  const { dueAt: planned, frequency } = follower;
  if (next === null || planned >= next) return next;
  const timezone = zoneOf(schedule, follower);
  const isEndOfQuiet = isQuiet(nightOf(schedule, follower), new Date(planned.getTime() - 1));
  const isKept = isEndOfQuiet || isLastOfPeriod({ planned, next, now }, frequency, timezone);
  return isKept ? planned : next;
}

function hasOtherQuietHoursOnly(before: Rhythm, after: Rhythm): boolean {
  const { frequency, hour, timezone } = after;
  return before.frequency === frequency && before.hour === hour && before.timezone === timezone;
}

type Times = { readonly planned: Date; readonly next: Date; readonly now: Date };

/** Whether today (or this week) would go without a digest, were the planned one dropped. */
function isLastOfPeriod(
  { planned, next, now }: Times,
  frequency: Frequency,
  timezone: string,
): boolean {
  const period = (at: Date) => {
    const day = clockOf(at, timezone).toPlainDate();
    return String(frequency === 'weekly' ? day.subtract({ days: day.dayOfWeek - 1 }) : day);
  };
  return period(planned) === period(now) && period(next) !== period(now);
}
