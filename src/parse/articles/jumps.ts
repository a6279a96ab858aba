import { dropMatches } from '../lines/flow.ts';
import { lean } from '../lines/lean.ts';
import { mayHold } from '../lines/matches.ts';
import { endsSentence, mayBeTitle } from '../lines/row-marks.ts';
import { joinRows, type Row, withFlow } from '../lines/rows.ts';
import type { Article } from './cut-articles.ts';

// …擘画高质量发展长卷（下转第2版） / ►下转02版
const GOES_ON = lean(
  /[（(【[]?[►▶→]?\s*(?:下转|紧转|转第?)\s*第?\s*[A-Z0-9一二三四五六七八九十]{1,4}\s*版[^。，]{0,8}[)）】\]]?\s*$/u,
);
// （上接第1版） / 上接A1版
const GOES_ON_HERE = lean(
  /^\s*[（(【[]?[◄◀←]?\s*(?:上接|紧接)\s*第?\s*[A-Z0-9一二三四五六七八九十]{1,4}\s*版[^。，]{0,8}?[)）】\]]?\s*/u,
);
/** A continuation repeats the headline, often cut short: of its letters so many are the first's. */
const LEAST_ALIKE = 0.6;

/** Joins an article that goes on on another page with its second part, and drops the marks of it. */
export function joinJumps(articles: readonly Article[]): Article[] {
  const joined: Article[] = [];
  for (const article of articles) {
    const at = startOfContinuation(article);
    const first = at === undefined ? undefined : findFirst(joined, article.slice(0, at));
    if (at === undefined || first === undefined) joined.push(article);
    else joined[first] = join(joined[first] ?? [], article.slice(at));
  }
  return joined.map(withoutMarks);
}

/** Which row begins with 上接; only a head may stand above it. */
function startOfContinuation(article: Article): number | undefined {
  const at = article.findIndex((row) => isMarked(row, GOES_ON_HERE));
  return at >= 0 && at <= 4 ? at : undefined;
}

const isMarked = ({ text }: Row, mark: RegExp): boolean => mayHold(text, mark) && mark.test(text);

/** The article that is still open and has that headline; without a headline, the only one open. */
function findFirst(articles: readonly Article[], head: readonly Row[]): number | undefined {
  const open = [...articles.keys()].filter((index) => isOpen(articles[index] ?? []));
  const title = head
    .filter((row) => mayBeTitle(row))
    .map((row) => row.tight)
    .join('');
  const alike = open.filter((index) => isTitled(articles[index] ?? [], title));
  const candidates = alike.length > 0 ? alike : open;
  return candidates.length === 1 || alike.length > 0 ? candidates.at(-1) : undefined;
}

function isOpen(article: Article): boolean {
  return article.slice(-2).some((row) => isMarked(row, GOES_ON));
}

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

function join(first: Article, second: readonly Row[]): Article {
  const [begun, rest] = [withoutMarks(first), withoutMarks(second)];
  const [last, next] = [begun.at(-1), rest[0]];
  // A column ends where it is full: in the middle of a sentence as well.
  const isBroken =
    last && next && next.level === 0 && next.role !== 'section' && !endsSentence(last);
  return isBroken
    ? [...begun.slice(0, -1), joinRows([last, next]), ...rest.slice(1)]
    : [...begun, ...rest];
}

function withoutMarks(rows: readonly Row[]): Row[] {
  return rows.flatMap((row) => {
    if (!isMarked(row, GOES_ON) && !isMarked(row, GOES_ON_HERE)) return [row];
    const flow = [GOES_ON, GOES_ON_HERE].reduce(
      (left, mark) => dropMatches(left, new RegExp(mark, 'gu')),
      row.flow,
    );
    return flow.text.trim() === '' ? [] : [withFlow(row, flow)];
  });
}
