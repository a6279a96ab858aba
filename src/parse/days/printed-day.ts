import type { IsoDate } from '../../domain/index.ts';
import type { Head } from '../articles/head.ts';
import { lean } from '../lines/lean.ts';
import { hasLetter } from '../lines/letters.ts';
import { matchesOf } from '../lines/matches.ts';
import { isSourceLine } from '../lines/row-marks.ts';
import type { Row } from '../lines/rows.ts';
import { evenWidths } from '../lines/widths.ts';
import { dayOfMonth, daysBetween, isoDate, shiftDays } from './calendar.ts';
import { FULL_DATE, findFullDate, YEAR_LETTERS } from './dates.ts';
import { datelineDay } from './meeting-day.ts';
import { readNumeral } from './numerals.ts';

type Print = {
  /** Of the masthead, or known from the file; of some issues only the year is. */
  readonly edition: { readonly date: IsoDate | null; readonly otherwise: IsoDate | null };
  readonly head: Omit<Head, 'body'>;
  readonly rows: readonly Row[];
  readonly signedOn: IsoDate | null;
};

/**
 * The day that a text prints of itself, from which a missing year or month is taken and 昨日 is told, the
 * nearest first; of some texts only the year (2025) or a month is told. A dateline is nearer than any other, but
 * says its day alone: 新华社北京1月9日电.
 */
export function printedDay({ edition, head, rows, signedOn }: Print): IsoDate | null {
  const printed =
    head.sourceDate ??
    dayOfSourceLine(rows) ??
    edition.date ??
    signedOn ??
    head.passedOn ??
    dayOfDateLine(head, rows) ??
    edition.otherwise ??
    dayToldInFull(rows) ??
    monthOfTitle(head) ??
    monthOfText(rows);
  return datelineDay(head, rows, printed) ?? printed;
}

// 2024年1月 / 二月, alone above the days of a chronicle
const MONTH_HEADING =
  /^(?:(?<year>[12][0-9]{3})年)?(?<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月$/u;

// 1989年
const YEAR_HEADING = /^(?<year>[12][0-9]{3})年$/u;

/** For the rows below: a chronicle tells the month, or the year, above its days. */
export function referenceBelow(text: string, reference: IsoDate | null): IsoDate | null {
  const start = text.slice(0, 20);
  if (!/[年月]/u.test(start)) return reference;
  const alone = YEAR_HEADING.exec(evenWidths(start.trim()))?.groups?.['year'];
  if (alone !== undefined) return alone;
  const { year, month } = MONTH_HEADING.exec(evenWidths(start.trim()))?.groups ?? {};
  const told = year ?? reference?.slice(0, 4);
  const first = told && month ? isoDate(Number(told), readNumeral(month) ?? 0, 1) : null;
  const next = first && dayOfMonth(1, first, 1);
  return next ? shiftDays(next, -1) : reference;
}

/** Of a line that says when and by whom it was put on the web, wherever the headline left it. */
function dayOfSourceLine(rows: readonly Row[]): IsoDate | null {
  const row = rows.slice(0, 6).find(isSourceLine);
  return row ? findFullDate(row.text) : null;
}

// 2023-01-13 / 沧原日报　2023-01-13　A1版 / www.linxi.gov.cn 2025-01-16 来源：临溪日报
const DATE_LINE = lean(
  /^(?!.*关于)(?:[^。；！？]{0,30}|(?=.*(?:[报网版]|来源|记者|作者|编辑|时间|日期|[0-9]:[0-9]))[^。；！？]{0,60})$/u,
);
/** Of letters, any of which may take two places. */
const LONGEST_DATE_LINE = 120;
// …分别作了表态发言。（原载《平阳日报》2023年5月18日）
const CLOSE = lean(/[（(][^（）()]{4,50}[）)]$/u);

/** A row that is little more than a full date, above or below the text; or what opens or closes it. */
function dayOfDateLine(head: Omit<Head, 'body'>, rows: readonly Row[]): IsoDate | null {
  const { titles, subtitle, byline } = head;
  const above = [...titles, subtitle, byline].filter((row) => row !== null);
  const lines = [...above, ...rows.slice(0, 2), ...rows.slice(-3)].filter(
    ({ tight }) =>
      hasLetter(tight, YEAR_LETTERS) && tight.length <= LONGEST_DATE_LINE && DATE_LINE.test(tight),
  );
  const lead = rows[0]?.text.slice(0, 80) ?? '';
  const close = CLOSE.exec(rows.at(-1)?.tight.slice(-60) ?? '')?.[0] ?? '';
  return firstFullDate([...lines.map(({ text }) => text), close, lead]);
}

function firstFullDate(texts: readonly string[]): IsoDate | null {
  for (const text of texts) {
    const date = findFullDate(evenWidths(text));
    if (date) return date;
  }
  return null;
}

// 临溪县大事记|（2024年1月）
const MONTH_OF_TITLE = /(?<year>[12][0-9]{3})年(?<month>[0-9]{1,2})月(?:份)?[）)]?$/u;

function monthOfTitle({ titles, subtitle }: Omit<Head, 'body'>): string | null {
  const rows = [...titles, ...(subtitle ? [subtitle] : [])].map(({ tight }) => tight);
  const heading = rows.map((row) => referenceBelow(row, null)).find((day) => day !== null);
  const { year, month } = MONTH_OF_TITLE.exec(rows[0] ?? '')?.groups ?? {};
  return heading ?? (year && month ? `${year}-${month.padStart(2, '0')}` : null);
}

/** The one year of some days: 2025. */
export function onlyYearOf(dates: readonly (IsoDate | null)[]): string | null {
  const [year, ...others] = new Set(dates.map((date) => date?.slice(0, 4)));
  return others.length === 0 ? (year ?? null) : null;
}

// |3日|上午，…第十八次会议举行
const LEAD_DAY = lean(/^(?<day>[0-9]{1,2})日(?:[上下]午)?，[^。]{2,40}(?:会议|大会|全会)/u);
const OF_MEETING = lean(/^，?[^。；]{2,40}(?:会议|大会|全会)/u);

/** 2015年11月3日，…第十八次会议举行: what the lead tells by the day alone is told in full below. */
function dayToldInFull([lead, ...rows]: readonly Row[]): IsoDate | null {
  const day = LEAD_DAY.exec(evenWidths(lead?.text.slice(0, 80) ?? ''))?.groups?.['day'];
  if (day === undefined) return null;
  const told = rows
    .filter(({ tight }) => tight.includes('年'))
    .flatMap(({ text }) => datesBeforeRest(text.slice(0, 2_000)))
    .filter(({ date, rest }) => date.endsWith(`-${day.padStart(2, '0')}`) && OF_MEETING.test(rest));
  const [date, ...others] = new Set(told.map((one) => one.date));
  return date && others.length === 0 ? date : null;
}

/** 2018年3月11日|通过的 is when a law was made. */
const OF_A_LAW = lean(/^[^，。；]{0,24}(?:通过的|修[订正改]|颁布|成立|入党)/u);
const TO_COME = lean(/^[^，。；]{0,12}(?:起|就职|召开|举行|开幕)/u);
const OF_A_LIFE = /出生|生于|年生|参加工作|简历|19[0-9]{2}/u;
// （来源：某某新闻网 2025年）
const SOURCE = /^（?来源：.{0,24}?(?:(?<year>[12][0-9]{3})年)?）?$/u;

/**
 * The month of the last full date that the text tells of the past, else of what is to come, if all of
 * them lie within a year: what names no year is of the nearest. No 昨日 can be told from a month.
 */
function monthOfText(rows: readonly Row[]): string | null {
  const dates = rows
    .filter(({ tight }) => tight.includes('年') && !OF_A_LIFE.test(tight))
    .flatMap(({ text }) => datesBeforeRest(text.slice(0, 2_000)))
    .filter(({ rest }) => !OF_A_LAW.test(rest));
  const done = dates.filter(({ rest }) => !TO_COME.test(rest));
  const days = (done.length > 0 ? done : dates).map(({ date }) => date).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first && last) return daysBetween(first, last) < 400 ? last.slice(0, 7) : null;
  const source = rows.slice(-3).find(({ tight }) => SOURCE.test(tight));
  return SOURCE.exec(source?.tight ?? '')?.groups?.['year'] ?? null;
}

const DATES = lean(new RegExp(FULL_DATE, 'gu'));

/** Its full dates, each with what follows it. */
function datesBeforeRest(text: string): { readonly date: IsoDate; readonly rest: string }[] {
  return matchesOf(DATES, text).flatMap(({ 0: printed, index }) => {
    const date = findFullDate(printed);
    const end = index + printed.length;
    return date ? [{ date, rest: text.slice(end, end + 40) }] : [];
  });
}
