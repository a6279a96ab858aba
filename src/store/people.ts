import { sql } from 'kysely';
import { CONFIDENCE_LINE, type IsoDate, type PrintedAct, spellingsOf } from '../domain/index.ts';
import { isNamed } from './acts.ts';
import type { Db } from './database.ts';
import { toAct } from './read-items.ts';
import { storable } from './storable.ts';

/**
 * Certain acts about offices that have a spelling of every word, and whatever else is told of the same
 * people in such posts: a removal may call the body by a shorter name.
 */
export async function actsAboutOffices(
  db: Db,
  words: readonly (readonly string[])[],
): Promise<PrintedAct[]> {
  if (words.length === 0) return [];
  const held = certainActs(db)
    .select(['acts.person', 'acts.post'])
    .where((eb) =>
      eb.and(words.map((spellings) => eb.or(spellings.map((each) => isNamed(db, each, OFFICE))))),
    );
  return read(db, (acts) => acts.where(sql<boolean>`(acts.person, acts.post) in ${held}`));
}

const OFFICE = sql`acts.organization || acts.post`;

/** Certain acts of everybody of this name. */
export function actsOfPerson(db: Db, name: string): Promise<PrintedAct[]> {
  return read(db, (acts) => acts.where('acts.person', 'in', spellingsOf(storable(name))));
}

/** The names of bodies in certain acts that end in one of these, by paper. */
export async function bodiesEndingIn(
  db: Db,
  endings: readonly string[],
): Promise<Pick<PrintedAct, 'publication' | 'organization'>[]> {
  if (endings.length === 0) return [];
  return certainActs(db)
    .innerJoin('items', 'items.id', 'acts.item_id')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .select(['issues.publication_id as publication', 'acts.organization'])
    .distinct()
    .where((eb) =>
      eb.or(endings.map((ending) => isNamed(db, ending, sql`acts.organization`, 'end'))),
    )
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

async function read(
  db: Db,
  narrow: (acts: ReturnType<typeof certainActs>) => ReturnType<typeof certainActs>,
): Promise<PrintedAct[]> {
  const rows = await narrow(certainActs(db))
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
