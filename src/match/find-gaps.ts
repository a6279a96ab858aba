import { Temporal } from 'temporal-polyfill';
import type { IsoDate } from '../domain/index.ts';
import { isHoliday } from './holidays.ts';
import { type NumberRun, readNumbers } from './issue-numbers.ts';

/** An issue that is here, with the number it prints: 总第4567期. One of a day may print two. */
export type PrintedIssue = { readonly date: IsoDate; readonly number: string | null };

/** What is wrong in the row of a paper's issues. */
export type Gap =
  /** There should have been one on this day. */
  | { readonly kind: 'missing'; readonly date: IsoDate }
  /** The numbers tell that there was one, on some day between. */
  | {
      readonly kind: 'missing-number';
      readonly number: number;
      readonly after: IsoDate;
      readonly before: IsoDate;
    }
  /** Two days print the same number. */
  | { readonly kind: 'same-number'; readonly number: number; readonly dates: readonly IsoDate[] }
  /** One day prints two numbers. */
  | { readonly kind: 'two-numbers'; readonly date: IsoDate; readonly numbers: readonly number[] };

/** So far back the rhythm is learned, and gaps are looked for. */
export const RHYTHM_DAYS = 56;
/** On so many of its weekdays a paper appears that appears on that weekday. */
const REGULAR_SHARE = 0.7;
const REGULAR_LEAST = 3;
/** After so many days without any issue the paper is no longer waited for. */
const PATIENCE_DAYS = 14;

/**
 * What is missing or doubled among a paper's issues up to yesterday. Numbers are believed before the
 * rhythm: where they run on, nothing is missing, whatever weekday it is. Without them the weekdays of
 * the last weeks tell, but for public holidays, when papers pause.
 */
export function findGaps(issues: readonly PrintedIssue[], today: IsoDate): Gap[] {
  const since = addDays(today, -RHYTHM_DAYS);
  const recent = issues.filter(({ date }) => date < today && date >= since);
  const days = [...new Set(recent.map(({ date }) => date))].sort();
  const numbers = readNumbers(recent);
  const dueDays = daysDue(days, today);
  const numbered = byNumbers(days, numbers, dueDays);
  const byRhythm = dueDays.filter(
    (date) => !numbered.spans.some(([from, to]) => from < date && date < to),
  );
  return [
    ...byRhythm.map((date) => ({ kind: 'missing' as const, date })),
    ...numbered.gaps,
    ...doubled(numbers),
  ];
}

/** The same gap has the same key tomorrow. */
export function gapKey(gap: Gap): string {
  switch (gap.kind) {
    case 'missing':
      return `missing ${gap.date}`;
    case 'missing-number':
      return `missing number ${gap.number}`;
    case 'same-number':
      return `number ${gap.number} on ${gap.dates.join(' ')}`;
    case 'two-numbers':
      return `${gap.date} numbers ${gap.numbers.join(' ')}`;
  }
}

/** The days between the first issue and today on which there should have been one, and was none. */
function daysDue(days: readonly IsoDate[], today: IsoDate): IsoDate[] {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [];
  const known = new Set(days);
  const weekdays = regularWeekdays(first, last, known);
  const patience = addDays(last, PATIENCE_DAYS);
  return daysFrom(first, today).filter(
    (date) =>
      !known.has(date) && date <= patience && weekdays.has(weekdayOf(date)) && !isHoliday(date),
  );
}

function regularWeekdays(
  first: IsoDate,
  last: IsoDate,
  known: ReadonlySet<IsoDate>,
): ReadonlySet<number> {
  const working = daysFrom(first, addDays(last, 1)).filter((date) => !isHoliday(date));
  const regular = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => {
    const all = working.filter((date) => weekdayOf(date) === weekday);
    const printed = all.filter((date) => known.has(date)).length;
    return printed >= REGULAR_LEAST && printed / all.length >= REGULAR_SHARE;
  });
  return new Set(regular);
}

type Span = readonly [from: IsoDate, to: IsoDate];
type Numbered = { readonly gaps: Gap[]; readonly spans: Span[] };

/** What the numbers tell of the days between each two issues that print one. */
function byNumbers(
  days: readonly IsoDate[],
  numbers: ReadonlyMap<IsoDate, readonly NumberRun[]>,
  dueDays: readonly IsoDate[],
): Numbered {
  const told: Numbered = { gaps: [], spans: [] };
  const sure = [...numbers].flatMap(([date, all]) =>
    all.length === 1 && all[0] !== undefined ? [{ date, ...all[0] }] : [],
  );
  for (const [index, { date: before, first }] of sure.entries()) {
    const previous = sure[index - 1];
    if (!previous) continue;
    const span: Span = [previous.date, before];
    const unnumbered = days.filter((date) => isWithin(date, span)).length;
    const missing = first - previous.last - 1 - unnumbered;
    // More than there were days, or fewer than none: one of the two is misprinted, or they begin anew.
    const free = daysFrom(addDays(span[0], 1), span[1]).length - unnumbered;
    if (missing < 0 || missing > free) continue;
    told.spans.push(span);
    const due = dueDays.filter((date) => isWithin(date, span));
    if (missing === due.length)
      told.gaps.push(...due.map((date) => ({ kind: 'missing' as const, date })));
    else
      for (let count = 1; count <= missing; count += 1)
        told.gaps.push({
          kind: 'missing-number',
          number: previous.last + unnumbered + count,
          after: span[0],
          before,
        });
  }
  return told;
}

function doubled(numbers: ReadonlyMap<IsoDate, readonly NumberRun[]>): Gap[] {
  const gaps: Gap[] = [];
  const dates = new Map<number, IsoDate[]>();
  for (const [date, all] of numbers) {
    if (all.length > 1)
      gaps.push({ kind: 'two-numbers', date, numbers: all.map(({ first }) => first) });
    for (const { first, last } of all)
      for (let number = first; number <= last; number += 1)
        dates.set(number, [...(dates.get(number) ?? []), date]);
  }
  for (const [number, all] of dates)
    if (all.length > 1) gaps.push({ kind: 'same-number', number, dates: all });
  return gaps;
}

function isWithin(date: IsoDate, [from, to]: Span): boolean {
  return from < date && date < to;
}

/** From one day up to another, without that one. */
function daysFrom(from: IsoDate, to: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  for (let date = from; date < to; date = addDays(date, 1)) days.push(date);
  return days;
}

function addDays(date: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

function weekdayOf(date: IsoDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}
