import { relative } from 'node:path';
import type { Missing, PageMark, WebClient } from '../source/index.ts';
import {
  claimSource,
  type Db,
  dueSources,
  enrolSources,
  findSource,
  releaseSource,
  rememberSeen,
  type SourceState,
  seenOf,
} from '../store/index.ts';
import { type Failure, failureOf } from './alert.ts';
import { type AddressOutcome, ingestAddress, ingestFeed } from './ingest-address.ts';
import { type FolderOutcome, ingestFolder } from './ingest-folder.ts';
import type { IngestDeps, Ingestion } from './ingest-issue.ts';
import { lacksPages, noteFailure, noteLost, noteStillLacking, noteSuccess } from './note-visit.ts';
import type { Source } from './source.ts';
import type { TellDeps } from './tell-admins.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly sources: readonly Source[];
  /** The name used where neither the source nor the issue says one. */
  readonly publication: string;
  readonly client: WebClient;
  readonly tell: TellDeps;
  /** 0 to 1: so that what fails together is not tried again together. */
  readonly random: () => number;
  readonly signal: AbortSignal;
};

/** What came of looking at one source. */
export type SourceOutcome =
  | ({
      readonly kind: 'read';
      readonly source: Source;
      /** Of a folder: what was read, as it is called there. */
      readonly file: string | null;
      readonly missing: readonly Missing[];
    } & Ingestion)
  | {
      readonly kind: 'file-not-read';
      readonly source: Source;
      readonly file: FolderOutcome;
      readonly failure: Failure;
    }
  | { readonly kind: 'unchanged'; readonly source: Source }
  | { readonly kind: 'failed'; readonly source: Source; readonly failure: Failure };

/** Longer than a visit may take. */
const LEASE_MS = 30 * 60 * 1000;
/** A page mended under a list that stayed the same is found at the latest after this. */
const WHOLE_EVERY_MS = 6 * 60 * 60 * 1000;
/** What lacks pages is left alone for as long as it has lacked them, but no longer than this. */
const LACKING_MS = 60 * 60 * 1000;

/** Makes the sources known to the store; those that are new or set otherwise are due at once. */
export async function enrol({ db, now, sources }: Pick<Deps, 'db' | 'now' | 'sources'>) {
  const settings = ({ name: _, ...rest }: Source) => JSON.stringify(rest);
  const rows = sources.map((source) => ({ name: source.name, settings: settings(source) }));
  await enrolSources(db, rows, now());
}

/**
 * Looks at each source whose time has come, one after the other. How each does is written down as it
 * ends: a restart forgets nothing, and what was broken off is begun again.
 */
export async function* followSources(deps: Deps): AsyncGenerator<SourceOutcome> {
  const { db, now, sources, signal } = deps;
  const names = sources.map(({ name }) => name);
  for (const name of await dueSources(db, { names, now: now() })) {
    const source = sources.find((each) => each.name === name);
    const claimed = { now: now(), until: new Date(now().getTime() + LEASE_MS) };
    if (signal.aborted || !source || !(await claimSource(db, name, claimed))) continue;
    try {
      yield* look(deps, source);
    } finally {
      await releaseSource(db, name);
    }
  }
}

async function* look(deps: Deps, source: Source): AsyncGenerator<SourceOutcome> {
  try {
    if (source.kind === 'folder') yield* lookIntoFolder(deps, source);
    else yield* visit(deps, source);
  } catch (error) {
    if (deps.signal.aborted) return;
    const failure = failureOf(error);
    if (!failure) throw error;
    await noteFailure(deps, source, { failure, error });
    yield { kind: 'failed', source, failure };
  }
}

async function* lookIntoFolder(deps: Deps, source: Source): AsyncGenerator<SourceOutcome> {
  const { name, address: dir } = source;
  let hasNews = false;
  for await (const file of ingestFolder(ingestDeps(deps, source), { source: name, dir })) {
    const failure = failureOf(file.came);
    if (failure) yield { kind: 'file-not-read', source, file, failure };
    else if ('reports' in file.came) {
      hasNews ||= isNews(file.came);
      const called = relative(dir, file.path) || null;
      yield { kind: 'read', source, file: called, ...file.came, missing: [] };
    }
  }
  await noteSuccess(deps, source, { marks: [], hasNews });
}

async function* visit(deps: Deps, source: Source): AsyncGenerator<SourceOutcome> {
  const state = await findSource(deps.db, source.name);
  const outcome = await fetchSource(deps, source, state);
  if (outcome.kind !== 'read') {
    if (lacksPages(state)) await noteStillLacking(deps, source, state);
    else await noteSuccess(deps, source, null);
    yield { kind: 'unchanged', source };
    return;
  }
  const { reports, refused, missing, marks, followed } = outcome;
  // Before anything is written down of the visit: whoever tells of it may be cut off.
  yield { kind: 'read', source, file: null, reports, refused, missing };
  const seen = followed.map((thing) => ({ thing, stamp: deps.now().toISOString() }));
  await rememberSeen(deps.db, source.name, seen);
  const read = { marks, hasNews: isNews(outcome) };
  const lost = missing.filter(({ isPassing }) => isPassing);
  if (lost.length > 0) await noteLost(deps, source, { lost, read });
  else await noteSuccess(deps, source, read);
}

async function fetchSource(
  deps: Deps,
  source: Source,
  state: SourceState | undefined,
): Promise<AddressOutcome> {
  const { db, client, signal, now } = deps;
  const readAt = state?.readAt?.getTime() ?? 0;
  const restMs = lacksPages(state)
    ? Math.min(readAt - state.failingSince.getTime(), LACKING_MS)
    : WHOLE_EVERY_MS;
  const isRecent = now().getTime() - readAt < restMs;
  // Written by ourselves from the same type.
  const marks = isRecent ? (state?.marks as readonly PageMark[]) : [];
  const reading = { ...ingestDeps(deps, source), client };
  if (source.kind !== 'feed') return ingestAddress(reading, source.address, { marks, signal });
  const known = await seenOf(db, source.name);
  const seen = (link: string) => known.has(link);
  return ingestFeed(reading, source.address, { marks, signal, seen });
}

function ingestDeps({ db, now, publication }: Deps, source: Source): IngestDeps {
  const { publication: publicationInstead, timezone } = source;
  return { db, now, publication, publicationInstead, timezone };
}

function isNews({ reports }: Ingestion): boolean {
  return reports.some(({ added, revised }) => added + revised > 0);
}
