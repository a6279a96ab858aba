import { sql } from 'kysely';
import {
  CONFIDENCE_LINE,
  type IsoDate,
  type KeyDateLabel,
  type PrintedDate,
} from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { shownRevision } from './shown-revision.ts';

type Range = { readonly limit: number; readonly offset: number };

/** The certain dates from a day on, nearest first; each of an article once. */
export function comingDates(
  db: Db,
  { from, ...range }: Range & { readonly from: IsoDate },
): Promise<{ dates: PrintedDate[]; total: number }> {
  return findDates(db, { time: sql<boolean>`key_dates.date >= ${from}`, order: 'asc', ...range });
}

/** Those before a day, the last first. */
export function pastDates(
  db: Db,
  { before, ...range }: Range & { readonly before: IsoDate },
): Promise<{ dates: PrintedDate[]; total: number }> {
  return findDates(db, { time: sql<boolean>`key_dates.date < ${before}`, order: 'desc', ...range });
}

/** `undefined`: the article does not tell it, or tells something else by now. */
export async function findDate(
  db: Db,
  { itemId, label, date }: Pick<PrintedDate, 'itemId' | 'label' | 'date'>,
): Promise<PrintedDate | undefined> {
  const [found] = await withArticle(
    told(db)
      .where('key_dates.item_id', '=', itemId)
      .where('key_dates.label', '=', label)
      .where('key_dates.date', '=', date),
  ).execute();
  return found;
}

type Seen = { readonly label: KeyDateLabel; readonly date: IsoDate; readonly position: number };

/** The certain dates of an article as one revision of it tells them. */
export function datesOfRevision(db: Db, itemId: number, revision: number): Promise<Seen[]> {
  return certain(db)
    .select(['key_dates.label', 'key_dates.date', 'key_dates.position'])
    .where('key_dates.item_id', '=', itemId)
    .where('key_dates.revision', '=', revision)
    .orderBy('key_dates.position')
    .execute();
}

type Wanted = Range & {
  readonly time: ReturnType<typeof sql<boolean>>;
  readonly order: 'asc' | 'desc';
};

async function findDates(
  db: Db,
  { time, order, limit, offset }: Wanted,
): Promise<{ dates: PrintedDate[]; total: number }> {
  const found = told(db).where(time);
  const { total } = await db
    .selectFrom(found.select('key_dates.item_id').as('found'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const dates = await withArticle(found)
    .orderBy('key_dates.date', order)
    .orderBy('key_dates.item_id')
    .limit(limit)
    .offset(offset)
    .execute();
  return { dates, total };
}

function certain(db: Db) {
  return db
    .selectFrom('key_dates')
    .where('key_dates.confidence', '>=', CONFIDENCE_LINE)
    .where(sql<boolean>`coalesce(key_dates.verdict, '') <> 'wrong'`);
}

/** Each date of an article once, in its newest revision. */
function told(db: Db) {
  return certain(db)
    .innerJoin('items', (join) =>
      join
        .onRef('items.id', '=', 'key_dates.item_id')
        .onRef('items.revision', '=', 'key_dates.revision'),
    )
    .where(sql<boolean>`not exists (
      select 1 from key_dates earlier
      where earlier.item_id = key_dates.item_id and earlier.revision = key_dates.revision
        and earlier.label = key_dates.label and earlier.date = key_dates.date
        and earlier.position < key_dates.position and earlier.confidence >= ${CONFIDENCE_LINE}
        and coalesce(earlier.verdict, '') <> 'wrong')`);
}

function withArticle(found: ReturnType<typeof told>) {
  return found
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .innerJoin('item_revisions', shownRevision)
    .select([
      'key_dates.label',
      'key_dates.date',
      'key_dates.position',
      'items.id as itemId',
      'items.revision',
      'items.date as issueDate',
      'issues.publication_id as publication',
      'item_revisions.title',
    ]);
}
