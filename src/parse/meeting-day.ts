import type { IsoDate } from '../domain/index.ts';
import { findDates, type PrintedDate } from './dates.ts';
import type { Head } from './read-head.ts';
import type { Row } from './rows.ts';
import { isLong, toldDays, vagueWords } from './told-days.ts';
import { evenWidths } from './widths.ts';

const MEETS =
  /会议|大会|全会|召开|举行|闭幕|开幕|签署|表决|通过|决定|选举|任免|任命|宣布|公布|罢免|当选/u;
/** On the last of its days a meeting votes. */
const CLOSES = /闭幕|选举大会|全体会议|投票选举/u;
const DATELINE_END = /^\s*(?:专?电|讯|消息)/u;

/**
 * The day a report tells of: that of its meeting, in its text or else its headline; else that of its
 * dateline. `null` if it is told vaguely, or with a day whose month or year no printed date gives.
 */
export function meetingDay(
  head: Pick<Head, 'dateline' | 'titles' | 'subtitle' | 'leadIn'>,
  rows: readonly Row[],
  reference: IsoDate | null,
): IsoDate | null {
  const { titles, subtitle, leadIn } = head;
  const above = [...titles, ...(subtitle ? [subtitle] : []), ...(leadIn ? [leadIn] : [])];
  let isOfSeveralDays = false;
  for (const sentence of [...rows.slice(0, 12), ...above].flatMap(sentencesOf)) {
    if (!(isOfSeveralDays ? CLOSES : MEETS).test(sentence)) continue;
    const day = votingDay(sentence, toldDays(sentence, reference));
    if (isToldVaguely(sentence, day)) return null;
    if (day && !isLong(day)) return day.date;
    isOfSeveralDays ||= day !== undefined;
  }
  return isOfSeveralDays ? null : datelineDay(head, rows, reference);
}

function sentencesOf({ text }: Row): string[] {
  return evenWidths(text.slice(0, 2_000)).split(/(?<=[。！？])/u);
}

const CLOSED = /^[^，。；]{0,20}闭幕/u;
const OPENED = /^[^，。；]{0,20}开幕/u;
const HEARD = /^[^，。；]{0,20}(?:获悉|了解到|报道|通报)/u;

/** 1月5日开幕的第四次会议|9日下午|闭幕: where several days are told, that of the end. */
function votingDay(sentence: string, days: readonly PrintedDate[]): PrintedDate | undefined {
  const rest = (day: PrintedDate) => sentence.slice(day.end);
  return (
    (days.length > 1 ? days.find((day) => CLOSED.test(rest(day))) : undefined) ??
    days.find((day) => !OPENED.test(rest(day)) && !HEARD.test(rest(day))) ??
    days[0]
  );
}

const VAGUELY_MET = /^(?:，|[^，。；]{0,24}(?:召开|举行|闭幕|通过|任命|决定|任免|宣布|公布))/u;

/** 近日，…召开会议; 记者9日获悉，县委日前决定: the day on which it was heard is another. */
function isToldVaguely(sentence: string, day: PrintedDate | undefined): boolean {
  const isHeardOn = day !== undefined && HEARD.test(sentence.slice(day.end));
  const until = day && !isHeardOn ? day.start : sentence.length;
  return vagueWords(sentence.slice(0, until)).some(({ end }) => {
    const rest = sentence.slice(end);
    // 记者近日获悉，9日召开的会议
    return day ? isHeardOn || !HEARD.test(rest) : VAGUELY_MET.test(rest);
  });
}

/** 新华社北京|1月9日|电: the day on which it was written. */
export function datelineDay(
  { dateline }: Pick<Head, 'dateline'>,
  rows: readonly Row[],
  reference: IsoDate | null,
): IsoDate | null {
  for (const row of [...(dateline ? [dateline] : []), ...rows.slice(0, 2)]) {
    const start = evenWidths(row.text.slice(0, 60));
    const day = findDates(start, reference).find(({ end }) => DATELINE_END.test(start.slice(end)));
    if (day) return day.date;
  }
  return null;
}
