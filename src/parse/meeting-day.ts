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
  const sentences = rows
    .slice(0, 8)
    .flatMap((row) => evenWidths(row.text.slice(0, 2_000)).split(/(?<=[。！？])/u));
  for (const sentence of sentences) {
    if (!MEETS.test(sentence)) continue;
    const days = findDates(sentence.replace(TERM, ''), reference).filter(
      (day) =>
        !DATELINE_END.test(sentence.slice(day.end)) &&
        !/^(?:起|出生)/u.test(sentence.slice(day.end)),
    );
    const day = lastOfRange(sentence, days);
    if (VAGUE.test(day ? sentence.slice(0, day.start) : sentence)) return null;
    if (day) return day.date;
  }
  return datelineDay([...(head.dateline ? [head.dateline] : []), ...rows.slice(0, 2)], reference);
}

/** 「8月28日至29日，…举行第二十六次会议」: it votes on the last of its days. */
function lastOfRange(
  sentence: string,
  [first, second]: readonly PrintedDate[],
): PrintedDate | undefined {
  const isRange =
    first !== undefined &&
    second !== undefined &&
    /^(?:上午|下午)?(?:至|到|—{1,2}|-|－|~|～)$/u.test(sentence.slice(first.end, second.start));
  return isRange ? second : first;
}

function datelineDay(rows: readonly Row[], reference: IsoDate | null): IsoDate | null {
  for (const row of rows) {
    const start = evenWidths(row.text.slice(0, 60));
    const day = findDates(start, reference).find(({ end }) => DATELINE_END.test(start.slice(end)));
    if (day) return day.date;
  }
  return null;
}
