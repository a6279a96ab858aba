import { areHeadlines } from '../lines/headlines.ts';
import { isNumber } from '../lines/row-marks.ts';
import type { Row } from '../lines/rows.ts';
import type { Article } from './cut-articles.ts';
import { type Head, nothingAbove } from './head.ts';

/** The articles of a page that only lists headlines; `undefined` if the rows are anything else. */
export function cutHeadlines(rows: readonly Row[]): Article[] | undefined {
  if (!areHeadlines(rows)) return undefined;
  const articles: Row[][] = [];
  for (const row of rows) {
    if (isNumber(row)) articles.at(-1)?.push(row);
    else articles.push([row]);
  }
  return articles;
}

/** 王芳当选临溪县县长: what so many letters say is told, though nothing stands below it. */
const LEAST_LETTERS = 8;

/** A headline that is all there is: its words are the text. `undefined` if they tell nothing. */
export function headlineAsText({ titles, number }: Head): Head | undefined {
  const isTold = titles.some(({ tight }) => lettersIn(tight) >= LEAST_LETTERS);
  return isTold ? { ...nothingAbove, number, body: titles } : undefined;
}

const lettersIn = (text: string): number => text.match(/\p{Script=Han}/gu)?.length ?? 0;
