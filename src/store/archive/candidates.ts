import { sql } from 'kysely';
import {
  CONFIDENCE_LINE,
  cutAnchors,
  normalise,
  type Query,
  readClauses,
  spellingsOf,
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
  const { rows } = await sql<{ rowid: number }>`
    select rowid from item_search where ${isCandidate(db, query)}
    order by rowid desc limit ${limit}`.execute(db);
  return rows.map(({ rowid }) => idAt(rowid));
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
    .all.map((words) => words.flatMap(gramsOf))
    .filter((words) => words.every((grams) => grams.length > 0))
    .map((words) => some(words.map(all)));
  const wanted = [...clauses, ...(kinds ? [some(kinds.map((kind) => all([kindGram(kind)])))] : [])];
  const words = wanted.join(` ${and} `);
  return isPostgres(db)
    ? sql<boolean>`grams @@ ${words}::tsquery`
    : sql<boolean>`item_search match ${words}`;
}

/** Of each way it may be printed in. */
function gramsOf(word: string): string[][] {
  return spellingsOf(normalise(word)).map(cutAnchors);
}
