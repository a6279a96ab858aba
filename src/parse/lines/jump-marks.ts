import { lean } from './lean.ts';
import { mayHold } from './matches.ts';
import type { Row } from './rows.ts';

/** What tells that an article goes on on another page, and where it does. */

const PAGE = '第?\\s*[A-Z0-9一二三四五六七八九十]{1,4}\\s*版';
// …擘画高质量发展长卷（下转第2版） / ►下转02版 / （下转2版①）
export const GOES_ON = lean(
  new RegExp(`[（(【[]?[►▶→]?\\s*(?:下转|紧转|转第?)\\s*${PAGE}[^。，]{0,8}[)）】\\]]?\\s*$`, 'u'),
);
// （上接第1版） / （上接1版①） / 上接A1版
export const GOES_ON_HERE = lean(
  new RegExp(
    `^\\s*(?:[（(【[][◄◀←]?\\s*(?:上接|紧接)\\s*${PAGE}[^。，）)】\\]]{0,8}[)）】\\]]|[◄◀←]?\\s*(?:上接|紧接)\\s*${PAGE}[①-⑳]?)\\s*`,
    'u',
  ),
);

export const goesOnElsewhere = (row: Pick<Row, 'text'>): boolean => isMarked(row, GOES_ON);
export const goesOnHere = (row: Pick<Row, 'text'>): boolean => isMarked(row, GOES_ON_HERE);

const isMarked = ({ text }: Pick<Row, 'text'>, mark: RegExp): boolean =>
  text.includes('版') && mayHold(text, mark) && mark.test(text);

/** ①, where a page has several articles that go on. */
export const numberOfJump = ({ text }: Pick<Row, 'text'>): string | null =>
  /[①-⑳]/u.exec(GOES_ON_HERE.exec(text)?.[0] ?? GOES_ON.exec(text)?.[0] ?? '')?.[0] ?? null;
