/**
 * Where issues come from: files and bytes become text.
 *
 * In: a path, or a name with its bytes. Out: the text with its carrier and the SHA-256 of the bytes.
 * Never: understands what it reads, stores anything, or gives half a text: it throws a `SourceError`.
 */
export { fileAway, listInbox } from './inbox.ts';
export type { ReadDocument } from './read-document.ts';
export { readDocument, readFileDocument } from './read-document.ts';
export { SourceError, type SourceFault } from './source-error.ts';
