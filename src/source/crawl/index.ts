/**
 * Follows an address to a whole issue, as a reader would: front page, page list, articles.
 *
 * In: a web client and where to start. Out: the pages in reading order, the same ones for the same
 * site; or the files that stand there in place of pages. Never: leaves the host of the front page,
 * reads what an article says, or gives up an issue for one lost article.
 */
export type { Missing } from './collector.ts';
export { type FetchedFeed, fetchFeed } from './fetch-feed.ts';
export { type CrawlOptions, fetchIssue } from './fetch-issue.ts';
export type { FetchedIssue } from './fetched-issue.ts';
export type { PageMark } from './page-mark.ts';
