import type { IsoDate } from '../../domain/index.ts';
import type { Row } from '../lines/rows.ts';

/** What stands above an article's text, and the rows of the text itself. */
export type Head = {
  readonly titles: readonly Row[];
  /** 引题: above the headline, and no part of it. */
  readonly leadIn: Row | null;
  readonly masthead: Row | null;
  readonly subtitle: Row | null;
  readonly byline: Row | null;
  readonly number: string | null;
  readonly passedOn: IsoDate | null;
  /** （2025年1月9日…第二十二次会议通过） */
  readonly passedBy: Row | null;
  /** Of a source line: 2018-03-21 20:19 来源：新华社. */
  readonly sourceDate: IsoDate | null;
  readonly source: Row | null;
  readonly dateline: Row | null;
  readonly body: readonly Row[];
};

export type HeadAbove = Omit<Head, 'body'>;

export const nothingAbove: HeadAbove = {
  titles: [],
  leadIn: null,
  masthead: null,
  subtitle: null,
  byline: null,
  number: null,
  passedOn: null,
  passedBy: null,
  sourceDate: null,
  source: null,
  dateline: null,
};
