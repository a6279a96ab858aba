import type { IsoDate } from '../../domain/index.ts';
import type { Head } from '../articles/head.ts';
import { cutAfter } from '../lines/cut-after.ts';
import { lean } from '../lines/lean.ts';
import { hasLetter, hasWord, lettersOf, wordsOf } from '../lines/letters.ts';
import type { Row } from '../lines/rows.ts';
import { evenWidths } from '../lines/widths.ts';
import { findDates } from './dates.ts';
import { metOn } from './met-on.ts';
import { DATELINE_REST, isLong, toldDays } from './told-days.ts';

const MEETS = wordsOf(
  '会议|大会|全会|召开|举行|闭幕|开幕|签署|表决|通过|决定|选举|任免|任命|宣布|公布|罢免|当选',
);
/** On the last of its days a meeting votes. */
const CLOSES = wordsOf('闭幕|选举大会|全体会议|投票选举');
const DATELINE_END = lean(new RegExp(`^\\s*${DATELINE_REST}`, 'u'));

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
  for (const sentence of sentencesOf([...rows.slice(0, 12), ...above])) {
    if (!hasWord(sentence, isOfSeveralDays ? CLOSES : MEETS)) continue;
    const day = metOn(sentence, toldDays(sentence, reference));
    if (day === 'vaguely') return null;
    if (day && !isLong(day)) return day.date;
    isOfSeveralDays ||= day !== undefined;
  }
  return isOfSeveralDays ? null : datelineDay(head, rows, reference);
}

/** Most reports tell the day in the first of them. */
function* sentencesOf(rows: readonly Row[]): Iterable<string> {
  for (const { text } of rows) yield* cutAfter(evenWidths(text.slice(0, 2_000)), /[。！？]/gu);
}

/** 电, 讯, 消息 */
const OF_DATELINE = lettersOf('电讯消');

/** 新华社北京|1月9日|电: the day on which it was written. */
export function datelineDay(
  { dateline }: Pick<Head, 'dateline'>,
  rows: readonly Row[],
  reference: IsoDate | null,
): IsoDate | null {
  for (const row of [...(dateline ? [dateline] : []), ...rows.slice(0, 2)]) {
    const start = evenWidths(row.text.slice(0, 60));
    if (!hasLetter(start, OF_DATELINE)) continue;
    const day = findDates(start, reference).find(({ end }) => DATELINE_END.test(start.slice(end)));
    if (day) return day.date;
  }
  return null;
}
