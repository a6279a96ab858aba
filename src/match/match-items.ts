import type { ItemKind, StoredItem } from '../domain/index.ts';
import { isOfKinds } from './is-of-kinds.ts';

/** What chooses articles for a chat. */
export type Choice = {
  readonly kinds: readonly ItemKind[];
  /** The articles that match something it follows. */
  readonly followed: ReadonlySet<number>;
  /** Those it was told before its turn. */
  readonly toldBefore: ReadonlySet<number>;
};

/** The items a chat asked for and was not told yet, in the order given. */
export function matchItems(
  items: readonly StoredItem[],
  { kinds, followed, toldBefore }: Choice,
): StoredItem[] {
  return items.filter(
    (item) => (followed.has(item.id) || isOfKinds(item, kinds)) && !toldBefore.has(item.id),
  );
}
