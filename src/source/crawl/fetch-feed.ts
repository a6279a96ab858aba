import type { NamedBytes } from '../document.ts';
import { feedEntries, isFeed } from '../feed/index.ts';
import { isHtml, type Page } from '../html/index.ts';
import { FetchError, shownAddress, type WebClient } from '../web/index.ts';
import { need, want } from './collector.ts';
import { isUnchanged } from './page-mark.ts';
import { outcomeOf, type Visit, type VisitOptions, visit } from './visit.ts';

export type FetchedFeed =
  /** The feed, and the articles of which it holds only a summary. */
  | ({ readonly kind: 'feed'; readonly feed: NamedBytes; readonly pages: readonly Page[] } & Visit)
  | { readonly kind: 'unchanged' };

/**
 * Fetches a feed, and what it only points to. An article that was `seen` is not fetched again.
 *
 * @throws FetchError if it does not come or is no feed; the signal's reason.
 */
export async function fetchFeed(
  client: WebClient,
  address: string,
  seen: (link: string) => boolean,
  options: VisitOptions = {},
): Promise<FetchedFeed> {
  return visit(client, address, options, async (collector) => {
    if (await isUnchanged(client, options.marks ?? [], collector.signal))
      return { kind: 'unchanged' };
    const { page, mark } = await need(collector, address);
    if (!isFeed(page.bytes)) throw new FetchError(address, 'not-a-page', 'it is no feed');
    const feed = { name: page.address, bytes: page.bytes };
    const pages: Page[] = [];
    const links = await unseenLinks(feed, seen);
    for (const [at, link] of links.entries()) {
      const article = await want(collector, link, page.address);
      collector.onPage(at + 1, links.length);
      if (article && isHtml(article.page.bytes)) pages.push({ ...article.page, address: link });
    }
    const named = { ...feed, name: shownAddress(page.address) };
    return { kind: 'feed', feed: named, pages, ...outcomeOf(collector, [mark]) };
  });
}

async function unseenLinks(feed: NamedBytes, seen: (link: string) => boolean): Promise<string[]> {
  const entries = await feedEntries(feed);
  const links = entries.flatMap(({ link, isWhole }) =>
    link !== null && !isWhole && URL.canParse(link) && !seen(link) ? [link] : [],
  );
  return [...new Set(links)];
}
