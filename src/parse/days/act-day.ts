import type { IsoDate } from '../../domain/index.ts';
import { cutAfter } from '../lines/cut-after.ts';
import { lean } from '../lines/lean.ts';
import { hasLetter, lettersOf } from '../lines/letters.ts';
import { matchesOf } from '../lines/matches.ts';
import { evenWidths } from '../lines/widths.ts';
import { dayOfMonth, daysBetween, nearestDay, shiftDays } from './calendar.ts';
import type { PrintedDate } from './dates.ts';
import { metOn } from './met-on.ts';
import { readNumeral } from './numerals.ts';
import { isLong, toldDays, vagueOrEarlierWords } from './told-days.ts';

type DayScene = {
  /** A date the text prints, from which a missing year or month is taken. */
  readonly reference: IsoDate | null;
  /** The day of the meeting or of the signature. */
  readonly day: IsoDate | null;
};

/** A place in a row that says when: a day, a word for one, or a word that leaves it open. */
type Mark = {
  readonly start: number;
  readonly tells: PrintedDate | 'vague' | { readonly daysLater: number };
};
type Sentence = {
  readonly start: number;
  readonly marks: readonly Mark[];
  /** When the meeting was that it opens. */
  readonly met: Mark | undefined;
};

/** The day of an act told at `at`; `otherwise` if the row says nothing of it. */
export type DayAt = (at: number, otherwise: IsoDate | null) => IsoDate | null;

/**
 * Reads when the acts of a row were done. What stands last before an act in its own sentence counts;
 * else what a sentence above it in the row says of the meeting that it opens. `null` is
 * what is told vaguely (日前, 此前), or with a day whose month or year no printed date gives.
 */
export function daysOfRow(text: string, scene: DayScene): DayAt {
  const sentences = sentencesOf(text, scene);
  const marks = sentences.flatMap((sentence) => sentence.marks);
  return (at, otherwise) => {
    const own = sentences.findLastIndex(({ start }) => start < at);
    const mark =
      sentences[own]?.marks.findLast(({ start }) => start < at) ??
      sentences.slice(0, Math.max(0, own)).findLast(({ met }) => met)?.met;
    return mark ? dayOf(mark, marks, otherwise) : otherwise;
  };
}

/**
 * 1月14日下午，政协…会议闭幕。: the day of a meeting with which a row begins, which the rows below are
 * about; one of long before is only looked back to. `undefined` if the row opens none.
 */
export function dayOfOpening(text: string, scene: DayScene): IsoDate | null | undefined {
  if (MONTH_ALONE.test(text)) return null;
  const [sentence = ''] = cutAfter(evenWidths(text.slice(0, 200)), FULL_STOP);
  const mark = opens(sentence) ? metIn(sentence, daysIn(sentence, scene)) : undefined;
  if (!mark || mark.start > 40) return undefined;
  if (mark.tells === 'vague') return mark.start < 4 ? null : undefined;
  if ('daysLater' in mark.tells) return undefined;
  if (isLong(mark.tells)) return within(mark.tells, scene.day);
  const { date } = mark.tells;
  const isLongBefore = date && scene.day?.length === 10 && daysBetween(date, scene.day) > 30;
  return isLongBefore ? undefined : date;
}

/** 8月　县人大常委会…: an entry of a chronicle that tells no day. */
const MONTH_ALONE = /^[0-9０-９]{1,2}月(?:[上中下]旬|初|底)?\s/u;

function dayOf(
  { tells, start }: Mark,
  marks: readonly Mark[],
  otherwise: IsoDate | null,
): IsoDate | null {
  if (tells === 'vague') return null;
  if (!('daysLater' in tells)) return isLong(tells) ? within(tells, otherwise) : tells.date;
  const named = marks
    .filter((mark) => mark.start < start)
    .map((mark) => mark.tells)
    .findLast((told) => told !== 'vague' && 'date' in told);
  const day = named === undefined ? otherwise : named.date;
  return day && shiftDays(day, tells.daysLater);
}

/** Of a meeting of many days nobody tells when it voted, unless the article does elsewhere. */
function within({ from, date }: PrintedDate, otherwise: IsoDate | null): IsoDate | null {
  return otherwise && from && date && from <= otherwise && otherwise <= date ? otherwise : null;
}

// 1月12日，政协…会议闭幕。/ 补选于11月24日投票选举。/ 补选工作已于6月18日依法进行。: the sentences below it in the row are about this.
const OPENS = lean(
  /(?:会议|大会|全会|常委会)[^。]{0,60}(?:召开|举行|闭幕|开幕)|(?:召开|举行)[^。]{0,60}会|投票(?:选举|结束)|[补选]选工作[^。]{0,24}(?:进行|举行|结束)/u,
);
const OPENS_LETTERS = lettersOf('召举闭幕投选');
/** 今年1月，省人大常委会发布公告。 */
const ANNOUNCES = /发布[^。]{0,12}公告/u;
const opens = (sentence: string): boolean =>
  (hasLetter(sentence, OPENS_LETTERS) && OPENS.test(sentence)) ||
  (sentence.includes('发布') && ANNOUNCES.test(sentence));
/** 1月12日，第五选区召开|选民会议|，罢免了…。根据有关规定，其代表资格终止: what follows from it is announced later. */
const VOTERS = lean(/选民(?:会议|大会)[^。]*罢免/u);
/** 会议强调，要落实|1月6日召开的全市会议部署: another meeting, spoken of. */
const SPEAKS = /指出|强调|要求|落实|贯彻|按照|结合/u;

/** Told from the last day that the row has named. */
const DAYS_LATER: readonly { readonly word: RegExp; readonly daysLater: number }[] = [
  { word: /前一[日天]/gu, daysLater: -1 },
  { word: /同一?[日天]|当[日天晚]/gu, daysLater: 0 },
  { word: /[次翌]日/gu, daysLater: 1 },
];

const FULL_STOP = /。/gu;

function sentencesOf(text: string, scene: DayScene): Sentence[] {
  let end = 0;
  let known: IsoDate | null = null;
  return cutAfter(text, FULL_STOP).map((sentence) => {
    const start = end;
    end += sentence.length;
    const days = daysIn(sentence, scene, known);
    known = days.at(-1)?.date ?? known;
    const at = (mark: Mark): Mark => ({ ...mark, start: mark.start + start });
    const isMeeting = opens(sentence) && !VOTERS.test(sentence);
    const met = isMeeting ? metIn(sentence, days) : undefined;
    return { start, marks: marksIn(sentence, days).map(at), met: met && at(met) };
  });
}

function metIn(sentence: string, days: readonly PrintedDate[]): Mark | undefined {
  const met = metOn(sentence, days);
  if (met !== undefined && met !== 'vaguely')
    return SPEAKS.test(sentence.slice(0, met.start)) ? undefined : { start: met.start, tells: met };
  // 当天下午，县委召开会议。
  return marksIn(sentence, []).at(-1);
}

function marksIn(sentence: string, days: readonly PrintedDate[]): Mark[] {
  const marks: Mark[] = [
    ...days.map((day) => ({ start: day.start, tells: day })),
    ...vagueOrEarlierWords(sentence).map(({ end }) => ({
      start: end - 1,
      tells: 'vague' as const,
    })),
    ...DAYS_LATER.flatMap(({ word, daysLater }) =>
      matchesOf(word, sentence).map(({ index }) => ({ start: index, tells: { daysLater } })),
    ),
  ];
  return marks.sort((one, other) => one.start - other.start);
}

// 1月5日县政府常务会议|提请的议案
const ASKED = lean(/^[^，。；]{0,24}(?:提请|提名|提出|递交|立案|逝世|去世|病逝)/u);
const LONE_DAY = /^(?<day>[0-9]{1,2}|[二三]?十?[一二三四五六七八九十])[日号]$/u;

function daysIn(
  sentence: string,
  { reference, day: meeting }: DayScene,
  known: IsoDate | null = null,
): PrintedDate[] {
  const days = toldDays(sentence, reference).filter(
    ({ end }) => meeting === null || !ASKED.test(sentence.slice(end)),
  );
  const [first, ...others] = days;
  if (!first) return [];
  // 全体会议28日下午举行: of a meeting whose day is known, whenever it was printed.
  const lone = LONE_DAY.exec(sentence.slice(first.start, first.end))?.groups?.['day'];
  if (lone === undefined) return days;
  if (meeting?.length === 10)
    return [{ ...first, date: nearestDay(readNumeral(lone) ?? 0, meeting) }, ...others];
  // 3月25日至29日，…召开。|29日|，会议选举…: of the month told before it in the row
  return first.date === null && known
    ? [{ ...first, date: dayOfMonth(readNumeral(lone) ?? 0, known) }, ...others]
    : days;
}
