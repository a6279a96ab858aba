import type { StoredItem, Subscription } from '../domain/index.ts';
import { matchItems } from '../match/index.ts';
import { type Db, dueSubscriptions, itemsAfter, newestItemId } from '../store/index.ts';

/** So many chats a turn: short enough for whoever waits for the lock. */
export const PAGE = 500;

/** By how far a chat was told: what came after. Chats that are equally far behind share one reading. */
export type ItemsRead = Map<number, readonly StoredItem[]>;

/** What a chat is owed, up to an item: new to it, and among what it asked for. */
export async function owedItems(
  db: Db,
  subscription: Pick<Subscription, 'kinds' | 'toldThrough'>,
  { throughId, read }: { readonly throughId: number; readonly read: ItemsRead },
): Promise<StoredItem[]> {
  const afterId = subscription.toldThrough;
  const items = read.get(afterId) ?? (await itemsAfter(db, { afterId, throughId }));
  read.set(afterId, items);
  return matchItems(items, subscription);
}

/** How many chats are owed something, due or not. */
export async function countOwedChats(db: Db, now: Date): Promise<number> {
  const newest = await newestItemId(db);
  const read: ItemsRead = new Map();
  let chats = 0;
  let afterChatId: number | undefined;
  do {
    const options = { now, newest, onlyNew: true, limit: PAGE, afterChatId };
    const page = await dueSubscriptions(db, options);
    for (const subscription of page) {
      const items = await owedItems(db, subscription, { throughId: newest, read });
      if (items.length > 0) chats += 1;
    }
    afterChatId = page.length === PAGE ? page.at(-1)?.chatId : undefined;
  } while (afterChatId !== undefined);
  return chats;
}
