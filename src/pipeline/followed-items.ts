import type { StoredItem } from '../domain/index.ts';
import { anchorsIn, matcherOf } from '../match/index.ts';
import {
  type Db,
  type Follow,
  followsIn,
  followsSince,
  newestInterestId,
  newestQueryId,
  queriesFoundBy,
  readQueries,
  type Stretch,
} from '../store/index.ts';
import {
  NO_FOLLOWERS,
  type QueryFollowers,
  queriesFollowedIn,
  withFollowers,
} from './query-followers.ts';

type Articles = ReadonlySet<number>;
type ItemsOfChats = ReadonlyMap<number, Articles>;

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

type Matching = (queryId: number) => Articles | undefined;

export type FollowedItems = {
  /** Whether an article is among those whose followers are known: only its id need be given from then on. */
  knows(itemId: number, reviewId: number): boolean;
  /** What the chats of a stretch follow among these articles and those looked at before. */
  of(db: Db, wanted: Wanted): Promise<Followed>;
  /** Of each of these queries, which of these articles, and of those looked at before, match it. */
  matching(
    db: Db,
    asked: Omit<Wanted, 'stretch'> & { readonly queryIds: readonly number[] },
  ): Promise<Matching>;
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
      return matchingAnyOf(db, known, queryIds);
    },
    async of(db, { stretch, ...read }) {
      await look(db, read);
      if (known.items.size === 0) return NOBODY;
      const since = await followsSince(db, stretch, known.newestInterest);
      const matching = await matchingAnyOf(
        db,
        known,
        since.map(({ queryId }) => queryId),
      );
      const queryIds = queriesFollowedIn(known.followers, stretch);
      return byChat([...(await followsIn(db, stretch, queryIds)), ...since], matching);
    },
  };
}

function byChat(follows: readonly Follow[], matching: Matching): Followed {
  const followed = new Map<number, Articles>();
  const apart = new Map<number, Articles>();
  for (const { chatId, queryId, frequency } of follows)
    if (frequency === null) addTo(followed, chatId, matching(queryId));
  for (const { chatId, queryId, frequency } of follows)
    if (frequency !== null) {
      const others = [...(matching(queryId) ?? [])].filter((id) => !followed.get(chatId)?.has(id));
      addTo(apart, chatId, new Set(others));
    }
  for (const [chatId, items] of apart) addTo(followed, chatId, items);
  return Object.assign(followed, { apart });
}

/** A chat that follows one of them shares the query's set: most do. */
function addTo(chats: Map<number, Articles>, chatId: number, articles = NO_ARTICLES): void {
  if (articles.size === 0) return;
  const known = chats.get(chatId);
  chats.set(chatId, known ? new Set([...known, ...articles]) : articles);
}

const NO_ARTICLES: Articles = new Set();
const NOBODY: Followed = byChat([], () => undefined);

type Known = {
  readonly reviewId: number;
  readonly items: Map<number, StoredItem>;
  /** The articles each query matches. */
  readonly byQuery: Map<number, Articles>;
  /** Each set of articles once: very many queries match the same few. */
  readonly sets: Map<string, Articles>;
  followers: QueryFollowers;
  /** The newest there were when the first article was looked at. */
  newestQuery: number;
  newestInterest: number;
};

function nothingKnown(reviewId: number): Known {
  return {
    ...{ reviewId, items: new Map(), byQuery: new Map(), sets: new Map() },
    ...{ followers: NO_FOLLOWERS, newestQuery: 0, newestInterest: 0 },
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
    for (const { gram, queryId, query } of found) {
      const matches = byGram.get(gram)?.filter(matcherOf(query)) ?? [];
      if (matches.length === 0) continue;
      if (!known.byQuery.has(queryId)) matched.push(queryId);
      const ids = matches.map(({ id }) => id);
      note(known, queryId, ids);
    }
  known.followers = await withFollowers(db, known.followers, matched);
}

function note({ byQuery, sets }: Known, queryId: number, found: readonly number[]): void {
  const before = byQuery.get(queryId);
  const ids = before ? [...new Set([...before, ...found])] : found;
  const key = ids.join();
  const articles = sets.get(key) ?? new Set(ids);
  sets.set(key, articles);
  byQuery.set(queryId, articles);
}

/** What somebody began to follow since then is compared with each article. */
async function matchingAnyOf(
  db: Db,
  { items, byQuery, newestQuery }: Known,
  ids: readonly number[],
): Promise<Matching> {
  const newer = new Set(ids.filter((id) => id > newestQuery));
  const queries = newer.size === 0 ? [] : await readQueries(db, [...newer]);
  const ofNewer = new Map(
    queries.map(({ id, query }) => {
      const matches = [...items.values()].filter(matcherOf(query));
      return [id, new Set(matches.map((item) => item.id))];
    }),
  );
  return (queryId) => ofNewer.get(queryId) ?? byQuery.get(queryId);
}
