import { type ItemKind, isCertain, type StoredItem, type Subscription } from '../domain/index.ts';

type Printed = Pick<StoredItem, 'kind' | 'acts'>;

/**
 * Whether who wants these kinds wants the article: for its own kind, or because it tells of acts,
 * which a government prints in notices, too. Acts that wait for review count once they are confirmed.
 */
export function isOfKinds(item: Printed, kinds: readonly ItemKind[]): boolean {
  return kinds.includes(item.kind) || (kinds.includes('appointment') && tellsActs(item));
}

/** What a subscription to whole kinds chooses by. */
export type WantedKinds = Pick<Subscription, 'kinds' | 'publication'>;

/** The same of a subscription, which may be to one paper only. */
export function isSubscribedTo(
  item: Printed & Pick<StoredItem, 'publication'>,
  { kinds, publication }: WantedKinds,
): boolean {
  return isOf(publication, item) && isOfKinds(item, kinds);
}

/** `null`: any paper. */
export function isOf(publication: string | null, item: Pick<StoredItem, 'publication'>): boolean {
  return publication === null || publication === item.publication;
}

/** Its own kind first. */
export function kindsOf(item: Printed): readonly ItemKind[] {
  return item.kind !== 'appointment' && tellsActs(item) ? [item.kind, 'appointment'] : [item.kind];
}

function tellsActs({ acts }: Printed): boolean {
  return acts.some(isCertain);
}
