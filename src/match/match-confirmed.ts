import type { ConfirmedFact, Subscription } from '../domain/index.ts';
import { isOf } from './is-of-kinds.ts';
import type { Choice } from './match-items.ts';

/**
 * The confirmed facts a chat is owed: of articles whose turn has passed, that are of the kinds it
 * asked for or match what it follows. Of articles it does not follow, acts are for whoever wants
 * appointments, whatever kind the article is of. A fact of an article that is new to the chat is told with the article.
 */
export function matchConfirmed(
  facts: readonly ConfirmedFact[],
  {
    kinds,
    publication,
    followed,
    toldBefore,
    toldFrom,
    toldThrough,
  }: Choice & Pick<Subscription, 'toldFrom' | 'toldThrough'>,
): ConfirmedFact[] {
  const isTold = (id: number) => (id > toldFrom && id <= toldThrough) || toldBefore.has(id);
  return facts.filter(
    ({ fact, item, tellsActs }) =>
      isTold(item.id) &&
      (followed.has(item.id) ||
        (isOf(publication, item) &&
          ((kinds.includes('appointment') && tellsActs) ||
            (kinds.includes(item.kind) && fact.kind !== 'act')))),
  );
}
