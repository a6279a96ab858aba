import { type Db, followersOf, type Stretch } from '../store/index.ts';

/** Of queries that articles match, those to ask for of a stretch of chats, and no others. */
export type QueryFollowers = {
  /** Who follows what, in the order of the chats. Plain numbers: there may be a million. */
  readonly chatIds: Float64Array;
  readonly queryIds: Float64Array;
  /** Followed by so many that they are asked for everywhere. */
  readonly popular: readonly number[];
};

export const NO_FOLLOWERS: QueryFollowers = {
  ...{ chatIds: new Float64Array(), queryIds: new Float64Array() },
  popular: [],
};

const POPULAR = 5_000;
const QUERIES_AT_ONCE = 500;

/** With the followers of these queries, too. */
export async function withFollowers(
  db: Db,
  known: QueryFollowers,
  queryIds: readonly number[],
): Promise<QueryFollowers> {
  const found: Found = {
    ...{ chatIds: [...known.chatIds], queryIds: [...known.queryIds] },
    popular: [...known.popular],
  };
  // In the order they are kept in: no page of the file is read twice.
  const sorted = Float64Array.from(queryIds).sort();
  for (let start = 0; start < sorted.length; start += QUERIES_AT_ONCE)
    await look(db, found, [...sorted.subarray(start, start + QUERIES_AT_ONCE)]);
  return byChat(found);
}

type Found = { readonly [Part in keyof QueryFollowers]: number[] };

/** Halves the queries until their followers are few, or it is the one that has so many. */
async function look(db: Db, found: Found, queryIds: readonly number[]): Promise<void> {
  const followers = await followersOf(db, queryIds, POPULAR);
  if (followers.length < POPULAR)
    for (const { chatId, queryId } of followers) {
      found.chatIds.push(chatId);
      found.queryIds.push(queryId);
    }
  else if (queryIds.length === 1) found.popular.push(...queryIds);
  else {
    const middle = queryIds.length >> 1;
    await look(db, found, queryIds.slice(0, middle));
    await look(db, found, queryIds.slice(middle));
  }
}

function byChat({ chatIds, queryIds, popular }: Found): QueryFollowers {
  const chatAt = (place: number) => chatIds[place] ?? 0;
  const order = Uint32Array.from(chatIds.keys()).sort((a, b) => chatAt(a) - chatAt(b));
  return {
    chatIds: Float64Array.from(order, chatAt),
    queryIds: Float64Array.from(order, (place) => queryIds[place] ?? 0),
    popular,
  };
}

export function queriesFollowedIn(
  { chatIds, queryIds, popular }: QueryFollowers,
  { after, through }: Stretch,
): number[] {
  const within = queryIds.subarray(firstOver(chatIds, after), firstOver(chatIds, through));
  return [...new Set([...popular, ...within])];
}

/** Where in a sorted list the first greater number stands. */
function firstOver(sorted: Float64Array, limit: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) > limit) to = middle;
    else from = middle + 1;
  }
  return from;
}
