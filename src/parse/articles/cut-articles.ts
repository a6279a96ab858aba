import { goesOnElsewhere, goesOnHere } from '../lines/jump-marks.ts';
import {
  endsArticle,
  endsSentence,
  isAboutTitle,
  isBareTitle,
  isByline,
  isDateline,
  isDocumentTitle,
  isNumber,
  isOrganization,
  isOrnament,
  isPassedBy,
  isSessionTitle,
  isSignedDate,
  isSourceLine,
  isSubtitle,
  mayBeTitle,
} from '../lines/row-marks.ts';
import type { Row } from '../lines/rows.ts';

/** The rows of one article, headline first. */
export type Article = readonly Row[];

/**
 * Cuts at headings where the text marks them, else where the print shows that an article begins. What a notice or
 * an order above it promulgates is an article of its own.
 */
export function cutArticles(
  rows: readonly Row[],
  promulgated: ReadonlyMap<string, unknown>,
): Article[] {
  if (rows.some(isHeadline)) return cutAt(rows, headlineBegins(rows));
  const isMarked = rows.some((row) => row.level > 0);
  const begins = isMarked ? headingBegins(rows) : openingBegins(rows);
  const isPromulgated = (index: number) => {
    const [row, previous] = [rows[index], rows[index - 1]];
    return (
      row !== undefined &&
      promulgated.has(row.tight) &&
      (row.level > 0 || (previous !== undefined && isSignedDate(previous)))
    );
  };
  const continued = continuations(rows);
  return mergeRepeated(
    mergeHeads(
      cutAt(rows, (index) => begins(index) || isPromulgated(index) || continued.has(index)),
    ),
    promulgated,
  );
}

/** The carrier says so. */
const isHeadline = ({ role }: Row): boolean => role === 'lead-in' || role === 'title';

/** A headline's lines follow each other: the first of them begins the article. */
function headlineBegins(rows: readonly Row[]): (index: number) => boolean {
  return (index) => {
    const [row, previous] = [rows[index], rows[index - 1]];
    return row !== undefined && isHeadline(row) && !(previous && isHeadline(previous));
  };
}

function cutAt(rows: readonly Row[], begins: (index: number) => boolean): Article[] {
  const articles: Row[][] = [];
  for (const [index, row] of rows.entries()) {
    const current = articles.at(-1);
    if (!current || begins(index)) articles.push([row]);
    else current.push(row);
  }
  return articles;
}

/** Where what began on another page goes on: with 上接, or with the headline that is repeated above it. */
function continuations(rows: readonly Row[]): Set<number> {
  const starts = new Set<number>();
  for (const [at, row] of rows.entries()) {
    if (!goesOnHere(row)) continue;
    let start = at;
    for (let above = at - 1; above >= at - 3 && isAbove(rows[above]); above -= 1)
      if (!isByline(rows[above] ?? row)) start = above;
    starts.add(start);
  }
  return starts;
}

const isAbove = (row: Row | undefined): boolean =>
  row !== undefined &&
  (isByline(row) || (mayBeTitle(row) && !endsSentence(row) && !goesOnElsewhere(row)));

/** The highest heading level is an article's; 「## 关于…的决定」 begins one at any level. */
function headingBegins(rows: readonly Row[]): (index: number) => boolean {
  const levels = rows.map((row) => row.level).filter((level) => level > 0);
  const level = Math.min(...new Set(levels));
  return (index) => {
    const row = rows[index];
    if (!row || row.level === 0) return false;
    return row.level <= level || isAboutTitle(row);
  };
}

/** In plain text a headline is known by what follows it: a byline, a dateline, a number, a passed-by line. */
function openingBegins(rows: readonly Row[]): (index: number) => boolean {
  return (index) => {
    const row = rows[index];
    const previous = rows[index - 1];
    if (row && beginsNext(row, rows[index + 1], previous)) return true;
    // （下转第2版） is the last of its article on this page.
    if (row && previous && goesOnElsewhere(previous) && mayBeTitle(row)) return true;
    if (!row || !mayBeTitle(row) || (previous && !mayPrecedeTitle(previous))) return false;
    return isOpened(row, rows.slice(index + 1, index + 4));
  };
}

/** 公告|（第六号）, below the day on which the one before it was signed */
const beginsNext = (row: Row, next: Row | undefined, previous: Row | undefined): boolean =>
  isBareTitle(row) &&
  next !== undefined &&
  isNumber(next) &&
  previous !== undefined &&
  isSignedDate(previous);

function isOpened(row: Row, following: readonly Row[]): boolean {
  const [next, afterNext] = following;
  // A mark that ends a clause begins no line: this one was broken before it.
  if (!next || /^[，。；、]/u.test(next.tight)) return false;
  if (isMasthead(row, next)) return true;
  if (opens(row, next)) return true;
  const isHeadOfTwo =
    isSubtitle(next) || (mayBeTitle(next) && !endsSentence(next) && !next.isApart);
  return isHeadOfTwo && afterNext !== undefined && (isByline(afterNext) || isDateline(afterNext));
}

function opens(title: Row, next: Row): boolean {
  // 【人大】|又讯 5月20日…: under a head of its own it is no second report of the one above.
  if (/^又讯/u.test(next.tight) && /^【[^【】]{2,20}】$/u.test(title.tight)) return true;
  if (isByline(next) || isDateline(next) || asks(title, next)) return true;
  if (isDocumentTitle(title) && /关于.{2,}的/u.test(title.tight)) return !isDocumentTitle(next);
  if (!isDocumentTitle(title)) return false;
  return (
    isNumber(next) ||
    isPassedBy(next) ||
    isSourceLine(next) ||
    /：$/u.test(next.tight) ||
    next.isApart ||
    (title.isApart && /。$/u.test(next.tight))
  );
}

/** “任命”与“决定任命”有何不同|问：…: questions from readers; a numbered heading among them begins no other article. */
function asks(title: Row, next: Row): boolean {
  return (
    /^【?问】?[：:]/u.test(next.tight) &&
    !/^(?:[一二三四五六七八九十0-9（]|【?[问答])/u.test(title.tight)
  );
}

function isMasthead(row: Row, next: Row): boolean {
  return isOrganization(row) && (isAboutTitle(next) || isBareTitle(next) || isSessionTitle(next));
}

/** Before a headline stands an end: of a sentence, of a signature, or the top of the page. */
function mayPrecedeTitle(previous: Row): boolean {
  return (
    endsSentence(previous) ||
    endsArticle(previous) ||
    isByline(previous) ||
    isSourceLine(previous) ||
    isOrganization(previous) ||
    mayBeTitle(previous)
  );
}

/** A part that is nothing but a head (a masthead line, a repeated title) belongs to the article below it. */
function mergeHeads(articles: readonly Article[]): Article[] {
  const merged: Row[][] = [];
  let head: Row[] = [];
  for (const article of articles) {
    if (isWithoutText(head, article)) {
      merged.push(head);
      head = [];
    }
    const whole = [...head, ...article];
    head = [];
    if (isHeadOnly(article) && whole.length <= 6) head = whole;
    else merged.push(whole);
  }
  if (head.length > 0) merged.push(head);
  return merged;
}

/**
 * 梧川市…管理办法|梧川市人民政府|梧府令第12号|《梧川市…管理办法》已经…通过，现予发布。, and below its signature 梧川市…管理办法:
 * an order that has no other title than that of what it promulgates is its head.
 */
function mergeRepeated(
  articles: readonly Article[],
  promulgated: ReadonlyMap<string, unknown>,
): Article[] {
  const merged: Article[] = [];
  for (const article of articles) {
    const before = merged.at(-1);
    const title = article[0]?.tight ?? '';
    if (before && promulgated.has(title) && before[0]?.tight === title)
      merged[merged.length - 1] = [...before, ...article];
    else merged.push(article);
  }
  return merged;
}

/** # …关于…的决定|# 临溪县秋粮喜获丰收: a headline below a document's title, whose text is not there. */
function isWithoutText(head: Article, article: Article): boolean {
  const [title, ...others] = head;
  const [next, text] = article;
  if (!title || !next || others.length > 0 || title.level === 0 || next.level !== title.level)
    return false;
  const isReport =
    mayBeTitle(next) && next.tight.length >= 8 && !/(?:会议|主席团|[（(])/u.test(next.tight);
  return (
    isDocumentTitle(title) &&
    /关于.{2,}的/u.test(title.tight) &&
    next.isApart &&
    isReport &&
    !isDocumentTitle(next) &&
    !isOrganization(next) &&
    text !== undefined &&
    (isByline(text) || isDateline(text) || /。$/u.test(text.tight))
  );
}

function isHeadOnly(article: Article): boolean {
  if (article.every((row) => isSourceLine(row))) return true;
  // 临政任〔2020〕31号, above the body and the title of its notice
  const [title, ...others] = article.slice(article.findIndex((row) => !isNumber(row)));
  if (!title || !mayBeTitle(title)) return false;
  return others.every(
    (row, index) =>
      isSourceLine(row) ||
      isNumber(row) ||
      isOrnament(row) ||
      // 苍岭县人民政府文件, its number, and below them 苍岭县人民政府|关于…
      (isOrganization(row) && index === others.length - 1) ||
      (isDateline(row) && row.tight.length <= 24 && !/[。！？]$/u.test(row.tight)),
  );
}
