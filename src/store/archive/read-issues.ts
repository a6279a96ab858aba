import type { IsoDate, StoredItem } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { currentItems, withFacts } from './read-items.ts';

/** One edition with its items as printed. */
export type StoredIssue = {
  readonly publication: string;
  readonly date: IsoDate;
  readonly number: string | null;
  readonly items: StoredItem[];
};

/** Of all publications, or of this one. */
export async function latestIssue(db: Db, publication?: string): Promise<StoredIssue | undefined> {
  const issue = await issuesWithItems(db)
    .selectAll('issues')
    .$if(publication !== undefined, (query) =>
      query.where('issues.publication_id', '=', publication ?? ''),
    )
    .orderBy('issues.date', 'desc')
    .orderBy('issues.created_at', 'desc')
    .orderBy('issues.id')
    .limit(1)
    .executeTakeFirst();
  if (!issue) return undefined;
  const items = await itemsOf(db, [issue.id]);
  return toIssue(issue, items);
}

/** All editions of a day, a publication each. */
export async function issuesOn(db: Db, date: IsoDate): Promise<StoredIssue[]> {
  const issues = await issuesWithItems(db)
    .selectAll('issues')
    .where('issues.date', '=', date)
    .orderBy('issues.id')
    .execute();
  if (issues.length === 0) return [];
  const items = await itemsOf(
    db,
    issues.map(({ id }) => id),
  );
  return issues.map((issue) => toIssue(issue, items));
}

/** The publications with an issue of a day, in the order of their names. */
export async function publicationsOn(db: Db, date: IsoDate): Promise<string[]> {
  const rows = await issuesWithItems(db)
    .select('issues.publication_id')
    .distinct()
    .where('issues.date', '=', date)
    .orderBy('issues.publication_id')
    .execute();
  return rows.map(({ publication_id }) => publication_id);
}

/** The days with an issue next to a day that may have none. */
export async function nearestIssueDates(
  db: Db,
  date: IsoDate,
): Promise<{ readonly before: IsoDate | null; readonly after: IsoDate | null }> {
  const before = await issuesWithItems(db)
    .select((eb) => eb.fn.max('issues.date').as('date'))
    .where('issues.date', '<', date)
    .executeTakeFirst();
  const after = await issuesWithItems(db)
    .select((eb) => eb.fn.min('issues.date').as('date'))
    .where('issues.date', '>', date)
    .executeTakeFirst();
  return { before: before?.date ?? null, after: after?.date ?? null };
}

export async function archiveCounts(
  db: Db,
): Promise<{ readonly issues: number; readonly items: number; readonly documents: number }> {
  const count = async (table: 'issues' | 'items' | 'documents') => {
    const { n } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return n;
  };
  return {
    issues: await count('issues'),
    items: await count('items'),
    documents: await count('documents'),
  };
}

function issuesWithItems(db: Db) {
  return db
    .selectFrom('issues')
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('items').select('items.id').whereRef('items.issue_id', '=', 'issues.id')),
    );
}

async function itemsOf(db: Db, issueIds: readonly string[]): Promise<StoredItem[]> {
  const rows = await currentItems(db)
    .where('items.issue_id', 'in', [...issueIds])
    .orderBy('items.id')
    .execute();
  return withFacts(db, rows);
}

function toIssue(
  issue: {
    readonly publication_id: string;
    readonly date: IsoDate;
    readonly number: string | null;
  },
  items: readonly StoredItem[],
): StoredIssue {
  const { publication_id: publication, date, number } = issue;
  return {
    publication,
    date,
    number,
    items: items.filter((item) => item.publication === publication),
  };
}
