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

/**
 * Reads every issue in a file, and stores nothing.
 *
 * @throws SourceError | ParseError if there is none in it.
 */
export async function readIssues(file: NamedBytes): Promise<IssuesRead> {
  return parseReading(await readDocuments(file));
}

/** The same for the pages of a site, fetched or saved. */
export async function readSite(pages: readonly Page[]): Promise<IssuesRead> {
  return parseReading({ documents: readPages(pages), refused: [] });
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
