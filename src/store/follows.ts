import { sql } from 'kysely';
import type { Frequency, Query } from '../domain/index.ts';
import type { Stretch } from './audience.ts';
import type { Db } from './database.ts';
import { givenIds } from './given-rows.ts';
import { readDefinition } from './queries.ts';

/** A query, and the grams by which articles find it. */
export type FoundQuery = {
  readonly id: number;
  readonly query: Query;
  readonly grams: readonly string[];
};

const GRAMS_AT_ONCE = 50;

/**
 * The queries that articles with these grams may match, some at a time, each once. They are read in the
 * order they are kept in: of a hundred thousand no page of the file is read twice.
 */
export async function* queriesFoundBy(
  db: Db,
  grams: readonly string[],
): AsyncGenerator<FoundQuery[]> {
  const found = await findByGrams(db, grams);
  const queryOf = (place: number) => Math.floor(place / grams.length);
  for (let start = 0, end = 0; start < found.length; start = end) {
    end = Math.min(start + QUERIES_AT_ONCE, found.length);
    while (end < found.length && queryOf(found[end] ?? 0) === queryOf(found[end - 1] ?? 0))
      end += 1;
    const gramsOf = new Map<number, string[]>();
    for (const place of found.subarray(start, end)) {
      const gram = grams[place % grams.length] ?? '';
      const others = gramsOf.get(queryOf(place));
      if (others) others.push(gram);
      else gramsOf.set(queryOf(place), [gram]);
    }
    const queries = await readQueries(db, [...gramsOf.keys()]);
    yield queries.map(({ id, query }) => ({ id, query, grams: gramsOf.get(id) ?? [] }));
  }
}

/** By query, then by gram: one number for both, since there may be very many. */
async function findByGrams(db: Db, grams: readonly string[]): Promise<Float64Array> {
  const placeOf = new Map(grams.map((gram, place) => [gram, place]));
  const found: number[] = [];
  for (let start = 0; start < grams.length; start += GRAMS_AT_ONCE) {
    const some = sql<string>`${givenIds(db, grams.slice(start, start + GRAMS_AT_ONCE))}`;
    const rows = await db
      .selectFrom('query_grams')
      .select(['query_id', 'gram'])
      .where('gram', 'in', some)
      .execute();
    for (const { query_id, gram } of rows)
      found.push(query_id * grams.length + (placeOf.get(gram) ?? 0));
  }
  return Float64Array.from(found).sort();
}

export async function readQueries(
  db: Db,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly query: Query }[]> {
  const rows = await db
    .selectFrom('queries')
    .select(['id', 'definition'])
    .where('id', 'in', sql<number>`${givenIds(db, ids)}`)
    .execute();
  return rows.map(({ id, definition }) => ({ id, query: readDefinition(definition) }));
}

export type Follow = {
  readonly chatId: number;
  readonly queryId: number;
  /** With a rhythm of its own, and not with the rest of the digest. */
  readonly isApart: boolean;
};

const QUERIES_AT_ONCE = 500;

/** Who follows any of these queries, some at a time, in whatever rhythm. One may come more than once. */
export async function* followersOf(db: Db, queryIds: readonly number[]): AsyncGenerator<number[]> {
  for (let start = 0; start < queryIds.length; start += QUERIES_AT_ONCE) {
    const some = sql<number>`${givenIds(db, queryIds.slice(start, start + QUERIES_AT_ONCE))}`;
    const rows = await db
      .selectFrom('interests')
      .select('chat_id as chatId')
      .where('query_id', 'in', some)
      .execute();
    yield rows.map(({ chatId }) => chatId);
  }
}

/** The newest interest there is: a greater number is one that began after this. */
export async function newestInterestId(db: Db): Promise<number> {
  const row = await db
    .selectFrom('interests')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** What chats follow, all of a stretch, or only those named. */
export async function followsIn(
  db: Db,
  { after, through }: Stretch,
  chatIds: readonly number[] | null,
): Promise<Follow[]> {
  if (chatIds?.length === 0) return [];
  const rows = await follows(db)
    .$if(chatIds === null, (query) =>
      query.where('chat_id', '>', after).where('chat_id', '<=', through),
    )
    .$if(chatIds !== null, (query) =>
      query.where('chat_id', 'in', sql<number>`${givenIds(db, chatIds ?? [])}`),
    )
    .execute();
  return rows.map(toFollow);
}

/** What chats of a stretch began to follow after this interest. */
export async function followsSince(
  db: Db,
  { after, through }: Stretch,
  interestId: number,
): Promise<Follow[]> {
  const rows = await follows(db)
    .where('id', '>', interestId)
    .where(sql<number>`+chat_id`, '>', after) // few are that new: they are found by their number
    .where(sql<number>`+chat_id`, '<=', through)
    .execute();
  return rows.map(toFollow);
}

function follows(db: Db) {
  return db
    .selectFrom('interests')
    .select(['chat_id as chatId', 'query_id as queryId', 'frequency']);
}

type FollowRow = Omit<Follow, 'isApart'> & { readonly frequency: Frequency | null };

function toFollow({ chatId, queryId, frequency }: FollowRow): Follow {
  return { chatId, queryId, isApart: frequency !== null };
}

/** What chats of a stretch were told before their turn. */
export async function toldBefore(
  db: Db,
  { after, through }: Stretch,
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const rows = await db
    .selectFrom('told_items')
    .selectAll()
    .where('chat_id', '>', after)
    .where('chat_id', '<=', through)
    .execute();
  const told = new Map<number, Set<number>>();
  for (const { chat_id, item_id } of rows)
    told.set(chat_id, (told.get(chat_id) ?? new Set()).add(item_id));
  return told;
}
