import type { ParsedIssue } from '../domain/index.ts';
import { ParseError, parseIssue } from '../parse/index.ts';
import {
  type NamedBytes,
  type Page,
  type ReadDocument,
  type Reading,
  readDocuments,
  readPages,
  type SourceError,
} from '../source/index.ts';

/** One issue as it was read from its document. */
export type ReadIssue = { readonly document: ReadDocument; readonly issue: ParsedIssue };

export type Refusal = SourceError | ParseError;

/** What a file held: a ZIP or a feed may hold several issues, some of which cannot be read. */
export type IssuesRead = {
  readonly issues: readonly ReadIssue[];
  readonly refused: readonly Refusal[];
};

/** What is to be read: a file of any carrier, or the pages of a site, fetched or saved. */
export type Readable = NamedBytes | { readonly pages: readonly Page[] };

/**
 * Reads every issue in it, and stores nothing.
 *
 * @throws SourceError | ParseError if there is none.
 */
export async function readIssues(input: Readable): Promise<IssuesRead> {
  return parseReading('pages' in input ? readPages(input.pages) : await readDocuments(input));
}

function parseReading({ documents, refused }: Reading): IssuesRead {
  const issues: ReadIssue[] = [];
  const all: Refusal[] = [...refused];
  for (const document of documents) {
    try {
      issues.push({ document, issue: parseIssue(document.raw) });
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      all.push(error);
    }
  }
  const [first] = all;
  if (issues.length === 0 && first) throw first;
  return { issues, refused: all };
}
