import type { IsoDate } from '../domain/index.ts';
import { findDates, type PrintedDate } from './dates.ts';
import type { Head } from './read-head.ts';
import type { Row } from './rows.ts';
import { evenWidths } from './widths.ts';

const MEETS = /会议|大会|全会|召开|举行|闭幕|开幕|签署|表决|通过|决定|选举|任免/u;
const VAGUE = /日前|近日|前不久|不久前/u;
/** 任期自2023年9月1日至2026年8月31日 */
const TERM = /(?:任期|聘期|任职时间|试用期|挂职)[^，。；]*/gu;
const DATELINE_END = /^(?:\s*(?:电|讯|消息))/u;

/**
 * The day a report tells of: that of its meeting, else that of its dateline. `null` if it is told
 * vaguely, or with a day whose month or year no printed date gives.
 */
export function meetingDay(
  head: Pick<Head, 'dateline'>,
  rows: readonly Row[],
  reference: IsoDate | null,
): IsoDate | null {
  const sentences = rows.slice(0, 8).flatMap((row) =>
    // 1月16日（1月15日为预备会议）至20日
    evenWidths(row.text.slice(0, 2_000))
      .replace(/(?<=日)（[^（）]{1,30}）/gu, '')
      .split(/(?<=[。！？])/u),
  );
  for (const sentence of sentences) {
    if (!MEETS.test(sentence)) continue;
    const days = findDates(sentence.replace(TERM, ''), reference).filter(
      (day) =>
        !DATELINE_END.test(sentence.slice(day.end)) &&
        !/^(?:起|出生)/u.test(sentence.slice(day.end)) &&
        // 将于3月25日召开: the meeting to come is not the one told of.
        !/(?:将于|定于|拟于|将在)$/u.test(sentence.slice(0, day.start)),
    );
    if (isLongRange(sentence, days)) return null;
    const day = lastOfRange(sentence, days);
    if (VAGUE.test(day ? sentence.slice(0, day.start) : sentence)) return null;
    if (day) return day.date;
  }
  return datelineDay([...(head.dateline ? [head.dateline] : []), ...rows.slice(0, 2)], reference);
}

/** 「12月26日至29日，…第一次会议召开」: on which of its days it elected nobody tells. */
function isLongRange(sentence: string, [first, second]: readonly PrintedDate[]): boolean {
  if (!first?.date || !second?.date || !isRange(sentence, first, second)) return false;
  return Math.abs(Date.parse(second.date) - Date.parse(first.date)) > 86_400_000;
}

/** 「8月28日至29日，…举行第二十六次会议」: it votes on the last of its days. */
function lastOfRange(
  sentence: string,
  [first, second]: readonly PrintedDate[],
): PrintedDate | undefined {
  return first && second && isRange(sentence, first, second) ? second : first;
}

function isRange(sentence: string, first: PrintedDate, second: PrintedDate): boolean {
  return /^(?:上午|下午)?(?:（[^）]{1,20}）)?(?:至|到|—{1,2}|-|－|~|～)$/u.test(
    sentence.slice(first.end, second.start),
  );
}

function datelineDay(rows: readonly Row[], reference: IsoDate | null): IsoDate | null {
  for (const row of rows) {
    const start = evenWidths(row.text.slice(0, 60));
    const day = findDates(start, reference).find(({ end }) => DATELINE_END.test(start.slice(end)));
    if (day) return day.date;
  }
  return null;
}
