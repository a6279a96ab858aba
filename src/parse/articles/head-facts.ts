import type { IsoDate } from '../../domain/index.ts';
import { findFullDate } from '../days/dates.ts';
import { lean } from '../lines/lean.ts';
import { isByline, isNumber, isPassedBy, isSourceLine } from '../lines/row-marks.ts';
import type { Row } from '../lines/rows.ts';
import type { HeadAbove } from './head.ts';
import { dateIn } from './masthead.ts';

/** A number, a passed-by line, a source line: they are that wherever they stand in a head. */
export function readFact(head: HeadAbove, row: Row): HeadAbove | undefined {
  if (isSourceLine(row)) return { ...head, source: row, sourceDate: dayAbove(head, row) };
  if (isNumber(row)) return { ...head, number: head.number ?? bareNumber(row) };
  if (head.titles.length > 0 && isPassedBy(row))
    return {
      ...head,
      passedOn: findFullDate(row.tight),
      passedBy: row,
      number: head.number ?? numberInPassed(row),
    };
  return head.titles.length > 0 && isByline(row)
    ? { ...head, byline: head.byline ?? row }
    : undefined;
}

/** 来源：某某文库　编辑：某某　时间：2024/05/03 06:27:51: when somebody copied what had a day of its own. */
const COPIED = /^来源[:：].*编辑[:：].*(?:时间|日期)[:：]/u;

/** Of several days above a text the nearest to it. */
function dayAbove({ sourceDate }: HeadAbove, { text, tight }: Row): IsoDate | null {
  const day = dateIn(text);
  return COPIED.test(tight) ? (sourceDate ?? day) : (day ?? sourceDate);
}

const NUMBERS_IN_PASSED: readonly RegExp[] = [
  // （澜江市人民代表大会常务委员会公告|〔2011〕第35号|　2011年10月27日…通过）
  /公告(?<number>(?:[〔[][^〕\]]{1,6}[〕\]])?第[0-9〇一二三四五六七八九十百]{1,6}号)/u,
  // （2015年11月23日…会议通过　2015年12月1日|砚政发〔2015〕58号|公布　自2016年1月15日起施行）
  /日(?:\p{Script=Han}{2,12}令)?(?<number>(?:\p{Script=Han}{1,8}[〔[][0-9]{4}[〕\]])?第?[0-9]{1,4}号)令?(?:公布|发布)/u,
].map(lean);

function numberInPassed({ tight }: Row): string | null {
  const found = NUMBERS_IN_PASSED.map((pattern) => pattern.exec(tight)?.groups?.['number']);
  return found.find((number) => number !== undefined) ?? null;
}

function bareNumber(row: Row): string {
  return row.tight.replace(/^[（(](.*)[）)]$/u, '$1');
}
