import type { IsoDate } from '../../domain/index.ts';
import { addressOfDay, type PageLinks } from '../html/index.ts';
import { FetchError } from '../web/index.ts';
import { isArticleAddress } from './addresses.ts';
import { type Collector, type Got, need } from './collector.ts';
import { lookAt } from './look-at.ts';
import { frontPageOf } from './period-list.ts';

/** The page to begin with, and those that led to it. */
export type Front = {
  readonly got: Got;
  readonly links: PageLinks;
  /** In the order they were met: shells that only lead on. */
  readonly shells: readonly Got[];
};

/** Of the page's own kinds (meta, script, noscript); the client follows those of HTTP. */
const MAX_REDIRECTS = 4;

/** @throws FetchError if nothing is there, or it leads round and round. */
export async function findFront(
  collector: Collector,
  start: string,
  from?: string,
): Promise<Front> {
  const shells: Got[] = [];
  let got = await need(collector, start, from);
  for (;;) {
    const links = lookAt(got.page);
    const next = redirectOf(got, links);
    if (next === null) return { got, links, shells };
    if (shells.length >= MAX_REDIRECTS)
      throw new FetchError(start, 'redirects', 'it leads from page to page without end');
    shells.push(got);
    got = await need(collector, next, got.page.address);
  }
}

/** A page with something on it is no shell: its script may send only telephones elsewhere. */
function redirectOf({ page }: Got, { redirect, pages, articles }: PageLinks): string | null {
  const isShell = articles.length === 0 && pages.length <= 1 && !isArticleAddress(page.address);
  return isShell && redirect !== page.address ? redirect : null;
}

/**
 * The front page of a day, or `null` if the paper did not appear on it.
 *
 * @throws FetchError if the addresses of this site do not tell the day.
 */
export async function findDay(
  collector: Collector,
  start: string,
  day: IsoDate,
): Promise<Front | null> {
  const derived = addressOfDay(start, day);
  const newest = derived === null ? await findFront(collector, start) : null;
  if (newest?.links.date === day) return newest;
  const known = newest?.got.page.address ?? start;
  const address = derived ?? addressOfDay(known, day);
  if (address === null)
    throw new FetchError(known, 'not-a-page', `its address does not tell where ${day} is`);
  const listed = await frontPageOf(collector, address, day);
  if (listed === 'absent') return null;
  const front = await findFront(collector, listed ?? address, known).catch(absentIfGone);
  // Some sites lead to today's issue in place of one that is not there.
  return front && isOfDay(front, day) ? front : null;
}

/** A page that says politely that nothing is there has nothing on it that leads on. */
function isOfDay({ links: { date, pages, articles } }: Front, day: IsoDate): boolean {
  return (date ?? day) === day && pages.length + articles.length > 0;
}

function absentIfGone(error: unknown): null {
  if (error instanceof FetchError && (error.status === 404 || error.status === 410)) return null;
  throw error;
}
