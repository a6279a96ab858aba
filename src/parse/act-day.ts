import type { IsoDate } from '../domain/index.ts';
import { findDates, nearestDay, type PrintedDate } from './dates.ts';
import { readNumeral } from './numerals.ts';

/** A day on which something begins, ends or was born is not the day of an act. */
const OTHER_DAY = /^(?:起|生|出生|就职|止|前|至|到|—|前后|上任|任职|施行|实施|报到|印发)/u;
const OTHER_DAY_BEFORE = /(?:自|从|至|到|截至|生于|任期自)$/u;
/** 决定安埠市第六届人民代表大会第三次会议于|2024年1月15日|召开: the meeting to come. */
const CALLED = /(?:决定|关于召开)[^，；。]{2,60}(?:会议|大会)(?:将|定)?于$/u;
const CALLED_AFTER = /^[^，；。]{0,16}(?:召开|举行)/u;
const VAGUE =
  /(?:日前|近日|此前|不久前|早前|近期|追认|最近|前不久|先前|已(?=接受|同意)|[0-9]{1,2}月(?:初|底|份|上旬|中旬|下旬))/gu;

const LONE_DAY = /^(?<day>[0-9]{1,2}|[二三]?十?[一二三四五六七八九十])日$/u;

/** 全体会议28日下午举行: of a meeting whose day is known, whenever it was printed. */
function datesOf(
  sentence: string,
  reference: IsoDate | null,
  meeting: IsoDate | null,
): PrintedDate[] {
  const [first, ...others] = findDates(sentence, reference);
  if (!first) return [];
  const lone = LONE_DAY.exec(sentence.slice(first.start, first.end))?.groups?.['day'];
  const isOfMeeting = lone !== undefined && meeting?.length === 10;
  return [
    isOfMeeting ? { ...first, date: nearestDay(readNumeral(lone) ?? 0, meeting) } : first,
    ...others,
  ];
}

function isCalled(sentence: string, { start, end }: PrintedDate): boolean {
  return CALLED_AFTER.test(sentence.slice(end)) && CALLED.test(sentence.slice(0, start));
}

/** 同日，…: the last day that the sentences before it name. */
function sameDay(text: string, start: number, reference: IsoDate | null) {
  return findDates(text.slice(Math.max(0, start - 400), Math.max(0, start)), reference).at(-1);
}

/**
 * The day of an act told at `at`: the last one its sentence names before it. `null` if the sentence is
 * vague (日前, 此前), or names a day whose month or year no printed date gives; `otherwise` if it names none.
 */
export function actDay(
  text: string,
  at: number,
  reference: IsoDate | null,
  otherwise: IsoDate | null,
): IsoDate | null {
  const start = Math.max(text.lastIndexOf('。', at - 2), at - 600) + 1;
  const sentence = text.slice(Math.max(0, start), at);
  const days = datesOf(sentence, reference, otherwise).filter(
    (day) =>
      !OTHER_DAY.test(sentence.slice(day.end)) &&
      !OTHER_DAY_BEFORE.test(sentence.slice(0, day.start)) &&
      !isCalled(sentence, day),
  );
  const day =
    days.at(-1) ??
    (/(?:同|当)[日天]/u.test(sentence) ? sameDay(text, start, reference) : undefined);
  const vague = [...sentence.matchAll(VAGUE)].at(-1);
  if (vague && vague.index > (day?.start ?? -1)) return null;
  return day ? day.date : otherwise;
}
