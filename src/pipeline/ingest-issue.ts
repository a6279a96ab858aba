import { Temporal } from 'temporal-polyfill';
import type { Act, ItemKind, ParsedIssue } from '../domain/index.ts';
import { ParseError } from '../parse/index.ts';
import type { NamedBytes, Page } from '../source/index.ts';
import { type Db, saveIssue } from '../store/index.ts';
import { readApart } from './read-apart.ts';
import type { IssuesRead, ReadIssue, Refusal } from './read-issues.ts';

export type IngestDeps = {
  readonly db: Db;
  readonly now: () => Date;
  /** The name used where the issue does not say. */
  readonly publication: string;
  /** The name used whatever the issue says. */
  readonly publicationInstead?: string | null;
  readonly timezone: string;
};

/** What was read from one document, and how much of it was new. */
export type IngestReport = {
  readonly file: string;
  /** Of the document's bytes, hex. */
  readonly sha256: string;
  readonly publication: string;
  readonly date: string;
  /** Else it is the day the document came. */
  readonly isDatePrinted: boolean;
  readonly kinds: Readonly<Record<ItemKind, number>>;
  readonly acts: readonly Act[];
  readonly keyDates: number;
  readonly unread: readonly { readonly text: string; readonly reason: string }[];
  readonly added: number;
  readonly revised: number;
  readonly known: number;
};

/** What came of a file: a report for each issue in it, and what of it could not be read. */
export type Ingestion = {
  readonly reports: readonly IngestReport[];
  readonly refused: readonly Refusal[];
};

/**
 * Reads the issues in a file and keeps them. Safe to run again: the same issue, in the same or other
 * bytes, adds nothing.
 *
 * @throws SourceError | ParseError if there is no issue in it; nothing is stored then.
 */
export async function ingestFile(deps: IngestDeps, file: NamedBytes): Promise<Ingestion> {
  return keepIssues(deps, await readApart(file));
}

/** The same for the pages of a site, fetched or saved. */
export async function ingestSite(deps: IngestDeps, pages: readonly Page[]): Promise<Ingestion> {
  return keepIssues(deps, await readApart({ pages }));
}

/**
 * Keeps issues that were read. One that is none does not keep the others out.
 *
 * @throws ParseError if none of them is one.
 */
async function keepIssues(deps: IngestDeps, { issues, refused }: IssuesRead): Promise<Ingestion> {
  const reports: IngestReport[] = [];
  const all: Refusal[] = [...refused];
  for (const read of issues) {
    try {
      reports.push(await keepIssue(deps, read));
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      all.push(error);
    }
  }
  const [first] = all;
  if (reports.length === 0 && first) throw first;
  return { reports, refused: all };
}

async function keepIssue(
  { db, now, publication, publicationInstead, timezone }: IngestDeps,
  { document: { raw, mediaType, sha256, bytes }, issue }: ReadIssue,
): Promise<IngestReport> {
  if (!isPrinted(issue, raw.text)) throw new ParseError(raw.name, 'not-printed', NOT_PRINTED);
  const name = publicationInstead ?? issue.publication ?? publication;
  const at = now();
  // An issue that prints no date is of the day it came: it must be findable by some day.
  const date = issue.date ?? dayIn(timezone, at);
  refuseFuture(raw.name, date, dayIn(timezone, new Date(at.getTime() + AHEAD_MS)));
  const saved = await saveIssue(db, {
    document: { sha256, name: raw.name, mediaType, carrier: raw.carrier, bytes, text: raw.text },
    publication: { name, region: null, timezone },
    issue,
    date,
    now: at,
  });
  return {
    file: raw.name,
    sha256,
    publication: name,
    date,
    isDatePrinted: issue.date !== null,
    kinds: countKinds(issue.items),
    acts: issue.items.flatMap((item) => item.acts),
    keyDates: issue.items.reduce((sum, item) => sum + item.keyDates.length, 0),
    unread: issue.unread.map(({ span, reason }) => ({ text: raw.text.slice(...span), reason })),
    added: saved.added.length,
    revised: saved.revised.length,
    known: saved.known.length,
  };
}

const NOT_PRINTED =
  'it prints no date and holds nothing official; if it is one, write its date above it (2025年1月9日)';

/** A headline marked as one, or the words a report begins with. */
const PRINTED = /^#{1,6}\s|本报讯|新华社|通讯员/mu;

/**
 * A letter or a note is an article to the parser, and would go to every reader as news. An issue
 * prints its day, an article by itself a headline or at least a fact.
 */
function isPrinted({ date, items }: ParsedIssue, text: string): boolean {
  return (
    date !== null ||
    PRINTED.test(text) ||
    items.some(
      (item) =>
        item.acts.length + item.keyDates.length > 0 ||
        (item.issuer ?? item.number ?? item.adoptedOn ?? item.byline) !== null,
    )
  );
}

/** So far ahead a monthly is printed. */
const AHEAD_MS = 31 * 24 * 60 * 60_000;

/** A slip such as 2052年: beside such an issue everything to come would be old, and told to nobody. */
function refuseFuture(name: string, date: string, latest: string): void {
  if (date > latest)
    throw new ParseError(name, 'future', `it is dated ${date}, more than a month ahead`);
}

function dayIn(timezone: string, moment: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timezone)
    .toPlainDate()
    .toString();
}

function countKinds(items: readonly { readonly kind: ItemKind }[]): Record<ItemKind, number> {
  const counts: Record<ItemKind, number> = { decision: 0, appointment: 0, notice: 0, news: 0 };
  for (const { kind } of items) counts[kind] += 1;
  return counts;
}
