import { sql } from 'kysely';
import {
  CONFIDENCE_LINE,
  type IsoDate,
  type ListedAct,
  type PrintedAct,
  spellingsOf,
} from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { givenIds } from '../database/given-rows.ts';
import { storable } from '../database/storable.ts';
import { isNamed } from './acts.ts';
import { readReasons } from './fact-reasons.ts';
import { toAct } from './read-items.ts';
import { shownRevision } from './shown-revision.ts';

/**
 * Certain acts about offices that have a spelling of every word, and whatever else is told of the same
 * people in such posts: a removal may call the body by a shorter name. There may be thousands, of
 * which a page is shown: only where nothing else tells two apart are their titles read.
 */
export async function actsAboutOffices(
  db: Db,
  words: readonly (readonly string[])[],
): Promise<ListedAct[]> {
  if (words.length === 0) return [];
  const rows = await certainActs(db)
    .innerJoin('items', 'items.id', 'acts.item_id')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .select([
      'acts.item_id as itemId',
      'acts.person',
      'acts.action',
      'acts.post',
      'acts.organization',
      'acts.date',
      'acts.span_start',
      'acts.span_end',
      'acts.confidence',
      'acts.reasons',
      'items.date as issueDate',
      'issues.publication_id as publication',
    ])
    // One walk through the acts is quicker than an index asked for each of thousands of people.
    .where(sql<boolean>`(acts.person || '', acts.post) in ${heldOffices(db, words)}`)
    .execute();
  const titles = await titlesOf(db, toldAlike(rows));
  return rows.map(({ span_start, span_end, reasons, ...act }) => ({
    ...act,
    span: [span_start, span_end],
    reasons: readReasons(reasons),
    title: titles.get(act.itemId) ?? null,
  }));
}

/** Who was ever in such an office, and in which post. */
function heldOffices(db: Db, words: readonly (readonly string[])[]) {
  // Fewer than the acts: each is compared with the words once.
  const offices = db
    .selectFrom(certainActs(db).select(['organization', 'post']).distinct().as('offices'))
    .select(['organization', 'post'])
    .where((eb) =>
      eb.and(words.map((spellings) => eb.or(spellings.map((each) => isNamed(db, each, OFFICE))))),
    );
  return certainActs(db)
    .select(['acts.person', 'acts.post'])
    .where(sql<boolean>`(acts.organization, acts.post) in ${offices}`);
}

/** Nothing but titles tells acts of one person apart that stand at one place of one day's papers. */
function toldAlike(
  acts: readonly (Pick<ListedAct, 'person' | 'issueDate' | 'itemId'> & {
    readonly span_start: number;
  })[],
): number[] {
  const alike = Map.groupBy(acts, ({ person, issueDate, span_start }) =>
    [person, issueDate, span_start].join('\n'),
  );
  const several = [...alike.values()].filter(({ length }) => length > 1).flat();
  return several.map(({ itemId }) => itemId);
}

const OFFICE = sql`organization || post`;

/** The titles of articles, by their numbers. */
export async function titlesOf(
  db: Db,
  itemIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('items')
    .innerJoin('item_revisions', shownRevision)
    .select(['items.id', 'item_revisions.title'])
    .where('items.id', 'in', sql<number>`${givenIds(db, itemIds)}`)
    .execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** Certain acts of everybody of this name. */
export async function actsOfPerson(db: Db, name: string): Promise<PrintedAct[]> {
  const rows = await certainActs(db)
    .where('acts.person', 'in', spellingsOf(storable(name)))
    .innerJoin('items', 'items.id', 'acts.item_id')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .innerJoin('item_revisions', (join) =>
      join
        .onRef('item_revisions.item_id', '=', 'acts.item_id')
        .onRef('item_revisions.revision', '=', 'acts.revision'),
    )
    .selectAll('acts')
    .select([
      'items.date as issue_date',
      'issues.publication_id as publication',
      'item_revisions.title',
    ])
    .execute();
  return rows.map((row) => ({
    ...toAct(row),
    itemId: row.item_id,
    publication: row.publication,
    issueDate: row.issue_date,
    title: row.title,
  }));
}

/** The names of bodies in certain acts that end in one of these, by paper. */
export async function bodiesEndingIn(
  db: Db,
  endings: readonly string[],
): Promise<Pick<PrintedAct, 'publication' | 'organization'>[]> {
  if (endings.length === 0) return [];
  const bodies = db
    .selectFrom(certainActs(db).select('organization').distinct().as('bodies'))
    .select('organization')
    .where((eb) => eb.or(endings.map((ending) => isNamed(db, ending, sql`organization`, 'end'))));
  return certainActs(db)
    .innerJoin('items', 'items.id', 'acts.item_id')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .select(['issues.publication_id as publication', 'acts.organization'])
    .distinct()
    .where('acts.organization', 'in', bodies)
    .execute();
}

/** The day of the oldest issue, `null` while there is none. */
export async function archiveBegins(db: Db): Promise<IsoDate | null> {
  const row = await db
    .selectFrom('issues')
    .select((eb) => eb.fn.min('date').as('date'))
    .executeTakeFirst();
  return row?.date ?? null;
}

function certainActs(db: Db) {
  return db
    .selectFrom('acts')
    .where('acts.place', 'is not', null)
    .where('acts.confidence', '>=', CONFIDENCE_LINE);
}
