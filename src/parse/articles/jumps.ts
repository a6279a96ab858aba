import type { Unread } from '../../domain/index.ts';
import { dropMatches } from '../lines/flow.ts';
import {
  GOES_ON,
  GOES_ON_HERE,
  goesOnElsewhere,
  goesOnHere,
  numberOfJump,
} from '../lines/jump-marks.ts';
import { endsSentence, isByline, isSourceLine, mayBeTitle } from '../lines/row-marks.ts';
import { joinRows, type Row, withFlow } from '../lines/rows.ts';
import type { Article } from './cut-articles.ts';

/** A continuation repeats the headline, often cut short: of its letters so many are the first's. */
const LEAST_ALIKE = 0.6;
/** So many rows of a head stand above 上接 at most. */
const MOST_ABOVE = 4;

export type JoinedArticles = {
  readonly articles: readonly Article[];
  /** What stood above a continuation and is no repeated headline. */
  readonly unread: readonly Unread[];
};

/** Joins an article that goes on on another page with its second part, and drops the marks of it. */
export function joinJumps(articles: readonly Article[]): JoinedArticles {
  const joined: Article[] = [];
  const unread: Unread[] = [];
  for (const article of articles) {
    const at = startOfContinuation(article);
    const found = at === undefined ? undefined : findFirst(joined, article, at);
    const first = found === undefined ? undefined : joined[found];
    if (at === undefined || found === undefined || first === undefined) joined.push(article);
    else {
      joined[found] = join(first, article.slice(at));
      unread.push(...notRepeated(first, article.slice(0, at)));
    }
  }
  return { articles: joined.map((article) => withoutMarks(article, BOTH)), unread };
}

/** Which row begins with 上接; only a head may stand above it. */
function startOfContinuation(article: Article): number | undefined {
  const at = article.findIndex(goesOnHere);
  const isContinuation = at >= 0 && at <= MOST_ABOVE && article.slice(0, at).every(isOfHead);
  return isContinuation ? at : undefined;
}

const isOfHead = (row: Row): boolean =>
  (mayBeTitle(row) && !goesOnElsewhere(row)) ||
  isByline(row) ||
  isSourceLine(row) ||
  (row.role !== null && row.role !== 'body' && row.role !== 'section');

/** The article that is still open and has that headline; without a headline, the only one open. */
function findFirst(
  articles: readonly Article[],
  continuation: Article,
  at: number,
): number | undefined {
  const open = [...articles.keys()].filter((index) => isOpen(articles[index] ?? []));
  const mark = continuation[at] && numberOfJump(continuation[at]);
  const numbered = open.filter((index) => articles[index]?.slice(-2).some(isMarkedAs(mark)));
  const title = titleOf(continuation.slice(0, at));
  const alike = open.filter((index) => isTitled(articles[index] ?? [], title));
  if (alike.length > 0) return alike.at(-1);
  const candidates = numbered.length > 0 ? numbered : open;
  return candidates.length === 1 ? candidates[0] : undefined;
}

const isMarkedAs =
  (mark: string | null | undefined) =>
  (row: Row): boolean =>
    goesOnElsewhere(row) && numberOfJump(row) === mark;

const titleOf = (head: readonly Row[]): string =>
  head
    .filter((row) => mayBeTitle(row))
    .map((row) => row.tight)
    .join('');

const isOpen = (article: Article): boolean => article.slice(-2).some(goesOnElsewhere);

function isTitled(article: Article, title: string): boolean {
  const letters = new Set(
    article
      .slice(0, 3)
      .map((row) => row.tight)
      .join(''),
  );
  const common = [...title].filter((letter) => letters.has(letter)).length;
  return title !== '' && common >= title.length * LEAST_ALIKE;
}

/** Nothing that is printed is lost: what the first part does not say is given word for word. */
function notRepeated(first: Article, head: readonly Row[]): Unread[] {
  const isRepeated = isTitled(first, titleOf(head));
  return head
    .filter((row) => !(isRepeated && mayBeTitle(row)) && !isSourceLine(row))
    .filter((row) => !first.some(({ tight }) => tight === row.tight))
    .map(({ start, end }) => ({ span: [start, end], reason: 'a headline of what goes on' }));
}

function join(first: Article, second: readonly Row[]): Article {
  const [begun, rest] = [withoutMarks(first, [GOES_ON]), withoutMarks(second, [GOES_ON_HERE])];
  const [last, next] = [begun.at(-1), rest[0]];
  // A column ends where it is full: in the middle of a sentence as well.
  const isBroken =
    last && next && next.level === 0 && next.role !== 'section' && !endsSentence(last);
  return isBroken
    ? [...begun.slice(0, -1), joinRows([last, next]), ...rest.slice(1)]
    : [...begun, ...rest];
}

const BOTH = [GOES_ON, GOES_ON_HERE];

function withoutMarks(rows: readonly Row[], marks: readonly RegExp[]): Row[] {
  return rows.flatMap((row) => {
    if (!goesOnElsewhere(row) && !goesOnHere(row)) return [row];
    const flow = marks.reduce((left, mark) => dropMatches(left, new RegExp(mark, 'gu')), row.flow);
    return flow.text.trim() === '' ? [] : [withFlow(row, flow)];
  });
}
