import { lean } from './lean.ts';
import {
  isByline,
  isDateline,
  isDocumentTitle,
  isNumber,
  isOrganization,
  isPassedBy,
  isSignedDate,
  isSourceLine,
} from './row-marks.ts';
import { isRowOfNames, type Row } from './rows.ts';

/** Of fewer rows the second may be the first one's text. */
const LEAST = 3;
const LONGEST_HEADLINE = 60;

/** 栗战书当选为…委员长|王岐山当选为…副主席|…: rows that are headlines, each of an article of its own. */
export function areHeadlines(rows: readonly Row[]): boolean {
  const headlines = rows.filter((row) => !isNumber(row));
  const [first] = headlines;
  if (!first || headlines.length < LEAST || !headlines.every(isHeadline)) return false;
  // Below the title of a document stand its entries.
  return !isDocumentTitle(first) || headlines.every(isDocumentTitle);
}

const isHeadline = (row: Row): boolean =>
  row.level === 0 &&
  row.role === null &&
  row.tight.length >= 4 &&
  row.tight.length <= LONGEST_HEADLINE &&
  !/[。；：|｜\t]|[，、]$/u.test(row.text) &&
  !isEntry(row) &&
  ![isByline, isDateline, isOrganization, isPassedBy, isSignedDate, isSourceLine].some((is) =>
    is(row),
  );

// 王芳　临溪县民政局局长 / 王芳为临溪县民政局局长 / 王芳、李明 / 主任　王芳 / 1.王芳的临溪县民政局局长职务
const ENTRY = lean(
  /^(?:[0-9]{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|\p{Script=Han}{1,4}(?:[（(][^（）()]{1,8}[）)])?(?:同志)?(?:[\s为]|的.*职务$)|\p{Script=Han}{2,3}，|(?:\p{Script=Han}{2,4}、)+\p{Script=Han}{2,4}$)|(?<=[^，、\s])\s+\p{Script=Han}{1,4}$/u,
);

const isEntry = ({ text }: Row): boolean => ENTRY.test(text) || isRowOfNames(text);
