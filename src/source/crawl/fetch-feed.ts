import type { NamedBytes } from '../document.ts';
import { type FeedEntry, isFeed, openFeed } from '../feed/index.ts';
import { isHtml, type Page } from '../html/index.ts';
import { FetchError, shownAddress, type WebClient } from '../web/index.ts';
import { need, want } from './collector.ts';
import { isUnchanged } from './is-unchanged.ts';
import { outcomeOf, type Visit, type VisitOptions, visit } from './visit.ts';

export type FetchedFeed =
  /** The feed, and the articles of which it holds only a summary. */
  | ({
      readonly kind: 'feed';
      /** `null` if all there is to read of it are the pages it links. */
      readonly feed: NamedBytes | null;
      readonly pages: readonly Page[];
    } & Visit)
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
    if (await isUnchanged(collector, options.marks ?? [])) return { kind: 'unchanged' };
    const { page, mark } = await need(collector, address);
    if (!isFeed(page.bytes)) throw new FetchError(address, 'not-a-page', 'it is no feed');
    const feed = { name: page.address, bytes: page.bytes };
    const { title, entries } = await openFeed(feed);
    const linked = linkedOnly(entries);
    const unseen = [...linked].filter(([link]) => !seen(link));
    const pages: Page[] = [];
    for (const [at, [link, { date }]] of unseen.entries()) {
      const article = await want(collector, link, page.address);
      collector.onPage(at + 1, unseen.length);
      if (article && isHtml(article.page.bytes))
        pages.push({ ...article.page, address: link, told: { publication: title, date } });
    }
    const isRead = linked.size > 0 && (pages.length > 0 || unseen.length === 0);
    const hasArticles = entries.some(({ isWhole }) => isWhole) || !isRead;
    return {
      kind: 'feed',
      feed: hasArticles ? { ...feed, name: shownAddress(page.address) } : null,
      pages,
      ...outcomeOf(collector, [mark]),
    };
  });
}

/** The entries that are not whole and lead to an article, by their links. */
function linkedOnly(entries: readonly FeedEntry[]): Map<string, FeedEntry> {
  const linked = new Map<string, FeedEntry>();
  for (const entry of entries) {
    const { link, isWhole } = entry;
    if (link !== null && !isWhole && URL.canParse(link) && !linked.has(link))
      linked.set(link, entry);
  }
  return linked;
}
