import type { StoredItem } from '../domain/index.ts';
import { anchorsIn, matchQuery } from '../match/index.ts';
import {
  type Db,
  type Follow,
  followsIn,
  newestQueryId,
  queriesFoundBy,
  readQueries,
  type Stretch,
} from '../store/index.ts';

/** By chat, the articles in which it follows something. A chat that follows nothing is not in it. */
export type Followed = ReadonlyMap<number, ReadonlySet<number>>;

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
};

/**
 * Which articles match what is followed. An article is compared with the queries it finds by its grams,
 * once for all chats, and with none of them again as long as this is kept.
 */
export function lookForFollowed(): FollowedItems {
  let known = nothingKnown(0);
  return {
    knows: (itemId, reviewId) => known.reviewId === reviewId && known.items.has(itemId),
    async of(db, { stretch, items, reviewId }) {
      if (known.reviewId !== reviewId || items.some((item) => isOther(known, item)))
        known = nothingKnown(reviewId);
      const fresh = items.filter(({ id }) => !known.items.has(id));
      if (known.items.size === 0) known.newest = await newestQueryId(db);
      if (fresh.length > 0) await learn(db, known, fresh);
      if (known.items.size === 0) return new Map();
      const follows = await followsIn(db, {
        stretch,
        queryIds: known.byQuery,
        newest: known.newest,
      });
      const newer = follows.filter(({ queryId }) => queryId > known.newest);
      const ofNewer = await matchNewer(
        db,
        known,
        newer.map(({ queryId }) => queryId),
      );
      return byChat(follows, ({ queryId }) => ofNewer.get(queryId) ?? known.byQuery.get(queryId));
    },
  };
}

function byChat(
  follows: readonly Follow[],
  matching: (follow: Follow) => readonly number[] | undefined,
): Followed {
  const followed = new Map<number, Set<number>>();
  for (const follow of follows) {
    const items = followed.get(follow.chatId) ?? new Set();
    for (const id of matching(follow) ?? []) items.add(id);
    if (items.size > 0) followed.set(follow.chatId, items);
  }
  return followed;
}

type Known = {
  readonly reviewId: number;
  readonly items: Map<number, StoredItem>;
  /** The articles each query matches. */
  readonly byQuery: Map<number, number[]>;
  /** The newest query there was when the first article was looked at. */
  newest: number;
};

function nothingKnown(reviewId: number): Known {
  return { reviewId, items: new Map(), byQuery: new Map(), newest: 0 };
}

/** It was corrected meanwhile. */
function isOther({ items }: Known, { id, revision }: StoredItem): boolean {
  return (items.get(id)?.revision ?? revision) !== revision;
}

async function learn(
  db: Db,
  { items, byQuery }: Known,
  fresh: readonly StoredItem[],
): Promise<void> {
  const byGram = new Map<string, StoredItem[]>();
  for (const item of fresh) {
    items.set(item.id, item);
    for (const gram of anchorsIn(item)) byGram.set(gram, [...(byGram.get(gram) ?? []), item]);
  }
  for await (const found of queriesFoundBy(db, [...byGram.keys()]))
    for (const { id: queryId, query, gram } of found)
      for (const item of byGram.get(gram) ?? []) {
        const matched = byQuery.get(queryId) ?? [];
        if (matched.includes(item.id) || !matchQuery(query, item)) continue;
        byQuery.set(queryId, [...matched, item.id]);
      }
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
      [...items.values()].filter((item) => matchQuery(query, item)).map((item) => item.id),
    ]),
  );
}
