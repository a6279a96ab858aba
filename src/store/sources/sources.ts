import type { ExpressionBuilder, Selectable } from 'kysely';
import { type Db, inTransaction } from '../database/database.ts';
import type { Database } from '../database/schema.ts';
import type { SourceTable } from '../database/source-tables.ts';
import { storable } from '../database/storable.ts';

/** How a source that is followed does. */
export type SourceState = {
  readonly name: string;
  /** What its last visit left to tell whether it has changed; plain data of whoever visits. */
  readonly marks: unknown;
  /** When it is tried next. */
  readonly dueAt: Date;
  /** In a row, up to now. */
  readonly failures: number;
  /** `null` while it works. */
  readonly failingSince: Date | null;
  /** Why it failed last. */
  readonly reason: string | null;
  readonly triedAt: Date | null;
  readonly succeededAt: Date | null;
  /** The last time all of it was fetched. */
  readonly readAt: Date | null;
  readonly changedAt: Date | null;
};

/**
 * Makes sources known. A new one, and one whose `settings` are others than before, is due at once;
 * of the others nothing is forgotten.
 */
export async function enrolSources(
  db: Db,
  sources: readonly { readonly name: string; readonly settings: string }[],
  now: Date,
): Promise<void> {
  const due_at = now.toISOString();
  await inTransaction(db, async (tx) => {
    // One process at a time follows sources: what is in hand was in another's that no longer does.
    await tx.updateTable('sources').set({ claimed_until: null }).execute();
    for (const { name, settings } of sources)
      await tx
        .insertInto('sources')
        .values({ name, settings, due_at, failures: 0, marks: '[]' })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ settings, due_at, marks: '[]' })
            .where('sources.settings', '<>', settings),
        )
        .execute();
  });
}

/** The names of those whose time has come, the longest waiting first. */
export async function dueSources(
  db: Db,
  { names, now }: { readonly names: readonly string[]; readonly now: Date },
): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await db
    .selectFrom('sources')
    .select('name')
    .where('name', 'in', [...names])
    .where('due_at', '<=', now.toISOString())
    .where(isFree(now))
    .orderBy('due_at')
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}

/**
 * Takes a due source in hand, so that no other process tries it before `until`. `false` if another
 * was faster.
 */
export async function claimSource(
  db: Db,
  name: string,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await inTransaction(db, (tx) =>
    tx
      .updateTable('sources')
      .set({ claimed_until: until.toISOString(), tried_at: now.toISOString() })
      .where('name', '=', name)
      .where('due_at', '<=', now.toISOString())
      .where(isFree(now))
      .executeTakeFirst(),
  );
  return numUpdatedRows > 0n;
}

/** A try that was broken off counts as none. */
export async function releaseSource(db: Db, name: string): Promise<void> {
  await inTransaction(db, (tx) =>
    tx.updateTable('sources').set({ claimed_until: null }).where('name', '=', name).execute(),
  );
}

function isFree(now: Date) {
  return (eb: ExpressionBuilder<Database, 'sources'>) =>
    eb('claimed_until', 'is', null).or('claimed_until', '<=', now.toISOString());
}

type Read = { readonly marks: unknown; readonly hasNews: boolean };

function asRead({ marks, hasNews }: Read, now: Date) {
  const at = now.toISOString();
  return { read_at: at, marks: JSON.stringify(marks), ...(hasNews ? { changed_at: at } : {}) };
}

/** It works, again or still; `read` is there if it was not as before. Returns how it did until now. */
export function recordSuccess(
  db: Db,
  name: string,
  {
    dueAt,
    read,
    now,
  }: {
    readonly dueAt: Date;
    readonly read: Read | null;
    readonly now: Date;
  },
): Promise<SourceState | undefined> {
  return inTransaction(db, async (tx) => {
    const before = await findSource(tx, name);
    const at = now.toISOString();
    await tx
      .updateTable('sources')
      .set({
        due_at: dueAt.toISOString(),
        claimed_until: null,
        failures: 0,
        failing_since: null,
        reason: null,
        succeeded_at: at,
        ...(read ? asRead(read, now) : {}),
      })
      .where('name', '=', name)
      .execute();
    return before;
  });
}

type NewFailure = {
  readonly reason: string;
  nextTry: (failures: number) => Date;
  /** They are not counted further: it half works, and rests no longer for it. */
  readonly most?: number;
  /** As far as it did work. */
  readonly read?: Read;
  readonly now: Date;
};

/** One more failure in a row. Returns how it does now. */
export function recordFailure(
  db: Db,
  name: string,
  { reason, nextTry, most = Number.POSITIVE_INFINITY, read, now }: NewFailure,
): Promise<SourceState | undefined> {
  return inTransaction(db, async (tx) => {
    const before = await findSource(tx, name);
    if (!before) return undefined;
    const failures = Math.min(before.failures + 1, most);
    await tx
      .updateTable('sources')
      .set({
        due_at: nextTry(failures).toISOString(),
        claimed_until: null,
        failures,
        failing_since: (before.failingSince ?? now).toISOString(),
        reason: storable(reason),
        ...(read ? asRead(read, now) : {}),
      })
      .where('name', '=', name)
      .execute();
    return findSource(tx, name);
  });
}

/** Of those named, by name. */
export async function sourceStates(db: Db, names: readonly string[]): Promise<SourceState[]> {
  if (names.length === 0) return [];
  const rows = await db
    .selectFrom('sources')
    .selectAll()
    .where('name', 'in', [...names])
    .orderBy('name')
    .execute();
  return rows.map(toState);
}

/** `undefined` if it was never enrolled. */
export async function findSource(db: Db, name: string): Promise<SourceState | undefined> {
  return (await sourceStates(db, [name]))[0];
}

function toState(row: Selectable<SourceTable>): SourceState {
  const day = (text: string | null) => (text === null ? null : new Date(text));
  return {
    name: row.name,
    marks: JSON.parse(row.marks),
    dueAt: new Date(row.due_at),
    failures: row.failures,
    failingSince: day(row.failing_since),
    reason: row.reason,
    triedAt: day(row.tried_at),
    succeededAt: day(row.succeeded_at),
    readAt: day(row.read_at),
    changedAt: day(row.changed_at),
  };
}
