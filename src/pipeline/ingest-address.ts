import { ParseError } from '../parse/index.ts';
import {
  type CrawlOptions,
  type FetchedFeed,
  type FetchedIssue,
  fetchFeed,
  fetchIssue,
  isFeed,
  type Missing,
  type NamedBytes,
  type Page,
  type PageMark,
  SourceError,
  type WebClient,
} from '../source/index.ts';
import { type IngestDeps, type Ingestion, ingestFile, ingestSite } from './ingest-issue.ts';
import type { Refusal } from './read-issues.ts';

export type AddressDeps = IngestDeps & { readonly client: WebClient };

export type AddressRead = Ingestion & {
  readonly kind: 'read';
  /** Pages that did not come. */
  readonly missing: readonly Missing[];
  /** To be given back on the next visit. */
  readonly marks: readonly PageMark[];
  /** Of a feed: the articles that were fetched. */
  readonly followed: readonly string[];
};

export type AddressOutcome =
  | AddressRead
  /** Every page that was marked is as it was, and nothing was read. */
  | { readonly kind: 'unchanged' }
  /** Nothing appeared on the day that was asked for. */
  | { readonly kind: 'absent' };

/**
 * Fetches what stands at an address, and keeps the issues in it. Safe to run again.
 *
 * @throws FetchError if it does not come; SourceError | ParseError if there is no issue in it; the
 * signal's reason.
 */
export async function ingestAddress(
  deps: AddressDeps,
  address: string,
  options: CrawlOptions = {},
): Promise<AddressOutcome> {
  const fetched = await fetchIssue(deps.client, address, options);
  if (fetched.kind === 'files' && fetched.files.some(({ bytes }) => isFeed(bytes)))
    return ingestFeed(deps, address, { ...options, seen: () => false });
  return keep(deps, fetched);
}

/** The same for a feed; articles it only points to are fetched if they were not `seen`. */
export async function ingestFeed(
  deps: AddressDeps,
  address: string,
  { seen, ...options }: CrawlOptions & { readonly seen: (link: string) => boolean },
): Promise<AddressOutcome> {
  return keep(deps, await fetchFeed(deps.client, address, seen, options));
}

async function keep(
  deps: AddressDeps,
  fetched: FetchedIssue | FetchedFeed,
): Promise<AddressOutcome> {
  switch (fetched.kind) {
    case 'unchanged':
    case 'absent':
      return fetched;
    case 'pages':
      return asRead(await ingestSite(deps, fetched.pages), fetched);
    case 'files':
      return asRead(await ingestEach(fetched.files.map(fileOf(deps))), fetched);
    case 'feed': {
      const { feed, pages } = fetched;
      const parts = [...(feed ? [fileOf(deps)(feed)] : []), ...pages.map(pageOf(deps))];
      const read = await ingestEach(parts, { mayBeEmpty: true });
      return { ...asRead(read, fetched), followed: pages.map((page) => page.address) };
    }
  }
}

function asRead(
  ingestion: Ingestion,
  { missing, marks }: Pick<AddressRead, 'missing' | 'marks'>,
): AddressRead {
  return { kind: 'read', ...ingestion, missing, marks, followed: [] };
}

type Part = () => Promise<Ingestion>;

function fileOf(deps: IngestDeps): (file: NamedBytes) => Part {
  return (file) => () => ingestFile(deps, file);
}

function pageOf(deps: IngestDeps): (page: Page) => Part {
  return (page) => () => ingestSite(deps, [page]);
}

/** One that cannot be read does not keep the others out. @throws the first refusal if none can be read. */
async function ingestEach(
  parts: readonly Part[],
  { mayBeEmpty = false }: { readonly mayBeEmpty?: boolean } = {},
): Promise<Ingestion> {
  const reports: Ingestion['reports'][number][] = [];
  const refused: Refusal[] = [];
  for (const part of parts) {
    try {
      const read = await part();
      reports.push(...read.reports);
      refused.push(...read.refused);
    } catch (error) {
      if (!(error instanceof SourceError || error instanceof ParseError)) throw error;
      refused.push(error);
    }
  }
  const [first] = refused;
  if (reports.length === 0 && first && !mayBeEmpty) throw first;
  return { reports, refused };
}
