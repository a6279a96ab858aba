import type { ConfirmedFact, StoredItem, Subscription } from '../domain/index.ts';
import { matchConfirmed, matchItems } from '../match/index.ts';
import {
  confirmedFacts,
  type Db,
  dueSubscriptions,
  itemsAfter,
  newestItemId,
  newestReviewId,
  shortStretches,
} from '../store/index.ts';

/** So many chats a turn: short enough for whoever waits for the lock. */
export const PAGE = 500;

/** Up to where chats are told: the newest item, and the newest review. */
export type Through = { readonly itemId: number; readonly reviewId: number };

/** What a chat is owed: articles that are new to it, and facts of older ones that were confirmed. */
export type Owed = {
  readonly items: readonly StoredItem[];
  readonly confirmed: readonly ConfirmedFact[];
};

/** By how far a chat was told: what came after. Chats that are equally far behind share one reading. */
export type OwedRead = {
  readonly items: Map<number, readonly StoredItem[]>;
  readonly confirmed: Map<number, readonly ConfirmedFact[]>;
};

export function nothingRead(): OwedRead {
  return { items: new Map(), confirmed: new Map() };
}

type Reading = { readonly through: Through; readonly read: OwedRead };

/** What a chat is owed, as far as it asked for it. */
export async function owedTo(
  db: Db,
  subscription: Pick<Subscription, 'kinds' | 'toldThrough' | 'toldFrom' | 'reviewsTold'>,
  { through, read }: Reading,
): Promise<Owed> {
  const { toldThrough, reviewsTold } = subscription;
  const items =
    read.items.get(toldThrough) ??
    (await itemsAfter(db, { afterId: toldThrough, throughId: through.itemId }));
  read.items.set(toldThrough, items);
  const confirmed =
    read.confirmed.get(reviewsTold) ??
    (await confirmedFacts(db, { afterId: reviewsTold, throughId: through.reviewId }));
  read.confirmed.set(reviewsTold, confirmed);
  return {
    items: matchItems(items, subscription),
    confirmed: matchConfirmed(confirmed, subscription),
  };
}

export function isNothing({ items, confirmed }: Owed): boolean {
  return items.length + confirmed.length === 0;
}

/** How many chats are owed something, due or not. */
export async function countOwedChats(db: Db, now: Date): Promise<number> {
  const through = { itemId: await newestItemId(db), reviewId: await newestReviewId(db) };
  const reading = { through, read: nothingRead() };
  let chats = 0;
  for await (const stretch of shortStretches(db)) {
    const page = await dueSubscriptions(db, {
      now,
      newest: through.itemId,
      newestReview: through.reviewId,
      onlyNew: true,
      stretch,
    });
    for (const subscription of page)
      if (!isNothing(await owedTo(db, subscription, reading))) chats += 1;
  }
  return chats;
}
