import type { ConfirmedFact, Subscription } from '../domain/index.ts';

/**
 * The confirmed facts a chat is owed: of articles it was told of already, and of the kinds it asked
 * for. Acts are for whoever wants appointments. A fact of an article that is new to the chat is told
 * with the article.
 */
export function matchConfirmed(
  facts: readonly ConfirmedFact[],
  { kinds, toldFrom, toldThrough }: Pick<Subscription, 'kinds' | 'toldFrom' | 'toldThrough'>,
): ConfirmedFact[] {
  return facts.filter(
    ({ fact, item }) =>
      item.id > toldFrom &&
      item.id <= toldThrough &&
      kinds.includes(item.kind) &&
      (fact.kind !== 'act' || kinds.includes('appointment')),
  );
}
