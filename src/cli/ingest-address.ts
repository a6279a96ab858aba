import type { Config } from '../config.ts';
import { type AddressDeps, ingestAddress, ingestFeed } from '../pipeline/ingest-address.ts';
import type { Ingestion } from '../pipeline/ingest-issue.ts';
import { openWeb } from '../pipeline/open-web.ts';
import type { Source } from '../pipeline/source.ts';
import { shownName } from '../source/index.ts';
import { loadSources } from '../sources-file.ts';
import type { Db } from '../store/index.ts';
import type { Context } from './context.ts';
import { UsageError } from './problems.ts';
import { writeBar } from './progress-bar.ts';
import { describeMissing } from './report.ts';

type Store = { readonly db: Db; readonly config: Config };
/** Where to read, and how: what the operator typed, or a source of his file. */
export type Place = Pick<Source, 'kind' | 'address' | 'publication' | 'timezone'>;

export function isAddress(text: string): boolean {
  return /^https?:\/\//iu.test(text);
}

/** ftp://… is no file of that name. */
export function refuseForeignAddress(text: string): void {
  if (/^[a-z][a-z\d+.-]*:\/\//iu.test(text) && !isAddress(text))
    throw new UsageError(`«${text}» cannot be read: only http:// and https:// addresses can`);
}

export function placeAt(address: string, { timezone }: Config): Place {
  if (!URL.canParse(address)) throw new UsageError(`«${address}» is no address`);
  return { kind: 'page', address, publication: null, timezone };
}

export async function placeOfSource(name: string, config: Config): Promise<Place> {
  if (config.sourcesFile === null) throw new UsageError('--source needs SOURCES_FILE to be set');
  const sources = await loadSources(config);
  const source = sources.find((each) => each.name === name);
  if (source) return source;
  const names = sources.map((each) => each.name).join(', ');
  throw new UsageError(
    names === ''
      ? 'SOURCES_FILE names no sources'
      : `«${name}» is no source; SOURCES_FILE names ${names}`,
  );
}

/** Gives what it takes to read there; the operator's own hosts may be private. */
export async function withWeb<T>(
  { now }: Context,
  { db, config }: Store,
  { address, publication, timezone }: Place,
  work: (deps: AddressDeps) => Promise<T>,
): Promise<T> {
  const client = openWeb([address]);
  try {
    return await work({
      ...{ db, now, client, timezone },
      publication: config.publication,
      publicationInstead: publication,
    });
  } finally {
    await client.close();
  }
}

/** Reads what stands at an address now. */
export async function ingestPlace(
  context: Context,
  store: Store,
  place: Place,
): Promise<Ingestion> {
  const { kind, address } = place;
  const onPage = (done: number, total: number) =>
    context.progress(`${writeBar(done, total)} ${shownName(address)} `);
  const outcome = await withWeb(context, store, place, (deps) =>
    kind === 'feed'
      ? ingestFeed(deps, address, { onPage, seen: () => false })
      : ingestAddress(deps, address, { onPage }),
  );
  context.progress('');
  if (outcome.kind !== 'read') return { reports: [], refused: [] };
  for (const page of outcome.missing) context.fail(describeMissing(page));
  return outcome;
}
