import type { StoredItem } from '../domain/index.ts';
import { isSubscribedTo, type WantedKinds } from './is-of-kinds.ts';

/** What chooses articles for a chat. */
export type Choice = WantedKinds & {
  /** The articles that match something it follows. */
  readonly followed: ReadonlySet<number>;
  /** Those it was told before its turn. */
  readonly toldBefore: ReadonlySet<number>;
};

/** The items a chat asked for and was not told yet, in the order given. */
export function matchItems(
  items: readonly StoredItem[],
  { followed, toldBefore, ...wanted }: Choice,
): StoredItem[] {
  return items.filter(
    (item) => (followed.has(item.id) || isSubscribedTo(item, wanted)) && !toldBefore.has(item.id),
  );
}
