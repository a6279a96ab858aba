import type { IsoDate } from '../domain/index.ts';
import { readNumeral } from './numerals.ts';

/** A date as printed, which may lack its year or its month. */
export type PrintedDate = {
  readonly start: number;
  readonly end: number;
  readonly date: IsoDate | null;
};

const NUMERAL = '[0-9０-９〇○零元一二三四五六七八九十廿]';

/** 2025年1月9日, 一九九八年三月二十日, 1月8日, 29日, 二十三日下午, 09.01.2025, 2018-03-21, 2022.08.18, 昨天, 今(26)日. */
const DATE = new RegExp(
  // Most letters begin no date: that is seen at once.
  `(?=${NUMERAL}|[今昨前])(?:${[
    `(?:(?<year>${NUMERAL}{4})\\s?年\\s?)?(?<month>${NUMERAL}{1,3})\\s?月\\s?(?<day>${NUMERAL}{1,3})\\s?[日号]`,
    `(?:(?<=[当本同]月)|(?<!月\\s?))(?<!${NUMERAL})(?<dayOnly>[0-9]{1,2})日`,
    `(?<!月\\s?)(?<!${NUMERAL})(?<hanDay>[二三]?十?[一二三四五六七八九十])日(?=上午|下午|晚|凌晨|，|电|在|举行|召开|闭幕|表决|通过|签署|宣布|决定|任命)`,
    '(?<![0-9.])(?<europeanDay>[0-3][0-9])\\.(?<europeanMonth>[01][0-9])\\.(?<europeanYear>[12][0-9]{3})(?![0-9])',
    // 今(26)日, 昨天(5日): the number says it
    '[今昨][日天]?[（(](?<told>[0-9]{1,2})[)）日]{1,2}日?',
    '(?<isoYear>(?<![0-9])[12][0-9]{3})[-/.](?<isoMonth>[0-9]{1,2})[-/.](?<isoDay>[0-9]{1,2})(?![0-9])',
    '(?<relative>昨天|昨日|今天|今日(?=上午|下午|，)|前天|前日)',
  ].join('|')})`,
  'gu',
);

/** Without one of these a text has no date; most rows have none, and looking for dates is dear. */
const DATE_SIGN = /[日号天]|[0-9][-/.][0-9]|[今昨][（(][0-9]/u;

export const FULL_DATE = `${NUMERAL}{4}\\s?年\\s?${NUMERAL}{1,3}\\s?月\\s?${NUMERAL}{1,3}\\s?日`;
export const ANY_DATE = `(?:${NUMERAL}{4}\\s?年\\s?)?${NUMERAL}{1,3}\\s?月\\s?${NUMERAL}{1,3}\\s?日`;

const DAYS_BACK: Readonly<Record<string, number>> = { 昨: 1, 前: 2, 今: 0 };

/**
 * The dates in a text, in order. A missing year or month is taken from the date before it in the same
 * text, else from `reference`, a date the issue prints or the year alone (2025);
 * without either the date stays `null`.
 */
export function findDates(text: string, reference: IsoDate | null): PrintedDate[] {
  if (!DATE_SIGN.test(text)) return [];
  const found: PrintedDate[] = [];
  let known: IsoDate | null = null;
  for (const match of text.matchAll(DATE)) {
    const date = readDate(match.groups ?? {}, known ?? reference, known === null);
    known = date ?? known;
    found.push({ start: match.index, end: match.index + match[0].length, date });
  }
  return found;
}

/** The first full date in a text: one whose year is printed with it. */
export function findFullDate(text: string): IsoDate | null {
  return findDates(text, null).find(({ date }) => date !== null)?.date ?? null;
}

function readDate(
  groups: Readonly<Record<string, string | undefined>>,
  near: IsoDate | null,
  mayTurnYear: boolean,
): IsoDate | null {
  const { relative } = groups;
  const isYear = near?.length === 4;
  if (relative)
    return near && !isYear ? shiftDays(near, -(DAYS_BACK[relative.charAt(0)] ?? 0)) : null;
  const day = readNumeral(
    groups['day'] ??
      groups['isoDay'] ??
      groups['europeanDay'] ??
      groups['dayOnly'] ??
      groups['hanDay'] ??
      groups['told'] ??
      '',
  );
  const month = readNumeral(groups['month'] ?? groups['isoMonth'] ?? groups['europeanMonth'] ?? '');
  const year = readNumeral(groups['year'] ?? groups['isoYear'] ?? groups['europeanYear'] ?? '');
  if (day === undefined) return null;
  if (year !== undefined && month !== undefined) return isoDate(year, month, day);
  if (!near) return null;
  if (month !== undefined) return nearestYear(month, day, near, mayTurnYear && !isYear);
  if (isYear) return null;
  // 8月28日至29日: told beside a date, a day is of that date's month.
  return mayTurnYear ? dayBefore(day, near) : dayOfMonth(day, near);
}

/** `null` for a day the calendar does not have. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** 12月30日 in a paper of 2 January is of the year before. */
function nearestYear(month: number, day: number, near: IsoDate, mayTurn: boolean): IsoDate | null {
  const year = Number(near.slice(0, 4));
  const candidates = (mayTurn ? [year, year - 1, year + 1] : [year])
    .map((candidate) => isoDate(candidate, month, day))
    .filter((candidate) => candidate !== null);
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  return others.reduce(
    (best, date) => (distance(date, near) < distance(best, near) ? date : best),
    first,
  );
}

/** 29日 is the last such day that is not after the date it is told on. */
function dayBefore(day: number, near: IsoDate): IsoDate | null {
  const [year = 0, month = 0] = near.split('-').map(Number);
  const here = isoDate(year, month, day);
  if (here && here <= near) return here;
  return month === 1 ? isoDate(year - 1, 12, day) : isoDate(year, month - 1, day);
}

/** 28日, told of a meeting: the such day that lies nearest to it. */
export function nearestDay(day: number, meeting: IsoDate): IsoDate | null {
  const [year = 0, month = 0] = meeting.split('-').map(Number);
  const candidates = [month - 1, month, month + 1].map((one) =>
    isoDate(year + Math.floor((one - 1) / 12), ((one + 11) % 12) + 1, day),
  );
  return candidates.reduce(
    (best, date) =>
      date && (!best || distance(date, meeting) < distance(best, meeting)) ? date : best,
    null,
  );
}

function dayOfMonth(day: number, near: IsoDate): IsoDate | null {
  const [year = 0, month = 0] = near.split('-').map(Number);
  return isoDate(year, month, day);
}

function distance(one: IsoDate, other: IsoDate): number {
  return Math.abs(Date.parse(one) - Date.parse(other));
}

function shiftDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
