import { type RawBuilder, sql } from 'kysely';
import {
  cutGrams,
  cutQuery,
  type Item,
  type ItemKind,
  spellingsOf,
  type WantedWord,
} from '../../domain/index.ts';
import { type Db, isPostgres } from '../database/database.ts';
import { idAt, type Period, placesIn } from '../database/place.ts';

/** PostgreSQL's `tsvector` ends at 1 MB; an article of 160,000 characters is indexed in full. */
const MOST_BYTES = 1_000_000;
/** A gram of no text: words do not stand in a row across two fields. */
const BREAK = 'u0u';

/** Makes an item findable by the words of this revision, and no longer by those of another. */
export async function indexItem(db: Db, place: number, item: Item): Promise<void> {
  const rowid = BigInt(place); // FTS5 takes no row by a floating-point number
  const grams = withinBytes(gramsOf(item));
  await sql`delete from item_search where rowid = ${rowid}`.execute(db);
  if (isPostgres(db))
    await sql`insert into item_search (rowid, grams, words)
      values (${rowid}, array_to_tsvector(${[...new Set(grams)]}::text[]), ${` ${grams.join(' ')} `})`.execute(
      db,
    );
  else
    await sql`insert into item_search (rowid, grams) values (${rowid}, ${grams.join(' ')})`.execute(
      db,
    );
}

/** The ids of items having every word of the query, newest issue first, and how many there are. */
export async function findIds(
  db: Db,
  search: {
    readonly query: string;
    readonly kinds: readonly ItemKind[] | undefined;
    readonly period?: Period | undefined;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<{ ids: number[]; total: number }> {
  const ways = waysToPrint(search.query);
  if (ways.length === 0 || search.kinds?.length === 0) return { ids: [], total: 0 };
  const kinds = search.kinds?.map(kindGram) ?? [];
  let found = db
    .selectFrom('item_search')
    .where(isPostgres(db) ? isFoundByPostgres(ways, kinds) : isFoundBySqlite(ways, kinds));
  if (search.period) found = found.where(isPrintedIn(search.period));
  const { total } = await found
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .select('rowid')
    .orderBy('rowid', 'desc')
    .limit(search.limit)
    .offset(search.offset)
    .execute();
  return { ids: rows.map(({ rowid }) => idAt(rowid)), total };
}

/** FTS5 takes no row by a floating-point number. */
function isPrintedIn(period: Period): RawBuilder<boolean> {
  const { from, to } = placesIn(period);
  return sql<boolean>`item_search.rowid between ${BigInt(from)} and ${BigInt(to)}`;
}

type Words = readonly WantedWord[];

const MOST_WAYS = 6;
const LONGEST_QUERY = 500;

/** The words of a query in simplified and traditional letters: a paper prints either. */
function waysToPrint(query: string): Words[] {
  return spellingsOf(query.slice(0, LONGEST_QUERY))
    .slice(0, MOST_WAYS)
    .map(cutQuery)
    .filter(({ length }) => length > 0);
}

function isFoundBySqlite(ways: readonly Words[], kinds: readonly string[]): RawBuilder<boolean> {
  const either = ways.map((words) => `(${words.map(phraseOf).join(' AND ')})`).join(' OR ');
  const wanted = kinds.length > 0 ? `(${either}) AND (${kinds.join(' OR ')})` : either;
  return sql<boolean>`item_search match ${wanted}`;
}

function phraseOf({ grams, openEnd }: WantedWord): string {
  return `"${grams.join(' ')}"${openEnd ? ' *' : ''}`;
}

function isFoundByPostgres(ways: readonly Words[], kinds: readonly string[]): RawBuilder<boolean> {
  const found = ways.map((words) => isPrintedSo(words, kinds));
  return sql<boolean>`(${sql.join(found, sql` or `)})`;
}

/**
 * The index finds the items having all grams. That they stand in a row is looked up in the text of
 * grams: a `tsvector` keeps no more than 256 places of one gram, and none after the 16,383rd.
 */
function isPrintedSo(words: Words, kinds: readonly string[]): RawBuilder<boolean> {
  const grams = words.flatMap(({ grams, openEnd }) =>
    grams.map((gram, index) => `'${gram}'${openEnd && index === grams.length - 1 ? ':*' : ''}`),
  );
  const wanted = kinds.length > 0 ? [...grams, `(${kinds.join(' | ')})`] : grams;
  const rows = words
    .filter(({ grams }) => grams.length > 1)
    .map(({ grams, openEnd }) => ` ${grams.join(' ')}${openEnd ? '' : ' '}`)
    .map((row) => sql<boolean>`strpos(item_search.words, ${row}) > 0`);
  const found = sql<boolean>`item_search.grams @@ ${wanted.join(' & ')}::tsquery`;
  return sql<boolean>`(${sql.join([found, ...rows], sql` and `)})`;
}

function gramsOf(item: Item): string[] {
  const acts = item.acts.flatMap(({ person, post, organization }) => [person, post, organization]);
  const fields = [item.title, item.subtitle, item.number, item.issuer, ...acts, item.body];
  const cut = fields
    .filter((field) => field !== null)
    .flatMap((field) => [...cutGrams(field), BREAK]);
  return [kindGram(item.kind), BREAK, ...cut];
}

/** A gram that stands for the item's kind, and that no word of a text gives. */
export function kindGram(kind: ItemKind): string {
  return `u0u${kind}`;
}

function withinBytes(grams: readonly string[]): readonly string[] {
  let bytes = 0;
  const end = grams.findIndex((gram) => {
    bytes += Buffer.byteLength(gram);
    return bytes > MOST_BYTES;
  });
  return end < 0 ? grams : grams.slice(0, end);
}
