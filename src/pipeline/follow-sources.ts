import { relative } from 'node:path';
import { nextRunAt } from '../match/index.ts';
import { FetchError, type Missing, type PageMark, type WebClient } from '../source/index.ts';
import {
  claimSource,
  type Db,
  dueSources,
  enrolSources,
  findSource,
  inTransaction,
  recordFailure,
  recordSuccess,
  releaseSource,
  rememberSeen,
  seenOf,
} from '../store/index.ts';
import { type Alert, type Failure, failureOf, pagesOf } from './alert.ts';
import { type AddressOutcome, ingestAddress, ingestFeed } from './ingest-address.ts';
import { type FolderOutcome, ingestFolder } from './ingest-folder.ts';
import type { IngestDeps, Ingestion } from './ingest-issue.ts';
import type { Source } from './source.ts';
import { type TellDeps, tellAdmins } from './tell-admins.ts';

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
const FIRST_REST_MS = 60 * 1000;
const LONGEST_REST_MS = 4 * 60 * 60 * 1000;
/** A single failure is nothing to wake anybody for. */
const TOLD_FROM = 2;
/** A page mended under a list that stayed the same is found at the latest after this. */
const WHOLE_EVERY_MS = 6 * 60 * 60 * 1000;

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
  const outcome = await fetchSource(deps, source);
  if (outcome.kind !== 'read') {
    await noteSuccess(deps, source, null);
    yield { kind: 'unchanged', source };
    return;
  }
  const { reports, refused, missing, marks, followed } = outcome;
  // Before anything is written down of the visit: whoever tells of it may be cut off.
  yield { kind: 'read', source, file: null, reports, refused, missing };
  const seen = followed.map((thing) => ({ thing, stamp: deps.now().toISOString() }));
  await rememberSeen(deps.db, source.name, seen);
  const lost = missing.filter(({ isPassing }) => isPassing);
  if (lost.length > 0) await noteLost(deps, source, lost);
  else await noteSuccess(deps, source, { marks, hasNews: isNews(outcome) });
}

async function fetchSource(deps: Deps, source: Source): Promise<AddressOutcome> {
  const { db, client, signal, now } = deps;
  const state = await findSource(db, source.name);
  const readAt = state?.readAt?.getTime() ?? 0;
  const isRecent = now().getTime() - readAt < WHOLE_EVERY_MS;
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

async function noteSuccess(
  deps: Deps,
  { name, cron, timezone }: Source,
  read: { readonly marks: readonly PageMark[]; readonly hasNews: boolean } | null,
): Promise<void> {
  const now = deps.now();
  const dueAt = nextRunAt(cron, timezone, now);
  await inTransaction(deps.db, async (tx) => {
    const before = await recordSuccess(tx, name, { dueAt, read, now });
    const since = before?.failingSince;
    if (!since || before.failures < TOLD_FROM) return;
    const alert = { kind: 'source-works', source: name, since } as const;
    await tellAdmins(
      { ...deps.tell, db: tx },
      `source ${name} works ${since.toISOString()}`,
      alert,
    );
  });
}

async function noteFailure(
  deps: Deps,
  { name }: Source,
  { failure, error }: { readonly failure: Failure; readonly error: unknown },
): Promise<void> {
  const now = deps.now();
  const nextTry = (failures: number) =>
    new Date(now.getTime() + restMs(failures, error, deps.random()));
  await noteTrouble(deps, name, {
    ...{ trouble: 'fails', failed: { reason: failure.message, nextTry, now } },
    alertOf: (since, next) => ({
      ...{ kind: 'source-fails', source: name, since, failure, nextTry: next },
    }),
  });
}

/** Pages did not come that may come yet: all of it is read again at the next hour. */
async function noteLost(
  deps: Deps,
  { name, cron, timezone }: Source,
  lost: readonly Missing[],
): Promise<void> {
  const now = deps.now();
  const reason = `${lost.length} of its pages did not come`;
  const nextTry = () => nextRunAt(cron, timezone, now);
  await noteTrouble(deps, name, {
    ...{ trouble: 'misses pages', failed: { reason, nextTry, most: TOLD_FROM, now } },
    alertOf: (_, next) => ({
      ...{ kind: 'pages-missing', source: name, pages: pagesOf(lost), nextTry: next },
    }),
  });
}

type Trouble = {
  readonly trouble: string;
  readonly failed: Parameters<typeof recordFailure>[2];
  readonly alertOf: (since: Date, nextTry: Date) => Alert;
};

async function noteTrouble(
  { db, tell }: Deps,
  name: string,
  { trouble, failed, alertOf }: Trouble,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const state = await recordFailure(tx, name, failed);
    const since = state?.failingSince;
    if (!since || state.failures < TOLD_FROM) return;
    const key = `source ${name} ${trouble} ${since.toISOString()}`;
    await tellAdmins({ ...tell, db: tx }, key, alertOf(since, state.dueAt));
  });
}

/** Twice as long each time, a little more or less; never shorter than the server asks for. */
function restMs(failures: number, error: unknown, random: number): number {
  const asked = error instanceof FetchError ? (error.retryAfterMs ?? 0) : 0;
  const rest = Math.min(FIRST_REST_MS * 2 ** (failures - 1), LONGEST_REST_MS);
  return Math.max(rest * (0.8 + 0.4 * random), asked);
}
