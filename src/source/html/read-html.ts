import type { RawIssue } from '../../domain/index.ts';
import { SourceError } from '../source-error.ts';
import { shownName } from '../web/index.ts';
import type { Article } from './article.ts';
import { composeIssue } from './compose-issue.ts';
import { type Draft, draftIssues } from './draft-issues.ts';
import type { Page } from './open-page.ts';
import { type PageReading, readPage } from './read-page.ts';

/** An issue, and the pages it was read from, in reading order: they give it again. */
export type HtmlIssue = { readonly raw: RawIssue; readonly pages: readonly Page[] };

/** The issues in some pages, and the pages that could not be read. */
export type SiteReading = {
  readonly issues: readonly HtmlIssue[];
  readonly refused: readonly SourceError[];
};

/**
 * Reads the pages of sites: one issue for each publication and day.
 *
 * @throws SourceError if there is no article in any of them.
 */
export function readSite(pages: readonly Page[]): SiteReading {
  const { readings, refused } = readAll(pages);
  const drafts = draftIssues(readings);
  if (drafts.length > 0)
    return {
      issues: drafts.map((draft) => finish(draft, readings)),
      refused: [...refused, ...strayPages(readings).map(({ page }) => blank(page.address))],
    };
  throw refused[0] ?? blank(pages[0]?.address ?? 'the site');
}

/** The issues alone. */
export function readHtml(pages: readonly Page[]): readonly HtmlIssue[] {
  return readSite(pages).issues;
}

const blank = (name: string) => new SourceError(name, 'empty', 'there is no article in it');

/** What leads nowhere, and nothing leads to, is no page of the paper: it should hold an article. */
function strayPages(readings: readonly PageReading[]): PageReading[] {
  const reached = new Set(
    readings.flatMap(({ links, redirect }) => [
      ...[...links.pages, ...links.articles].map(({ address }) => address),
      ...(redirect ? [redirect] : []),
    ]),
  );
  return readings.filter(
    ({ address, article, isList, links, redirect, isPhoneCopy }) =>
      !article &&
      !isList &&
      links.pages.length === 0 &&
      redirect === null &&
      !isPhoneCopy &&
      !reached.has(address),
  );
}

function readAll(pages: readonly Page[]) {
  const readings: PageReading[] = [];
  const refused: SourceError[] = [];
  for (const page of pages) {
    try {
      readings.push(readPage(page));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      refused.push(error);
    }
  }
  const originals = readings.filter(({ isPhoneCopy }) => !isPhoneCopy);
  const wanted = originals.some(({ article }) => article) ? originals : readings;
  return { readings: wanted.toSorted(inOrder), refused };
}

/** Page 2 before page 10. */
const natural = new Intl.Collator('en', { numeric: true });
const inOrder = (one: PageReading, other: PageReading): number =>
  natural.compare(one.address, other.address);

function finish(draft: Draft, readings: readonly PageReading[]): HtmlIssue {
  const { publication, date, number } = draft;
  const used = [...draft.pages];
  const articles = [...draft.articles].flatMap(([{ article }, title]) => titled(article, title));
  return {
    raw: composeIssue(
      shownName(used[0]?.page.address ?? ''),
      { publication, date, number },
      articles,
    ),
    pages: [...shellsBefore(used, readings), ...used].map(({ page }) => page),
  };
}

/** The list has words for an article that names no title itself. */
function titled(article: Article | null, title: string | null): Article[] {
  if (!article) return [];
  return [article.title === '' && title !== null ? { ...article, title } : article];
}

/** The pages that do nothing but send a reader on to one of these, the first of the way first. */
function shellsBefore(
  used: readonly PageReading[],
  readings: readonly PageReading[],
): PageReading[] {
  const reached = new Set(used.map(({ address }) => address));
  const shells: PageReading[] = [];
  for (let step = 0; step < LONGEST_WAY; step += 1) {
    for (const reading of readings) {
      if (!reading.redirect || !reached.has(reading.redirect) || reached.has(reading.address))
        continue;
      reached.add(reading.address);
      shells.unshift(reading);
    }
  }
  return shells;
}

const LONGEST_WAY = 4;
