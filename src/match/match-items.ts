import type { ItemKind, StoredItem } from '../domain/index.ts';

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
    ({ id, kind }) => (kinds.includes(kind) || followed.has(id)) && !toldBefore.has(id),
  );
}
