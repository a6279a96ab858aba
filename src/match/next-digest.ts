import { Cron } from 'croner';
import type { Rhythm } from '../domain/index.ts';
import { afterQuiet, isQuiet, longestQuietMs, type Quiet } from './quiet-hours.ts';

/** The operator's timetable, for chats that chose no hour or no zone. */
export type DigestSchedule = { readonly cron: string; readonly timezone: string };

/**
 * When this chat's next digest is due, strictly after `now`; `null` if it is told at once. What falls
 * in its quiet hours is due at their end.
 *
 * At an hour that a clock change skips it is due when the clock has jumped; at one that comes twice,
 * the first time.
 */
export function nextDigestAt(schedule: DigestSchedule, rhythm: Rhythm, now: Date): Date | null {
  const { hour } = rhythm;
  const timezone = zoneOf(schedule, rhythm);
  const night = nightOf(schedule, rhythm);
  const runAfter = runsOf(rhythm.frequency, hour === null ? schedule.cron : `0 ${hour} * * *`);
  if (runAfter === null) return null;
  // What was due in the quiet hours that are now comes at their end.
  const isNow = night.quiet !== null && isQuiet(night, now);
  let from = isNow ? new Date(now.getTime() - longestQuietMs(night.quiet)) : now;
  for (;;) {
    const run = runAfter(timezone, from);
    const due = afterQuiet(night, run);
    if (due > now) return due;
    from = due > run ? new Date(due.getTime() - 1) : run; // all that falls in the same quiet hours is one
  }
}

/** By whose clock a chat is told. */
export function zoneOf(
  schedule: Pick<DigestSchedule, 'timezone'>,
  { timezone }: Pick<Rhythm, 'timezone'>,
): string {
  // One broken row must not keep everybody else from their digests.
  return timezone !== null && isTimezone(timezone) ? timezone : schedule.timezone;
}

/** When a chat is left alone, and by whose clock. */
export function nightOf(
  schedule: Pick<DigestSchedule, 'timezone'>,
  { quiet, timezone, quietZone = timezone }: Pick<Rhythm, 'quiet' | 'timezone' | 'quietZone'>,
): Quiet {
  return { quiet, timezone: zoneOf(schedule, { timezone: quietZone }) };
}

type RunAfter = (timezone: string, after: Date) => Date;

function runsOf(frequency: Rhythm['frequency'], cron: string): RunAfter | null {
  switch (frequency) {
    case 'instant':
      return null;
    case 'daily':
      return (timezone, after) => nextRunAt(cron, timezone, after);
    case 'weekly':
      return (timezone, after) => nextMonday(cron, timezone, after);
  }
}

/** When a timetable comes due next, strictly after an instant. */
export function nextRunAt(expression: string, timezone: string, after: Date): Date {
  const run = cron(expression, timezone).nextRun(after);
  if (run === null) throw new RangeError(`The timetable «${expression}» never comes due.`);
  return run;
}

/** More than these nobody wants to read. */
const MOST_TIMES = 4;

/**
 * At which times of a day the operator's timetable comes due, in minutes from midnight, for a chat that chose
 * no hour; once a week it is the first of them. Nothing where they are too many to be told.
 */
export function usualTimes(
  { cron: expression }: Pick<DigestSchedule, 'cron'>,
  frequency: Rhythm['frequency'],
): readonly number[] {
  const [minute, hour] = expression.trim().split(/\s+/u);
  const times = cron(`${minute} ${hour} * * *`, 'UTC')
    .nextRuns(MOST_TIMES + 1, new Date(ANY_MIDNIGHT - 1000))
    .map((run) => (run.getTime() - ANY_MIDNIGHT) / MINUTE_MS)
    .filter((minutes) => minutes < 24 * 60);
  if (frequency === 'weekly') return times.slice(0, 1);
  return times.length > MOST_TIMES ? [] : times;
}

const MINUTE_MS = 60_000;
const ANY_MIDNIGHT = Date.UTC(2025, 0, 1);

/** Mondays at the timetable's time of day, whatever its days are; once, even if it names several hours. */
function nextMonday(expression: string, timezone: string, after: Date): Date {
  const [minute, hour] = expression.trim().split(/\s+/u);
  const mondays = cron(`${minute} ${hour} * * 1`, timezone);
  let run = mondays.nextRun(after);
  while (run !== null && isSecondOfItsDay(mondays, run, timezone)) run = mondays.nextRun(run);
  if (run === null) throw new RangeError(`The timetable «${expression}» never comes due.`);
  return run;
}

function isSecondOfItsDay(mondays: Cron, run: Date, timezone: string): boolean {
  const before = mondays.previousRuns(1, run)[0];
  return before !== undefined && dayIn(timezone, before) === dayIn(timezone, run);
}

function dayIn(timezone: string, instant: Date): string {
  return instant.toLocaleDateString('en-CA', { timeZone: timezone });
}

/** Calculates only: without a function croner starts no timer. Lists of hours count as fixed times too. */
function cron(expression: string, timezone: string): Cron {
  return new Cron(expression, { timezone, mode: '5-part', fixedTimeRule: 'no-wildcard' });
}

/** Five fields that come due some day. */
export function isCron(text: string): boolean {
  if (text.trim().split(/\s+/u).length !== 5) return false;
  try {
    return cron(text, 'UTC').nextRun(new Date(0)) !== null;
  } catch {
    return false;
  }
}

/** A name of the IANA time zone database, such as `Asia/Shanghai`. */
export function isTimezone(text: string): boolean {
  if (!/^[A-Za-z]/u.test(text)) return false; // «+08:00» would do for Intl, and knows no clock changes
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
