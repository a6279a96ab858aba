import { setImmediate as letOthersRun } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Frequency, Query } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { givenIds, listedIds } from '../database/given-rows.ts';
import { prepared } from '../database/prepared.ts';
import type { Stretch } from './audience.ts';
import { readDefinition } from './queries.ts';

/** A query, and a gram of an article by which it was found. */
export type FoundQuery = {
  readonly gram: string;
  readonly queryId: number;
  readonly query: Query;
};

const GRAMS_AT_ONCE = 25;

/** The queries that articles with these grams may match, some at a time. One may be found by more than one. */
export async function* queriesFoundBy(
  db: Db,
  grams: readonly string[],
): AsyncGenerator<FoundQuery[]> {
  for (let start = 0; start < grams.length; start += GRAMS_AT_ONCE) {
    const some = sql<string>`${givenIds(db, grams.slice(start, start + GRAMS_AT_ONCE))}`;
    const rows = await db
      .selectFrom('query_anchors')
      .selectAll()
      .where('gram', 'in', some)
      .execute();
    yield rows.map(({ gram, query_id, kinds, ...query }) => ({
      ...{ gram, queryId: query_id },
      query: { ...query, kinds: kinds === null ? null : JSON.parse(kinds) },
    }));
    await letOthersRun();
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

export type Follower = { readonly chatId: number; readonly queryId: number };

/** Who follows any of these queries, in whatever rhythm; no more than `limit`. */
export async function followersOf(
  db: Db,
  queryIds: readonly number[],
  limit: number,
): Promise<Follower[]> {
  return await db
    .selectFrom('interests')
    .select(['chat_id as chatId', 'query_id as queryId'])
    .where('query_id', 'in', sql<number>`${givenIds(db, queryIds)}`)
    .limit(limit)
    .execute();
}

export type Follow = Follower & {
  /** That of its own; `null`: it comes with the rest of the digest. */
  readonly frequency: Frequency | null;
};

/** The newest interest there is: a greater number is one that began after this. */
export async function newestInterestId(db: Db): Promise<number> {
  const row = await db
    .selectFrom('interests')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Which of these queries the chats of a stretch follow. */
export async function followsIn(
  db: Db,
  stretch: Stretch,
  queryIds: readonly number[],
): Promise<Follow[]> {
  if (queryIds.length === 0) return [];
  const { rows } = await readFollows(db, { ...stretch, queryIds: JSON.stringify(queryIds) });
  return rows;
}

/** What chats of a stretch began to follow after this interest. */
export async function followsSince(
  db: Db,
  stretch: Stretch,
  interestId: number,
): Promise<Follow[]> {
  const { rows } = await readNewFollows(db, { ...stretch, interestId });
  return rows;
}

const COLUMNS = sql`chat_id as "chatId", query_id as "queryId", frequency`;

const readFollows = prepared<Stretch & { readonly queryIds: string }, Follow>(
  ({ after, through, queryIds }, db) => sql`
    select ${COLUMNS} from interests
    where query_id in ${listedIds(db, 'bigint', queryIds)}
      and chat_id > ${after} and chat_id <= ${through}`,
);

// Few are that new: they are found by their number.
const readNewFollows = prepared<Stretch & { readonly interestId: number }, Follow>(
  ({ after, through, interestId }) => sql`
    select ${COLUMNS} from interests
    where id > ${interestId} and +chat_id > ${after} and +chat_id <= ${through}`,
);

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
