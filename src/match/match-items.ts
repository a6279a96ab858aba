import type { StoredItem, Subscription } from '../domain/index.ts';

/** The items a chat asked for, in the order given. */
export function matchItems(
  items: readonly StoredItem[],
  subscription: Pick<Subscription, 'kinds'>,
): StoredItem[] {
  return items.filter((item) => subscription.kinds.includes(item.kind));
}
