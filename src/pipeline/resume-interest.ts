import type { Interest, StoredItem, Subscription } from '../domain/index.ts';
import { isSubscribedTo, matchQuery } from '../match/index.ts';
import {
  type Db,
  findSubscription,
  itemsAfter,
  listInterests,
  newestItemId,
  noteToldItems,
  type Standing,
  setStanding,
} from '../store/index.ts';

/** Who changes their mind after longer is told of no more articles than these. */
const MOST_ARTICLES = 500;

/**
 * What was ended and is followed again goes on from where it stood, with all that waited for its turn,
 * but for what the chat's digests told meanwhile anyway.
 */
export async function resumeInterest(
  tx: Db,
  { id, chatId, frequency }: Interest,
  { toldThrough, chatToldThrough, dueAt }: Standing,
): Promise<void> {
  const subscription = await findSubscription(tx, chatId);
  if (!subscription) return;
  const newest = await newestItemId(tx);
  const afterId = Math.min(newest, Math.max(toldThrough, newest - MOST_ARTICLES));
  // Without a rhythm of its own, the next digest tells all there is.
  if (frequency === null && afterId >= subscription.toldThrough) return;
  if (subscription.toldThrough > chatToldThrough) {
    const told = await toldByDigests(tx, subscription, { afterId, butFor: id });
    await noteToldItems(
      tx,
      told.map((item) => ({ chatId, itemId: item.id })),
    );
  }
  await setStanding(tx, id, {
    toldThrough: afterId,
    dueAt: frequency === null ? subscription.dueAt : dueAt,
  });
}

async function toldByDigests(
  tx: Db,
  { chatId, kinds, publication, toldThrough }: Subscription,
  { afterId, butFor }: { readonly afterId: number; readonly butFor: number },
): Promise<StoredItem[]> {
  const items = await itemsAfter(tx, { afterId, throughId: toldThrough });
  const others = (await listInterests(tx, chatId)).filter(
    ({ id, frequency }) => id !== butFor && frequency === null,
  );
  return items.filter(
    (item) =>
      isSubscribedTo(item, { kinds, publication }) ||
      others.some(({ query }) => matchQuery(query, item)),
  );
}
