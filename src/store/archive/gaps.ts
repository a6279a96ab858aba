import type { IsoDate } from '../../domain/index.ts';
import { type Db, inTransaction } from '../database/database.ts';

/** An issue as it is known: its day, and the numbers its documents print. */
export type KnownIssue = { readonly date: IsoDate; readonly number: string | null };

/** The issues of a publication from a day on, one for each number printed on that day. */
export async function knownIssues(
  db: Db,
  publication: string,
  { since }: { readonly since: IsoDate },
): Promise<KnownIssue[]> {
  return db
    .selectFrom('issues')
    .leftJoin('documents', 'documents.issue_id', 'issues.id')
    .select((eb) => [
      'issues.date',
      eb.fn.coalesce('documents.number', 'issues.number').as('number'),
    ])
    .distinct()
    .where('issues.publication_id', '=', publication)
    .where('issues.date', '>=', since)
    .orderBy('issues.date')
    .orderBy('number')
    .execute();
}

/** Publications with at least so many issues from a day on. */
export async function regularPublications(
  db: Db,
  { since, atLeast }: { readonly since: IsoDate; readonly atLeast: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('issues')
    .select('publication_id as name')
    .where('date', '>=', since)
    .groupBy('publication_id')
    .having((eb) => eb(eb.fn.countAll<number>(), '>=', atLeast))
    .orderBy('publication_id')
    .execute();
  return rows.map(({ name }) => name);
}

/** A gap as text, under the key that makes it the same gap tomorrow. */
export type StoredGap = { readonly key: string; readonly gap: string };

/**
 * What is missing of a publication now. Those no longer among it are closed; the keys of those that
 * nobody was told of are returned.
 */
export function updateGaps(
  db: Db,
  publication: string,
  { gaps, now }: { readonly gaps: readonly StoredGap[]; readonly now: Date },
): Promise<ReadonlySet<string>> {
  return inTransaction(db, async (tx) => {
    const found_at = now.toISOString();
    await tx
      .updateTable('gaps')
      .set({ closed_at: found_at })
      .where('publication', '=', publication)
      .where('closed_at', 'is', null)
      .execute();
    for (const { key, gap } of gaps)
      await tx
        .insertInto('gaps')
        .values({ publication, key, gap, found_at })
        .onConflict((conflict) =>
          conflict.columns(['publication', 'key']).doUpdateSet({ gap, closed_at: null }),
        )
        .execute();
    const untold = await tx
      .selectFrom('gaps')
      .select('key')
      .where('publication', '=', publication)
      .where('closed_at', 'is', null)
      .where('told_at', 'is', null)
      .execute();
    return new Set(untold.map(({ key }) => key));
  });
}

export async function markGapsTold(
  db: Db,
  publication: string,
  { keys, now }: { readonly keys: readonly string[]; readonly now: Date },
): Promise<void> {
  if (keys.length === 0) return;
  await inTransaction(db, (tx) =>
    tx
      .updateTable('gaps')
      .set({ told_at: now.toISOString() })
      .where('publication', '=', publication)
      .where('key', 'in', [...keys])
      .execute(),
  );
}

/** How many gaps are open now, by publication. */
export async function openGaps(
  db: Db,
): Promise<{ readonly publication: string; readonly count: number }[]> {
  return db
    .selectFrom('gaps')
    .select((eb) => ['publication', eb.fn.countAll<number>().as('count')])
    .where('closed_at', 'is', null)
    .groupBy('publication')
    .orderBy('publication')
    .execute();
}
