import { sql } from 'kysely';
import type { Query } from '../domain/index.ts';
import type { Stretch } from './audience.ts';
import type { Db } from './database.ts';
import { givenIds, listedIds } from './given-rows.ts';
import { readDefinition } from './queries.ts';

/** A query, and one of the grams by which articles find it. */
export type FoundQuery = { readonly id: number; readonly query: Query; readonly gram: string };

const GRAMS_AT_ONCE = 500;

/** The queries that articles with these grams may match, some at a time. One may come more than once. */
export async function* queriesFoundBy(
  db: Db,
  grams: readonly string[],
): AsyncGenerator<FoundQuery[]> {
  for (let start = 0; start < grams.length; start += GRAMS_AT_ONCE) {
    const some = sql<string>`${givenIds(db, grams.slice(start, start + GRAMS_AT_ONCE))}`;
    const rows = await db
      .selectFrom('query_grams')
      .innerJoin('queries', 'queries.id', 'query_grams.query_id')
      .select(['queries.id', 'queries.definition', 'query_grams.gram'])
      .where('query_grams.gram', 'in', some)
      .execute();
    yield rows.map(({ id, definition, gram }) => ({ id, gram, query: readDefinition(definition) }));
  }
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

export type Follow = { readonly chatId: number; readonly queryId: number };

/** A list of more takes longer to look through than to leave to the caller. */
const LONGEST_LIST = 1_000;

/**
 * Of a stretch of chats, who follows which of these queries, or any that is newer than `newest`, and
 * is told of it with the rest of its digest.
 */
export async function followsIn(
  db: Db,
  {
    stretch,
    queryIds,
    newest,
  }: {
    readonly stretch: Stretch;
    readonly queryIds: ReadonlySet<number> | ReadonlyMap<number, unknown>;
    readonly newest: number;
  },
): Promise<Follow[]> {
  let follows = db
    .selectFrom('interests')
    .select(['chat_id as chatId', 'query_id as queryId'])
    .where('chat_id', '>', stretch.after)
    .where('chat_id', '<=', stretch.through)
    .where('frequency', 'is', null);
  if (queryIds.size <= LONGEST_LIST) {
    const ids = sql.val(JSON.stringify([...queryIds.keys()]));
    const given = sql<number>`${listedIds(db, 'bigint', ids)}`;
    follows = follows.where((eb) => eb('query_id', 'in', given).or('query_id', '>', newest));
    return follows.execute();
  }
  const all = await follows.execute();
  return all.filter(({ queryId }) => queryId > newest || queryIds.has(queryId));
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
