import { type InferResult, sql } from 'kysely';
import type { Act, IsoDate, ItemKind, KeyDate, StoredItem } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import type { Period } from '../database/place.ts';
import { cameAsNews } from './archive.ts';
import { readReasons } from './fact-reasons.ts';
import { itemStandingFor } from './merged-items.ts';
import { findIds } from './search.ts';
import { shownRevision } from './shown-revision.ts';

/** A part of a list, and how long the whole list is. */
export type Page<T> = { readonly items: T[]; readonly total: number };

/** Items of the newest issue first, in each as printed. */
export async function findItems(
  db: Db,
  filter: {
    readonly kinds?: readonly ItemKind[] | undefined;
    readonly afterId?: number | undefined;
    readonly issueDate?: IsoDate | undefined;
    readonly period?: Period | undefined;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<Page<StoredItem>> {
  const { kinds, afterId, issueDate, limit, offset } = filter;
  const { since, until } = filter.period ?? { since: null, until: null };
  if (kinds?.length === 0) return { items: [], total: 0 };
  let found = db.selectFrom('items');
  if (kinds) found = found.where('kind', 'in', [...kinds]);
  if (afterId !== undefined) found = found.where('id', '>', afterId);
  if (issueDate !== undefined) found = found.where('date', '=', issueDate);
  if (since !== null) found = found.where('date', '>=', since);
  if (until !== null) found = found.where('date', '<=', until);
  const { total } = await found
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .select('id')
    .orderBy('date', 'desc')
    .orderBy('issue_id')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return {
    items: await readItems(
      db,
      rows.map(({ id }) => id),
    ),
    total,
  };
}

/**
 * Items that a query finds, in the grammar in which people follow (`domain/clauses.ts`), whatever was typed;
 * newest issue first. One that only says what must not be there finds nothing.
 */
export async function searchItems(
  db: Db,
  search: {
    readonly query: string;
    readonly kinds?: readonly ItemKind[] | undefined;
    readonly period?: Period | undefined;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<Page<StoredItem>> {
  const { ids, total } = await findIds(db, { kinds: undefined, ...search });
  return { items: await readItems(db, ids), total };
}

/**
 * What is new between two ids, oldest issue first, in each as printed: a digest's reading order.
 * An archive that was read in is not among it.
 */
export async function itemsAfter(
  db: Db,
  { afterId, throughId }: { readonly afterId: number; readonly throughId: number },
): Promise<StoredItem[]> {
  const rows = await currentItems(db)
    .where('items.id', '>', afterId)
    .where('items.id', '<=', throughId)
    .where(cameAsNews(db))
    .orderBy('items.date')
    .orderBy('items.issue_id')
    .orderBy('items.id')
    .execute();
  return withFacts(db, rows);
}

/** A link may be older than what the item was merged with. */
export async function findItem(db: Db, id: number): Promise<StoredItem | undefined> {
  const [item] = await readItems(db, [await itemStandingFor(db, id)]);
  return item;
}

/** The items of these ids, in this order. */
export async function readItems(db: Db, ids: readonly number[]): Promise<StoredItem[]> {
  if (ids.length === 0) return [];
  const rows = await currentItems(db)
    .where('items.id', 'in', [...ids])
    .execute();
  const items = new Map((await withFacts(db, rows)).map((item) => [item.id, item]));
  return ids.flatMap((id) => items.get(id) ?? []);
}

/** Items in their newest revision. */
export function currentItems(db: Db) {
  return db
    .selectFrom('items')
    .innerJoin('item_revisions', shownRevision)
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .select([
      'items.id',
      'items.date',
      'items.kind',
      'items.revision',
      'issues.publication_id',
      'item_revisions.lead_in',
      'item_revisions.title',
      'item_revisions.subtitle',
      'item_revisions.byline',
      'item_revisions.issuer',
      'item_revisions.number',
      'item_revisions.adopted_on',
      'item_revisions.passed_by',
      'item_revisions.body',
      'item_revisions.signature',
      'item_revisions.span_start',
      'item_revisions.span_end',
      'item_revisions.confidence',
    ]);
}

type ItemRow = InferResult<ReturnType<typeof currentItems>>[number];

/** Reads the acts and key dates of many items with few queries. */
export async function withFacts(db: Db, rows: readonly ItemRow[]): Promise<StoredItem[]> {
  const acts: FactRow<Act>[] = [];
  const keyDates: FactRow<KeyDate>[] = [];
  for (let start = 0; start < rows.length; start += IDS_AT_ONCE) {
    const ids = rows.slice(start, start + IDS_AT_ONCE).map((row) => row.id);
    acts.push(...(await readActs(db, ids)));
    keyDates.push(...(await readKeyDates(db, ids)));
  }
  const actsOf = Map.groupBy(acts, ({ itemId }) => itemId);
  const keyDatesOf = Map.groupBy(keyDates, ({ itemId }) => itemId);
  return rows.map((row) => ({
    ...toItem(row),
    acts: (actsOf.get(row.id) ?? []).map(({ fact }) => fact),
    keyDates: (keyDatesOf.get(row.id) ?? []).map(({ fact }) => fact),
  }));
}

/** Both databases take far more parameters, none of them gains by it. */
const IDS_AT_ONCE = 1_000;

type FactRow<T> = { readonly itemId: number; readonly fact: T };

async function readActs(db: Db, ids: readonly number[]): Promise<FactRow<Act>[]> {
  const rows = await db
    .selectFrom('acts')
    .innerJoin('items', (join) =>
      join.onRef('items.id', '=', 'acts.item_id').onRef('items.revision', '=', 'acts.revision'),
    )
    .selectAll('acts')
    .where('acts.item_id', 'in', [...ids])
    .where(isNotRejected('acts'))
    .orderBy('acts.item_id')
    .orderBy('acts.position')
    .execute();
  return rows.map((row) => ({ itemId: row.item_id, fact: toAct(row) }));
}

/** What an admin said is wrong is shown nowhere. */
function isNotRejected(table: 'acts' | 'key_dates') {
  return sql<boolean>`coalesce(${sql.ref(`${table}.verdict`)}, '') <> 'wrong'`;
}

async function readKeyDates(db: Db, ids: readonly number[]): Promise<FactRow<KeyDate>[]> {
  const rows = await db
    .selectFrom('key_dates')
    .innerJoin('items', (join) =>
      join
        .onRef('items.id', '=', 'key_dates.item_id')
        .onRef('items.revision', '=', 'key_dates.revision'),
    )
    .selectAll('key_dates')
    .where('key_dates.item_id', 'in', [...ids])
    .where(isNotRejected('key_dates'))
    .orderBy('key_dates.item_id')
    .orderBy('key_dates.position')
    .execute();
  return rows.map(({ item_id, label, date, span_start, span_end, confidence, reasons }) => ({
    itemId: item_id,
    fact: {
      label,
      date,
      span: [span_start, span_end],
      confidence,
      reasons: readReasons(reasons),
    },
  }));
}

type ActRow = Omit<Act, 'span' | 'reasons'> & {
  readonly span_start: number;
  readonly span_end: number;
  readonly reasons: string;
};

export function toAct(row: ActRow): Act {
  const { person, action, post, organization, date, span_start, span_end, confidence } = row;
  return {
    person,
    action,
    post,
    organization,
    date,
    span: [span_start, span_end],
    confidence,
    reasons: readReasons(row.reasons),
  };
}

function toItem(row: ItemRow): Omit<StoredItem, 'acts' | 'keyDates'> {
  return {
    id: row.id,
    revision: row.revision,
    publication: row.publication_id,
    issueDate: row.date,
    kind: row.kind,
    leadIn: row.lead_in,
    title: row.title,
    subtitle: row.subtitle,
    byline: row.byline,
    issuer: row.issuer,
    number: row.number,
    adoptedOn: row.adopted_on,
    passedBy: row.passed_by,
    body: row.body,
    signature: row.signature,
    span: [row.span_start, row.span_end],
    confidence: row.confidence,
  };
}
