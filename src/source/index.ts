/**
 * Where issues come from: files, sites and bytes become text.
 *
 * In: a path, or a name with its bytes. Out: texts with their carrier, what the carrier itself says
 * of their lines, and the SHA-256 of the bytes. Never: understands what it reads, stores anything,
 * or gives half a text: it throws a `SourceError`.
 */
export {
  type CrawlOptions,
  type FetchedFeed,
  type FetchedIssue,
  fetchFeed,
  fetchIssue,
  type Missing,
  type PageMark,
} from './crawl/index.ts';
export type { NamedBytes, ReadDocument } from './document.ts';
export { isFeed } from './feed/index.ts';
export type { Page } from './html/index.ts';
export { fileAway, listInbox } from './inbox.ts';
export { listFolder, loadPages } from './load-folder.ts';
export { makeFolder } from './make-folder.ts';
export { type Reading, readDocuments, readPages } from './read-documents.ts';
export { loadFile, unreadable } from './read-file.ts';
export { SourceError, type SourceFault } from './source-error.ts';
export { listWatched, type Watched } from './watched-folder.ts';
export {
  createWebClient,
  FetchError,
  type FetchFault,
  hostOf,
  shownName,
  type WebClient,
} from './web/index.ts';
