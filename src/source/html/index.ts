/**
 * The pages of e-papers and sites.
 *
 * In: pages as they were fetched or saved, of any maker. Out: one issue for each publication and day,
 * and where a page leads: to which pages, articles, days. Never: reads what a reader does not see,
 * fetches anything, or takes more time than a page is long.
 */
import type { IsoDate } from '../../domain/index.ts';
import { decodeHtml } from './decode-html.ts';
import { issueDatesIn, type Link } from './links.ts';
import type { Page } from './open-page.ts';
import { readPage } from './read-page.ts';

export { addressOfDay } from './address.ts';
export { decodeHtml, isHtml } from './decode-html.ts';
export type { Page } from './open-page.ts';
export { readHtml, readSite } from './read-html.ts';

/** Where a page leads. */
export type PageLinks = {
  /** Sends its reader on, by any of the ways there are; `null` for a page with articles. May leave the host. */
  readonly redirect: string | null;
  /** On the page's own host, each once, without copies for telephones, in the order of the list. */
  readonly pages: readonly Link[];
  readonly articles: readonly Link[];
  /** Of a `period.xml`. */
  readonly issueDates: readonly IsoDate[];
  readonly date: IsoDate | null;
};

/** @throws SourceError if it is no page. */
export function linksOf(page: Page): PageLinks {
  const { links, redirect, edition } = readPage(page);
  return {
    ...links,
    redirect,
    issueDates: issueDatesIn(decodeHtml(page.bytes) ?? ''),
    date: edition.date,
  };
}
