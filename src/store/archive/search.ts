import { type RawBuilder, sql } from 'kysely';
import {
  cutGrams,
  cutQuery,
  type Item,
  type ItemKind,
  readClauses,
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
  await unindexItem(db, place);
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

/** Nothing is found there any more. */
export async function unindexItem(db: Db, place: number): Promise<void> {
  await sql`delete from item_search where rowid = ${BigInt(place)}`.execute(db);
}

/** The ids of items that a query finds, newest issue first, and how many there are. */
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
  const wanted = readWanted(search.query);
  if (wanted.all.length === 0 || search.kinds?.length === 0) return { ids: [], total: 0 };
  const kinds = search.kinds?.map(kindGram) ?? [];
  let found = db
    .selectFrom('item_search')
    .where(isPostgres(db) ? isFoundByPostgres(wanted, kinds) : isFoundBySqlite(wanted, kinds));
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

/** One word of a query, in the parts the index knows: each of them is there (`Covid-19`: two). */
type Word = readonly WantedWord[];
type Wanted = {
  /** Each is there, by one of its words at least. */
  readonly all: readonly (readonly Word[])[];
  readonly none: readonly Word[];
};

const LONGEST_QUERY = 500;
/** As many as a chat can ask for, each of one letter. */
const MOST_WORDS = 40;

/** In the grammar in which people follow. The index is in simplified letters, whatever was printed. */
function readWanted(query: string): Wanted {
  const { all, none } = readClauses(query.slice(0, LONGEST_QUERY));
  const clauses = all.map(toWords).filter(({ length }) => length > 0);
  return { all: clauses.slice(0, MOST_WORDS), none: toWords(none) };
}

function toWords(words: readonly string[]): Word[] {
  return words
    .map(cutQuery)
    .filter(({ length }) => length > 0)
    .slice(0, MOST_WORDS);
}

function isFoundBySqlite({ all, none }: Wanted, kinds: readonly string[]): RawBuilder<boolean> {
  const some = (words: readonly Word[]) => `(${words.map(allParts).join(' OR ')})`;
  const wanted = [...all.map(some), ...(kinds.length > 0 ? [`(${kinds.join(' OR ')})`] : [])];
  const found = `(${wanted.join(' AND ')})`;
  const left = none.length > 0 ? `${found} NOT ${some(none)}` : found;
  return sql<boolean>`item_search match ${left}`;
}

function allParts(word: Word): string {
  const phrases = word.map(({ grams, openEnd }) => `"${grams.join(' ')}"${openEnd ? ' *' : ''}`);
  return `(${phrases.join(' AND ')})`;
}

function isFoundByPostgres({ all, none }: Wanted, kinds: readonly string[]): RawBuilder<boolean> {
  const found = [
    ...all.map(hasOneOf),
    ...(kinds.length > 0 ? [hasGrams(kinds.join(' | '))] : []),
    ...(none.length > 0 ? [sql<boolean>`not ${hasOneOf(none)}`] : []),
  ];
  return sql<boolean>`(${sql.join(found, sql` and `)})`;
}

function hasOneOf(words: readonly Word[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(words.map(isPrinted), sql` or `)})`;
}

/**
 * The index finds the items having all grams. That they stand in a row is looked up in the text of
 * grams: a `tsvector` keeps no more than 256 places of one gram, and none after the 16,383rd.
 */
function isPrinted(word: Word): RawBuilder<boolean> {
  const grams = word.flatMap(({ grams, openEnd }) =>
    grams.map((gram, index) => `'${gram}'${openEnd && index === grams.length - 1 ? ':*' : ''}`),
  );
  const rows = word
    .filter(({ grams }) => grams.length > 1)
    .map(({ grams, openEnd }) => ` ${grams.join(' ')}${openEnd ? '' : ' '}`)
    .map((row) => sql<boolean>`strpos(item_search.words, ${row}) > 0`);
  return sql<boolean>`(${sql.join([hasGrams(grams.join(' & ')), ...rows], sql` and `)})`;
}

function hasGrams(wanted: string): RawBuilder<boolean> {
  return sql<boolean>`item_search.grams @@ ${wanted}::tsquery`;
}

function gramsOf(item: Item): string[] {
  const acts = item.acts.flatMap(({ person, post, organization }) => [person, post, organization]);
  const { title, subtitle, number, issuer, body, signature } = item;
  const fields = [title, subtitle, number, issuer, ...acts, body, signature];
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
