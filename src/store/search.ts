import { type RawBuilder, sql } from 'kysely';
import type { Item } from '../domain/index.ts';
import { type Db, isPostgres } from './database.ts';
import { cutGrams, cutQuery, type WantedWord } from './grams.ts';

/** PostgreSQL's `tsvector` ends at 1 MB; an article of 160,000 characters is indexed in full. */
const MOST_BYTES = 1_000_000;
/** A gram of no text: words do not stand in a row across two fields. */
const BREAK = 'u0u';

/** Makes the item findable by the words of this revision, and no longer by those of another. */
export async function indexItem(db: Db, id: number, item: Item): Promise<void> {
  const grams = withinBytes(gramsOf(item));
  await db.deleteFrom('item_search').where('rowid', '=', id).execute();
  if (isPostgres(db))
    await sql`insert into item_search (rowid, grams, words)
      values (${id}, array_to_tsvector(${[...new Set(grams)]}::text[]), ${` ${grams.join(' ')} `})`.execute(
      db,
    );
  else
    await db
      .insertInto('item_search')
      .values({ rowid: id, grams: grams.join(' ') })
      .execute();
}

/**
 * A condition on `item_search`: every word of the query is in the item. `undefined`: there is
 * nothing in the query to look for.
 */
export function isFound(db: Db, query: string): RawBuilder<boolean> | undefined {
  const words = cutQuery(query);
  if (words.length === 0) return undefined;
  return isPostgres(db) ? isFoundByPostgres(words) : isFoundBySqlite(words);
}

function isFoundBySqlite(words: readonly WantedWord[]): RawBuilder<boolean> {
  const phrases = words.map(({ grams, openEnd }) => `"${grams.join(' ')}"${openEnd ? ' *' : ''}`);
  return sql<boolean>`item_search match ${phrases.join(' AND ')}`;
}

/**
 * The index finds the items having all grams. That they stand in a row is looked up in the text of
 * grams: a `tsvector` keeps no more than 256 places of one gram, and none after the 16,383rd.
 */
function isFoundByPostgres(words: readonly WantedWord[]): RawBuilder<boolean> {
  const all = words.flatMap(({ grams, openEnd }) =>
    grams.map((gram, index) => `'${gram}'${openEnd && index === grams.length - 1 ? ':*' : ''}`),
  );
  const rows = words
    .filter(({ grams }) => grams.length > 1)
    .map(({ grams, openEnd }) => ` ${grams.join(' ')}${openEnd ? '' : ' '}`)
    .map((row) => sql<boolean>`strpos(item_search.words, ${row}) > 0`);
  const found = sql<boolean>`item_search.grams @@ ${all.join(' & ')}::tsquery`;
  return sql<boolean>`(${sql.join([found, ...rows], sql` and `)})`;
}

function gramsOf(item: Item): string[] {
  const acts = item.acts.flatMap(({ person, post, organization }) => [person, post, organization]);
  const fields = [item.title, item.subtitle, item.number, item.issuer, ...acts, item.body];
  return fields.filter((field) => field !== null).flatMap((field) => [...cutGrams(field), BREAK]);
}

function withinBytes(grams: readonly string[]): readonly string[] {
  let bytes = 0;
  const end = grams.findIndex((gram) => {
    bytes += Buffer.byteLength(gram);
    return bytes > MOST_BYTES;
  });
  return end < 0 ? grams : grams.slice(0, end);
}
