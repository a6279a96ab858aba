import { nextRunAt } from '../match/index.ts';
import { FetchError, type Missing, type PageMark } from '../source/index.ts';
import {
  type Db,
  inTransaction,
  recordFailure,
  recordSuccess,
  type SourceState,
} from '../store/index.ts';
import { type Alert, type Failure, pagesOf } from './alert.ts';
import type { Source } from './source.ts';
import { type TellDeps, tellAdmins } from './tell-admins.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly tell: TellDeps;
  /** 0 to 1: so that what fails together is not tried again together. */
  readonly random: () => number;
};

/** What a visit left to know. */
type Read = { readonly marks: readonly PageMark[]; readonly hasNews: boolean };

const FIRST_REST_MS = 60 * 1000;
const LONGEST_REST_MS = 4 * 60 * 60 * 1000;
/** A single failure is nothing to wake anybody for. */
const TOLD_FROM = 2;

/** A source works, again or still: admins who were told of its failure are told. */
export async function noteSuccess(
  deps: Deps,
  { name, cron, timezone }: Source,
  read: Read | null,
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

export async function noteFailure(
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

/** Pages did not come that may come yet; the others were read. */
export async function noteLost(
  deps: Deps,
  { name, cron, timezone }: Source,
  { lost, read }: { readonly lost: readonly Missing[]; readonly read: Read },
): Promise<void> {
  const now = deps.now();
  const reason = `${lost.length} of its pages did not come`;
  const nextTry = () => nextRunAt(cron, timezone, now);
  await noteTrouble(deps, name, {
    ...{ trouble: 'misses pages', failed: { reason, nextTry, most: TOLD_FROM, read, now } },
    alertOf: (_, next) => ({
      ...{ kind: 'pages-missing', source: name, pages: pagesOf(lost), nextTry: next },
    }),
  });
}

type Lacking = SourceState & { readonly readAt: Date; readonly failingSince: Date };

/** It was read since it fails, but for some pages. */
export function lacksPages(state: SourceState | undefined): state is Lacking {
  const { readAt, failingSince } = state ?? { readAt: null, failingSince: null };
  return readAt !== null && failingSince !== null && readAt >= failingSince;
}

/** It is as it was, and its missing pages were not asked for. */
export async function noteStillLacking(
  { db, now }: Deps,
  { name, cron, timezone }: Source,
  { reason }: Lacking,
): Promise<void> {
  const nextTry = () => nextRunAt(cron, timezone, now());
  const failed = { reason: reason ?? '', nextTry, most: TOLD_FROM, now: now() };
  await recordFailure(db, name, failed);
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
