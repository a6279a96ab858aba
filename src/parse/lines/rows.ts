import type { LineRole } from '../../domain/index.ts';
import { type Flow, joinFlows, trimFlow } from './flow.ts';
import { lean } from './lean.ts';
import { hasLetter, SPACES } from './letters.ts';
import { evenWidths } from './widths.ts';

/** One printed line, or several that the width of a column had broken. */
export type Row = {
  readonly flow: Flow;
  /** The words, without white space around them. */
  readonly text: string;
  /** With Chinese marks and without any white space: padded words (`主　任`) are recognised in this. */
  readonly tight: string;
  /** Of a markdown heading, 1 to 6; else 0. */
  readonly level: number;
  /** What its carrier says it is; `null` where only its words tell. */
  readonly role: LineRole | null;
  /** Blank lines stand before it. */
  readonly isApart: boolean;
  /** In the text. */
  readonly start: number;
  readonly end: number;
};

export function rowOf(flow: Flow): Pick<Row, 'flow' | 'text' | 'tight' | 'start' | 'end'> {
  return {
    flow,
    text: flow.text,
    tight: withoutSpaces(evenWidths(flow.text)),
    start: flow.at[0] ?? 0,
    end: (flow.at.at(-1) ?? 0) + 1,
  };
}

const withoutSpaces = (text: string): string =>
  hasLetter(text, SPACES) ? text.replace(/\s/gu, '') : text;

/** White space stands between its words. */
export const isSpaced = ({ text, tight }: Row): boolean => tight.length < text.length;

/** The row with fewer of its words. */
export function withFlow(row: Row, flow: Flow): Row {
  return { ...row, ...rowOf(trimFlow(flow)) };
}

/** One row out of several: a space is needed only where two Latin words meet, or names in a list. */
export function joinRows(rows: readonly Row[]): Row {
  const [first, ...others] = rows;
  if (!first) throw new RangeError('a row is made of rows');
  if (others.length === 0) return first;
  const flows = [first.flow];
  for (const { flow } of others) {
    const before = flows.at(-1)?.text ?? '';
    const meetsLatin = /[A-Za-z]$/u.test(before) && /^[A-Za-z]/u.test(flow.text);
    if (meetsLatin || isRowOfNames(before)) flows.push({ text: ' ', at: [flow.at[0] ?? 0] });
    flows.push(flow);
  }
  return { ...first, ...rowOf(joinFlows(flows)) };
}

const NAME = String.raw`(?:\p{Script=Han}{1,4}|\p{Script=Han}{1,9}·\p{Script=Han}{1,9})(?:[（(][^（）()]{1,8}[）)]?)?`;
const ROW_OF_NAMES = lean(new RegExp(`^${NAME}(?:\\s+${NAME}){2,30}$`, 'u'));

/** 马玉兰(女)　王　琛　　王海涛　　冯　骥 */
export function isRowOfNames(text: string): boolean {
  return text.length <= 90 && ROW_OF_NAMES.test(text);
}
