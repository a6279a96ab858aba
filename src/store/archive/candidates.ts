import { type RawBuilder, sql } from 'kysely';
import {
  CONFIDENCE_LINE,
  cutAnchors,
  normalise,
  type Query,
  readClauses,
} from '../../domain/index.ts';
import { type Db, isPostgres } from '../database/database.ts';
import { idAt } from '../database/place.ts';
import { kindGram } from './search.ts';

/**
 * The newest articles that may match a query, newest issue first: those whose search index has every
 * gram of it, or for an office those with acts. Whether they do is for `match` to say.
 */
export async function candidatesOf(db: Db, query: Query, limit: number): Promise<number[]> {
  if (query.by === 'office') return withActs(db, limit);
  const places = await placesWhere(db, isCandidate(db, query), limit);
  if (query.kinds?.includes('appointment'))
    places.push(...(await placesWhere(db, isOtherWithActs(db, query), limit)));
  return [...new Set(places)]
    .sort((a, b) => b - a)
    .slice(0, limit)
    .map(idAt);
}

async function placesWhere(
  db: Db,
  condition: RawBuilder<boolean>,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ rowid: number }>`
    select rowid from item_search where ${condition}
    order by rowid desc limit ${limit}`.execute(db);
  return rows.map(({ rowid }) => rowid);
}

/** Who wants appointments wants them wherever they are printed. */
function isOtherWithActs(db: Db, query: Query): RawBuilder<boolean> {
  return sql<boolean>`${isCandidate(db, { ...query, kinds: null })} and exists (
    select 1 from acts
    where acts.place = item_search.rowid and acts.confidence >= ${sql.lit(CONFIDENCE_LINE)})`;
}

async function withActs(db: Db, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('acts')
    .select('place')
    .distinct()
    .where('place', 'is not', null)
    .where('confidence', '>=', CONFIDENCE_LINE)
    .orderBy('place', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap(({ place }) => (place === null ? [] : idAt(place)));
}

function isCandidate(db: Db, { text, kinds }: Query) {
  const [and, or] = isPostgres(db) ? ['&', '|'] : ['AND', 'OR'];
  const quote = isPostgres(db) ? "'" : '"';
  const some = (parts: readonly string[]) => `(${parts.join(` ${or} `)})`;
  const all = (grams: readonly string[]) =>
    `(${grams.map((gram) => `${quote}${gram}${quote}`).join(` ${and} `)})`;
  const clauses = readClauses(text)
    .all.map((words) => words.map((word) => cutAnchors(normalise(word))))
    .filter((words) => words.every((grams) => grams.length > 0))
    .map((words) => some(words.map(all)));
  const wanted = [...clauses, ...(kinds ? [some(kinds.map((kind) => all([kindGram(kind)])))] : [])];
  const words = wanted.join(` ${and} `);
  return isPostgres(db)
    ? sql<boolean>`grams @@ ${words}::tsquery`
    : sql<boolean>`item_search match ${words}`;
}
