import type { Interest, ItemKind, StoredItem } from '../domain/index.ts';
import { isOf, kindsOf, type WantedKinds } from './is-of-kinds.ts';
import { matchQuery } from './match-query.ts';

/** One reason why a chat is told an article. */
export type Why =
  | { readonly rule: 'kind'; readonly kind: ItemKind; readonly publication: string | null }
  /** With the words of it that the article has. */
  | { readonly rule: 'interest'; readonly interest: Interest; readonly words: readonly string[] };

/** All that chose an article for a chat: what it follows first. `[]`: nothing did. */
export function whyOf(
  item: StoredItem,
  { kinds, publication, interests }: WantedKinds & { readonly interests: readonly Interest[] },
): Why[] {
  const followed = interests.flatMap((interest) => {
    const words = matchQuery(interest.query, item);
    return words ? [{ rule: 'interest' as const, interest, words }] : [];
  });
  const subscribed = kindsOf(item)
    .filter((kind) => kinds.includes(kind) && isOf(publication, item))
    .map((kind) => ({ rule: 'kind' as const, kind, publication }));
  return [...followed, ...subscribed];
}
