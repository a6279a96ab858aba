import type { ConfirmedFact, StoredItem, Subscription } from '../domain/index.ts';
import { type Choice, matchConfirmed, matchItems } from '../match/index.ts';
import {
  confirmedFacts,
  type Db,
  dueSubscriptions,
  itemsAfter,
  newestItemId,
  newestReviewId,
  readItems,
  type Stretch,
  shortStretches,
  toldBefore,
} from '../store/index.ts';
import { type Followed, type FollowedItems, lookForFollowed } from './followed-items.ts';

/** So many chats a turn: short enough for whoever waits for the lock. */
export const PAGE = 500;

/** Up to where chats are told: the newest item, and the newest review. */
export type Through = { readonly itemId: number; readonly reviewId: number };

/** What a chat is owed: articles that are new to it, and facts of older ones that were confirmed. */
export type Owed = {
  readonly items: readonly StoredItem[];
  readonly confirmed: readonly ConfirmedFact[];
  /** Which of the articles match something the chat follows. */
  readonly followed: ReadonlySet<number>;
};

/** By how far a chat was told: what came after. Chats that are equally far behind share one reading. */
export type OwedRead = {
  readonly items: Map<number, readonly StoredItem[]>;
  readonly confirmed: Map<number, readonly ConfirmedFact[]>;
};

export function nothingRead(): OwedRead {
  return { items: new Map(), confirmed: new Map() };
}

export type Reading = {
  readonly through: Through;
  readonly read: OwedRead;
  readonly followed: FollowedItems;
};

type Told = Pick<Subscription, 'toldThrough' | 'reviewsTold'>;
type Asking = Told & Pick<Subscription, 'chatId' | 'kinds' | 'publication' | 'toldFrom'>;

/** What each of these chats is owed, as far as it asked for it or follows it. */
export async function owedToEach<S extends Asking>(
  db: Db,
  subscriptions: readonly S[],
  reading: Reading,
): Promise<{ readonly subscription: S; readonly owed: Owed }[]> {
  if (subscriptions.length === 0) return [];
  const stretch = stretchOf(subscriptions);
  const news: News[] = [];
  for (const each of subscriptions) news.push(await newsSince(db, each, reading));
  const followed = await followedAmong(db, news, { stretch, reading });
  const told = await toldBefore(db, stretch);
  return subscriptions.map((subscription, index) => {
    const { chatId } = subscription;
    const choice = {
      ...subscription,
      followed: followed.get(chatId) ?? NONE,
      apart: followed.apart.get(chatId) ?? NONE,
      toldBefore: told.get(chatId) ?? NONE,
    };
    return { subscription, owed: choose(news[index] ?? NO_NEWS, choice) };
  });
}

/** What a reader of everything is owed who follows nothing. */
export async function owedToReader(
  db: Db,
  reader: Omit<Asking, 'chatId'>,
  reading: Omit<Reading, 'followed'>,
): Promise<Owed> {
  return choose(await newsSince(db, reader, reading), {
    ...reader,
    followed: NONE,
    apart: NONE,
    toldBefore: NONE,
  });
}

const NONE: ReadonlySet<number> = new Set();

type News = Pick<Owed, 'items' | 'confirmed'>;
const NO_NEWS: News = { items: [], confirmed: [] };

async function newsSince(
  db: Db,
  { toldThrough, reviewsTold }: Told,
  { through, read }: Omit<Reading, 'followed'>,
): Promise<News> {
  const items = await itemsSince(db, toldThrough, { through, read });
  const confirmed =
    read.confirmed.get(reviewsTold) ??
    (await confirmedFacts(db, { afterId: reviewsTold, throughId: through.reviewId }));
  read.confirmed.set(reviewsTold, confirmed);
  return { items, confirmed };
}

type WholeChoice = Choice &
  Omit<Asking, 'chatId'> & {
    /** Of what it follows, what comes in rhythms of its own, and not with the digest. */
    readonly apart: ReadonlySet<number>;
  };

/** The articles that came after this one. */
export async function itemsSince(
  db: Db,
  afterId: number,
  { through, read }: Omit<Reading, 'followed'>,
): Promise<readonly StoredItem[]> {
  const items =
    read.items.get(afterId) ?? (await itemsAfter(db, { afterId, throughId: through.itemId }));
  read.items.set(afterId, items);
  return items;
}

function choose({ items, confirmed }: News, { apart, ...choice }: WholeChoice): Owed {
  const followed =
    apart.size === 0
      ? choice.followed
      : new Set([...choice.followed].filter((id) => !apart.has(id)));
  return {
    items: matchItems(items, { ...choice, followed }),
    confirmed: matchConfirmed(confirmed, choice),
    followed: choice.followed,
  };
}

/** A fact's article is looked at, too, though the chat was told of it. */
async function followedAmong(
  db: Db,
  news: readonly News[],
  { stretch, reading }: { readonly stretch: Stretch; readonly reading: Reading },
): Promise<Followed> {
  const { through, followed } = reading;
  const items = new Map<number, StoredItem>();
  for (const each of new Set(news.map((some) => some.items)))
    for (const item of each) items.set(item.id, item);
  const facts = [...new Set(news.map(({ confirmed }) => confirmed))].flat();
  const articles = new Set(facts.map(({ item }) => item.id));
  const unread = [...articles].filter(
    (id) => !items.has(id) && !followed.knows(id, through.reviewId),
  );
  for (const item of await readItems(db, unread)) items.set(item.id, item);
  return followed.of(db, { stretch, items: [...items.values()], reviewId: through.reviewId });
}

/** From the first of the chats to the last; they come in the order of their ids. */
function stretchOf(chats: readonly { readonly chatId: number }[]): Stretch {
  return { after: (chats[0]?.chatId ?? 0) - 1, through: chats.at(-1)?.chatId ?? -1 };
}

export function isNothing({ items, confirmed }: Pick<Owed, 'items' | 'confirmed'>): boolean {
  return items.length + confirmed.length === 0;
}

/** How many chats are owed something, due or not. */
export async function countOwedChats(db: Db, now: Date): Promise<number> {
  const through = { itemId: await newestItemId(db), reviewId: await newestReviewId(db) };
  const reading = { through, read: nothingRead(), followed: lookForFollowed() };
  let chats = 0;
  for await (const stretch of shortStretches(db)) {
    const page = await dueSubscriptions(db, {
      now,
      newest: through.itemId,
      newestReview: through.reviewId,
      onlyNew: true,
      stretch,
    });
    const owed = await owedToEach(db, page, reading);
    chats += owed.filter((each) => !isNothing(each.owed)).length;
  }
  return chats;
}
