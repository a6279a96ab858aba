import { composeDigest } from '../compose/index.ts';
import type { Message, MessageStyle } from '../domain/index.ts';
import { matchItems } from '../match/index.ts';
import {
  type Db,
  findChat,
  findSubscription,
  itemsAfter,
  leastTold,
  newestItemId,
} from '../store/index.ts';

type Deps = { readonly db: Db; readonly style: MessageStyle };

/**
 * What the next digest says: to one chat by its own settings, or without one to a reader of
 * everything who is as far behind as any subscriber. `[]`: nothing is new. `undefined`: the chat is not subscribed.
 */
export async function previewDigest(
  { db, style }: Deps,
  chatId: number | null,
): Promise<readonly Message[] | undefined> {
  const throughId = await newestItemId(db);
  if (chatId === null) {
    const items = await itemsAfter(db, { afterId: await leastTold(db), throughId });
    return composeDigest({ items, language: 'zh', style });
  }
  const chat = await findChat(db, chatId);
  const subscription = await findSubscription(db, chatId);
  if (!chat || !subscription || subscription.kinds.length === 0) return undefined;
  const items = await itemsAfter(db, { afterId: subscription.toldThrough, throughId });
  return composeDigest({
    items: matchItems(items, subscription),
    language: chat.language,
    style: chat.style ?? style,
  });
}
