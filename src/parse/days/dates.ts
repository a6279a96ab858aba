import type { IsoDate } from '../../domain/index.ts';
import { lean } from '../lines/lean.ts';
import { hasLetter, lettersOf } from '../lines/letters.ts';
import { matchesOf } from '../lines/matches.ts';
import { dayBefore, dayOfMonth, isoDate, nearestYear, shiftDays, yearAfter } from './calendar.ts';
import { readNumeral } from './numerals.ts';

/** A date as printed, which may lack its year or its month. */
export type PrintedDate = {
  readonly start: number;
  readonly end: number;
  readonly date: IsoDate | null;
  /** 1月8-9日: the first of several days of which this is the last. */
  readonly from: IsoDate | null;
};

/** In two: for a class of more than sixteen letters a function is called for every letter of a text. */
const NUMERAL = '(?:[0-9０-９〇○零元一二三四五六七八九十]|[廿OoＯｏОоΟ◯lIｌＩ])';
const HAN_DAY = '[一二三四五六七八九十廿]{1,3}';
const TIME =
  '[，、至—]|[上下中]午|凌晨|早|晚|在|召开|举行|闭幕|开幕|表决|通过|签署|宣布|决定|任命|电';

/** Each under dates as they are printed; a group's number is its form's. */
const FORMS = [
  // 2025年1月9日, 一九九八年三月二十日, 2025年/1月/9日, 去年12月30日, 1月8日
  `(?:(?:(?<year1>${NUMERAL}{4})\\s?年|(?<yearTold>[去前今明]年))[\\s/]?)?(?<month1>${NUMERAL}{1,3})\\s?月[\\s/]?(?<day1>${NUMERAL}{1,3})\\s?[日号]`,
  // 1月8-9日, 2025年1月8、9日
  `(?:(?<year2>${NUMERAL}{4})\\s?年\\s?)?(?<month2>${NUMERAL}{1,3})\\s?月\\s?(?<from2>${NUMERAL}{1,3})\\s?[-－–—~～至到、和]{1,2}\\s?(?<day2>${NUMERAL}{1,3})\\s?[日号]`,
  // 上月28日, 本月9日
  `(?<monthTold>上个?月|本月)(?<day3>${NUMERAL}{1,3})[日号]`,
  // 8—9日
  '(?<![月0-9]\\s?)(?<from4>[0-9]{1,2})(?:[-－–—~～至]{1,2})(?<day4>[0-9]{1,2})日',
  // 29日, 同月29日, 9号上午, 二十三日，
  `(?<!(?<![当同])月\\s?|${NUMERAL}|[第农每这那同某])(?:(?<day5>0?[1-9]|[12][0-9]|3[01])(?:日(?!内|以内|游|后，)|号(?=[上下]午|，))|(?<day6>${HAN_DAY})日(?=${TIME}))`,
  // 今(26)日, 昨天(5日): the number says it
  '[今昨][日天]?[（(](?<day7>[0-9]{1,2})[)）日]{1,2}日?',
  // 2018-03-21, 2022.08.18, 2025/1/9
  '(?<year8>(?<![0-9])[12][0-9]{3})[-/.](?<month8>[0-9]{1,2})[-/.](?<day8>[0-9]{1,2})(?![0-9])',
  // 12.01.2017
  '(?<![0-9./-])(?<day9>[0-3][0-9])[-/.](?<month9>[01][0-9])[-/.](?<year9>(?:19|20)[0-9]{2})(?![0-9])',
  // 17/01/11
  '(?<![0-9./-])(?<yearShort>[0-4][0-9])/(?<monthShort>[01][0-9])/(?<dayShort>[0-3][0-9])(?![0-9/])',
  // 昨日, 昨晚, 昨闭幕, 今天, 今晨; but neither 今日头条 nor 今天(2月2日)
  `(?<relative>(?:[昨今前]天|[昨前]日)(?![（(][0-9]{1,2}月)|昨[晚夜晨]|前晚|今[晨早晚]|[昨今](?=，|[上下]午|在|召开|举行|闭幕|开幕|表决|决定|宣布|任命)|今日(?=[上下中]午|[早晚，在从由经]|凌晨|召开|举行|闭幕|开幕|表决|任命))`,
];

/** Most letters begin no date: that is seen at once. */
const BEGINS = '(?=[0-9０-９〇○零元一二三四五六七八九十]|[廿今昨前去明上本])';
const NAMED = `${BEGINS}(?:${FORMS.join('|')})`;
const GROUP = /\(\?<(?<name>\w+)>/gu;
/** Two dozen names would be made an object of with each date: groups are found by their number. */
const DATE = lean(new RegExp(NAMED.replace(GROUP, '('), 'gu'));
const GROUPS = [...NAMED.matchAll(GROUP)].map(({ groups }) => groups?.['name'] ?? '');

/** Without one of these a text has no date; most rows have none, and looking for dates is dear. */
const DATE_LETTERS = lettersOf('日号天昨今前0123456789');
const DATE_SIGN = /[日号天昨]|[0-9][-/.][0-9]|今[（(晨早晚，上下在召举闭开表决宣任]|前晚/u;

/** Nor has it a full date without one of these. */
export const YEAR_LETTERS = lettersOf('年0123456789');
const FULL_SIGN = /年|[0-9][-/.][0-9]/u;

const MONTH_AND_DAY = `${NUMERAL}{1,3}\\s?月\\s?${NUMERAL}{1,3}\\s?日`;
export const FULL_DATE = `${NUMERAL}{4}\\s?年\\s?${MONTH_AND_DAY}`;
export const ANY_DATE = `(?:(?:${NUMERAL}{4}\\s?|[今明])年\\s?)?${MONTH_AND_DAY}`;

const DAYS_BACK: Readonly<Record<string, number>> = { 昨: 1, 前: 2, 今: 0 };
const YEARS_ON: Readonly<Record<string, number>> = { 前: -2, 去: -1, 今: 0, 明: 1 };

type Near = {
  /** A date the issue prints, or the month or the year alone (2025). */
  readonly reference: IsoDate | null;
  /** The date told before this one. */
  readonly known: IsoDate | null;
};
/** What was printed of a date, under the names of its groups without their forms' numbers. */
type Told = Readonly<
  Partial<Record<'year' | 'month' | 'day' | 'from' | 'yearTold' | 'monthTold' | 'relative', string>>
>;

/**
 * The dates in a text, in order. A missing year or month is taken from the date before it in the same
 * text, else from `reference`; without either the date stays `null`. 昨日 is told from the reference alone.
 */
export function findDates(text: string, reference: IsoDate | null): readonly PrintedDate[] {
  if (!hasLetter(text, DATE_LETTERS) || !DATE_SIGN.test(text)) return NONE;
  const known = lately.get(text);
  if (known?.reference === reference) return known.found;
  const found = readDates(text, reference);
  if (lately.size >= LATELY) lately.clear();
  lately.set(text, { reference, found });
  return found;
}

const NONE: readonly PrintedDate[] = [];
/** Article, row and sentence are each asked for the same dates by several readers. */
type Known = { readonly reference: IsoDate | null; readonly found: readonly PrintedDate[] };
const lately = new Map<string, Known>();
const LATELY = 100;

function readDates(text: string, reference: IsoDate | null): readonly PrintedDate[] {
  let known: IsoDate | null = null;
  return matchesOf(DATE, text).map((match) => {
    const told = toldIn(match);
    const date = readDate(told, { reference, known });
    const from = numeralOf(told.from);
    known = date ?? known;
    return {
      start: match.index,
      end: match.index + match[0].length,
      date,
      from: date && from !== undefined ? dayBefore(from, date) : null,
    };
  });
}

/** The first full date in a text: one whose year is printed with it. */
export function findFullDate(text: string): IsoDate | null {
  if (!hasLetter(text, YEAR_LETTERS) || !FULL_SIGN.test(text)) return null;
  DATE.lastIndex = 0;
  for (let match = DATE.exec(text); match; match = DATE.exec(text)) {
    const date = readDate(toldIn(match), { reference: null, known: null });
    if (date) return date;
  }
  return null;
}

function readDate(told: Told, { reference, known }: Near): IsoDate | null {
  const { relative, yearTold, monthTold } = told;
  const today = reference?.length === 10 ? reference : null;
  if (relative) return today && shiftDays(today, -(DAYS_BACK[relative.charAt(0)] ?? 0));
  const [year, month, day] = [told.year, told.month, told.day].map(numeralOf);
  if (day === undefined) return null;
  if (year !== undefined && month !== undefined) return isoDate(year, month, day);
  if (yearTold && month !== undefined)
    return (
      reference && isoDate(yearOf(reference) + (YEARS_ON[yearTold.charAt(0)] ?? 0), month, day)
    );
  if (monthTold) return today && dayOfMonth(day, today, monthTold.startsWith('上') ? -1 : 0);
  if (month !== undefined) return withYear(month, day, { reference, known });
  // 8月28日至29日: told beside a date, a day is of that date's month.
  return known ? dayOfMonth(day, known) : today && dayBefore(day, today);
}

function withYear(month: number, day: number, { reference, known }: Near): IsoDate | null {
  if (known) return yearAfter(month, day, known);
  if (!reference) return null;
  if (reference.length === 4) return isoDate(yearOf(reference), month, day);
  return nearestYear(month, day, `${reference}-15`.slice(0, 10));
}

const yearOf = (date: IsoDate): number => Number(date.slice(0, 4));
const numeralOf = (printed: string | undefined): number | undefined =>
  printed === undefined ? undefined : readNumeral(printed);

const TOLD = GROUPS.map((name) => name.replace(/(?:[0-9]|Short)$/u, ''));
const SHORT = GROUPS.indexOf('yearShort');

/** Of whichever form was found. */
function toldIn(match: RegExpExecArray): Told {
  const told: Record<string, string> = {};
  for (let at = 0; at < TOLD.length; at += 1) {
    const [name, value] = [TOLD[at], match[at + 1]];
    if (name !== undefined && value !== undefined) told[name] = at === SHORT ? `20${value}` : value;
  }
  return told;
}
