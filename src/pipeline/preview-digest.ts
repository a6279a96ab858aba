import { composeDigest } from '../compose/index.ts';
import { ITEM_KINDS, type Message, type MessageStyle } from '../domain/index.ts';
import {
  type Db,
  findChat,
  findSubscription,
  isSubscribed,
  leastTold,
  newestItemId,
  newestReviewId,
} from '../store/index.ts';
import { lookForFollowed } from './followed-items.ts';
import { nothingRead, owedToEach, owedToReader } from './owed-items.ts';

type Deps = { readonly db: Db; readonly style: MessageStyle };

/**
 * What the next digest says: to one chat by its own settings, or without one to a reader of
 * everything who is as far behind as any subscriber. `[]`: nothing is new. `undefined`: the chat is not subscribed.
 */
export async function previewDigest(
  { db, style }: Deps,
  chatId: number | null,
): Promise<readonly Message[] | undefined> {
  const through = { itemId: await newestItemId(db), reviewId: await newestReviewId(db) };
  const reading = { through, read: nothingRead(), followed: lookForFollowed() };
  if (chatId === null) {
    const everything = { kinds: ITEM_KINDS, publication: null, ...(await leastTold(db)) };
    return composeDigest({
      ...(await owedToReader(db, everything, reading)),
      language: 'zh',
      style,
    });
  }
  const chat = await findChat(db, chatId);
  const subscription = await findSubscription(db, chatId);
  if (!chat || !subscription || !(await isSubscribed(db, subscription))) return undefined;
  const [own] = await owedToEach(db, [subscription], reading);
  if (!own) return [];
  return composeDigest({
    ...own.owed,
    language: chat.language,
    style: chat.style ?? style,
  });
}
