import { lean } from '../lines/lean.ts';
import type { PrintedDate } from './dates.ts';
import { vagueWords } from './told-days.ts';

const CLOSED = lean(/^[^，。；]{0,20}闭幕/u);
const OPENED = lean(/^[^，。；]{0,20}开幕/u);
/** 记者9日|从县人大常委会获悉, but not 从9日|召开的会议上获悉 */
const HEARD = lean(/^[^，。；召举闭]{0,20}(?:获悉|了解到|报道|通报)/u);
const VAGUELY_MET = lean(
  /^(?:，|[^，。；]{0,24}(?:召开|举行|闭幕|通过|任命|决定|任免|宣布|公布))/u,
);

/** When a meeting was that a sentence tells of, on one of its `days`; `undefined` if it does not say. */
export function metOn(
  sentence: string,
  days: readonly PrintedDate[],
): PrintedDate | 'vaguely' | undefined {
  const day = votingDay(sentence, days);
  return isToldVaguely(sentence, day) ? 'vaguely' : day;
}

/** 1月5日开幕的第四次会议|9日下午|闭幕: where several days are told, that of the end. */
function votingDay(sentence: string, days: readonly PrintedDate[]): PrintedDate | undefined {
  const rest = (day: PrintedDate) => sentence.slice(day.end);
  return (
    (days.length > 1 ? days.find((day) => CLOSED.test(rest(day))) : undefined) ??
    days.find((day) => !OPENED.test(rest(day)) && !HEARD.test(rest(day))) ??
    days[0]
  );
}

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
