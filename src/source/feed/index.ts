/** RSS, Atom and JSON Feed. */
import type { NamedBytes, ReadDocument } from '../document.ts';
import { SourceError } from '../source-error.ts';
import { dayIssues } from './day-issues.ts';
import type { ParsedFeed } from './parse-entries.ts';

export { isFeed } from './decode-feed.ts';
export type { FeedEntry } from './parse-entries.ts';

/**
 * The issues in a feed, one a day, of the entries that hold whole articles.
 *
 * @throws SourceError if it is damaged, or holds no whole article.
 */
export async function readFeed(file: NamedBytes): Promise<ReadDocument[]> {
  const { parseEntries } = await import('./parse-entries.ts');
  const feed = parseEntries(file);
  const issues = dayIssues(file.name, feed);
  if (issues.length > 0) return issues;
  throw feed.entries.length === 0
    ? new SourceError(file.name, 'empty', 'it is a feed without entries')
    : new SourceError(file.name, 'empty', 'it is a feed without one whole article in Chinese');
}

/** A feed with all its entries; where one is not whole, its link leads to the article. */
export async function openFeed(file: NamedBytes): Promise<ParsedFeed> {
  const { parseEntries } = await import('./parse-entries.ts');
  return parseEntries(file);
}
