import type { StoredItem } from '../domain/index.ts';
import { anchorsIn, matcherOf } from '../match/index.ts';
import {
  type Db,
  type Follow,
  followersOf,
  followsIn,
  followsSince,
  newestInterestId,
  newestQueryId,
  queriesFoundBy,
  readQueries,
  type Stretch,
} from '../store/index.ts';

type ItemsOfChats = ReadonlyMap<number, ReadonlySet<number>>;

/** By chat, the articles in which it follows something. A chat that follows nothing is not in it. */
export type Followed = ItemsOfChats & {
  /** Those of them in which it follows nothing but what comes in rhythms of its own. */
  readonly apart: ItemsOfChats;
};

type Wanted = {
  readonly stretch: Stretch;
  readonly items: readonly StoredItem[];
  /** With every review an article may say something else. */
  readonly reviewId: number;
};

export type FollowedItems = {
  /** Whether an article is among those whose followers are known: only its id need be given from then on. */
  knows(itemId: number, reviewId: number): boolean;
  /** What the chats of a stretch follow among these articles and those looked at before. */
  of(db: Db, wanted: Wanted): Promise<Followed>;
  /** By query, those of these articles, and of those looked at before, that match it. */
  matching(
    db: Db,
    asked: Omit<Wanted, 'stretch'> & { readonly queryIds: readonly number[] },
  ): Promise<ReadonlyMap<number, readonly number[]>>;
};

/**
 * Which articles match what is followed. An article is compared with the queries it finds by its grams,
 * once for all chats, and with none of them again as long as this is kept.
 */
export function lookForFollowed(): FollowedItems {
  let known = nothingKnown(0);
  async function look(db: Db, { items, reviewId }: Omit<Wanted, 'stretch'>): Promise<void> {
    if (known.reviewId !== reviewId || items.some((item) => isOther(known, item)))
      known = nothingKnown(reviewId);
    const fresh = items.filter(({ id }) => !known.items.has(id));
    if (fresh.length > 0) await learn(db, known, fresh);
  }
  return {
    knows: (itemId, reviewId) => known.reviewId === reviewId && known.items.has(itemId),
    async matching(db, { queryIds, ...read }) {
      await look(db, read);
      const newer = queryIds.filter((id) => id > known.newestQuery);
      return new Map([...known.byQuery, ...(await matchNewer(db, known, newer))]);
    },
    async of(db, { stretch, ...read }) {
      await look(db, read);
      if (known.items.size === 0) return NOBODY;
      const since = await followsSince(db, stretch, known.newestInterest);
      const newer = since.filter(({ queryId }) => queryId > known.newestQuery);
      const ofNewer = await matchNewer(
        db,
        known,
        newer.map(({ queryId }) => queryId),
      );
      const follows = await followsIn(db, stretch, followersWithin(known, stretch));
      return byChat(
        [...follows, ...since],
        ({ queryId }) => ofNewer.get(queryId) ?? known.byQuery.get(queryId),
      );
    },
  };
}

function byChat(
  follows: readonly Follow[],
  matching: (follow: Follow) => readonly number[] | undefined,
): Followed {
  const followed = new Map<number, Set<number>>();
  const apart = new Map<number, Set<number>>();
  for (const follow of follows)
    if (!follow.isApart) addTo(followed, follow.chatId, matching(follow));
  for (const follow of follows)
    if (follow.isApart) {
      const others = matching(follow)?.filter((id) => !followed.get(follow.chatId)?.has(id));
      addTo(apart, follow.chatId, others);
    }
  for (const [chatId, items] of apart) addTo(followed, chatId, [...items]);
  return Object.assign(followed, { apart });
}

function addTo(
  chats: Map<number, Set<number>>,
  chatId: number,
  items: readonly number[] | undefined,
): void {
  if (!items || items.length === 0) return;
  const known = chats.get(chatId) ?? new Set();
  for (const id of items) known.add(id);
  chats.set(chatId, known);
}

const NOBODY: Followed = Object.assign(new Map<number, Set<number>>(), {
  apart: new Map<number, Set<number>>(),
});

type Known = {
  readonly reviewId: number;
  readonly items: Map<number, StoredItem>;
  /** The articles each query matches. */
  readonly byQuery: Map<number, number[]>;
  /** Who follows any of these queries, sorted; `null`: so many that whoever asks looks at all. */
  followers: Float64Array | null;
  /** The newest there were when the first article was looked at. */
  newestQuery: number;
  newestInterest: number;
};

function nothingKnown(reviewId: number): Known {
  return {
    ...{ reviewId, items: new Map(), byQuery: new Map(), followers: new Float64Array() },
    ...{ newestQuery: 0, newestInterest: 0 },
  };
}

/** It was corrected meanwhile. */
function isOther({ items }: Known, { id, revision }: StoredItem): boolean {
  return (items.get(id)?.revision ?? revision) !== revision;
}

async function learn(db: Db, known: Known, fresh: readonly StoredItem[]): Promise<void> {
  if (known.items.size === 0) {
    known.newestInterest = await newestInterestId(db);
    known.newestQuery = await newestQueryId(db);
  }
  const byGram = new Map<string, StoredItem[]>();
  for (const item of fresh) {
    known.items.set(item.id, item);
    for (const gram of anchorsIn(item)) byGram.set(gram, [...(byGram.get(gram) ?? []), item]);
  }
  const matched: number[] = [];
  for await (const found of queriesFoundBy(db, [...byGram.keys()]))
    for (const { id, query, grams } of found) {
      const matches = matcherOf(query);
      const candidates = new Set(grams.flatMap((gram) => byGram.get(gram) ?? []));
      const ids = [...candidates].filter(matches).map((item) => item.id);
      if (ids.length === 0) continue;
      known.byQuery.set(id, [...(known.byQuery.get(id) ?? []), ...ids]);
      matched.push(id);
    }
  await noteFollowers(db, known, matched);
}

/** Of more it is quicker to look at what everybody follows. */
const MOST_FOLLOWERS = 200_000;

async function noteFollowers(db: Db, known: Known, queryIds: readonly number[]): Promise<void> {
  if (known.followers === null) return;
  const followers = new Set(known.followers);
  for await (const chats of followersOf(db, queryIds)) {
    for (const chatId of chats) followers.add(chatId);
    if (followers.size > MOST_FOLLOWERS) {
      known.followers = null;
      return;
    }
  }
  known.followers = Float64Array.from(followers).sort();
}

function followersWithin({ followers }: Known, { after, through }: Stretch): number[] | null {
  if (followers === null) return null;
  return [...followers.subarray(firstOver(followers, after), firstOver(followers, through))];
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

/** What somebody began to follow since then is compared with each article. */
async function matchNewer(
  db: Db,
  { items }: Known,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  if (ids.length === 0) return new Map();
  const queries = await readQueries(db, [...new Set(ids)]);
  return new Map(
    queries.map(({ id, query }) => [
      id,
      [...items.values()].filter(matcherOf(query)).map((item) => item.id),
    ]),
  );
}
