import type { IsoDate, Span } from '../../domain/index.ts';
import type { Draft } from './draft.ts';
import { baseOf } from './identity.ts';
import type { NearbyItem } from './nearby.ts';
import { type Letters, type Overlap, overlapOf } from './same-text.ts';

/** An article that arrived, ready to be compared. */
export type DraftText = { readonly draft: Draft; readonly text: Letters };

export type Arrival = {
  readonly publication: string;
  readonly date: IsoDate;
  readonly isGuessed: boolean;
};

/** An article that tells an item, or a part of it. */
export type Pair = { readonly of: DraftText; readonly item: NearbyItem } & Overlap;

/**
 * Which articles tell which items. The likest pair comes first, and what of a text was found its own is
 * no other's: of two announcements in the same words each is taken for itself.
 */
export function pairUp(
  texts: readonly DraftText[],
  items: readonly NearbyItem[],
  arrival: Arrival,
): Pair[] {
  const pairs: Pair[] = [];
  for (const pair of findOverlaps(texts, items, arrival).toSorted((a, b) => b.shared - a.shared)) {
    const isFree = pairs.every(
      ({ of, item, inOne, inOther }) =>
        (of !== pair.of || isBeside(inOne, pair.inOne)) &&
        (item !== pair.item || isBeside(inOther, pair.inOther)),
    );
    if (isFree) pairs.push(pair);
  }
  return pairs;
}

/** Where a part ends is known to a few letters only. */
function isBeside(one: Span, other: Span): boolean {
  const common = Math.min(one[1], other[1]) - Math.max(one[0], other[0]);
  return common < 0.3 * Math.min(one[1] - one[0], other[1] - other[0]);
}

/**
 * Every week water is cut off somewhere, in the same words: what stands in another issue is hardly in
 * doubt. Unless it is the issue with a wrong day, and half of it is here.
 */
function findOverlaps(
  texts: readonly DraftText[],
  items: readonly NearbyItem[],
  arrival: Arrival,
): Pair[] {
  const all = texts.flatMap((of) =>
    items.flatMap((item): Pair[] => {
      const overlap = overlapOf(of.text, item.text, leastFor(of, item, arrival));
      return overlap ? [{ of, item, ...overlap }] : [];
    }),
  );
  const same = Map.groupBy(all, ({ item }) => item.issueId);
  return all.filter(
    ({ item, isHardlyInDoubt }) =>
      isHardlyInDoubt ||
      (item.publication === arrival.publication &&
        (item.date === arrival.date || isHalf(same.get(item.issueId) ?? [], texts, items))),
  );
}

/** Two articles or more, and half of those that arrived or of the issue. */
function isHalf(
  pairs: readonly Pair[],
  texts: readonly DraftText[],
  items: readonly NearbyItem[],
): boolean {
  const found = Math.min(
    new Set(pairs.map(({ of }) => of)).size,
    new Set(pairs.map(({ item }) => item)).size,
  );
  const there = items.filter(({ issueId }) => issueId === pairs[0]?.item.issueId).length;
  return found >= 2 && 2 * found >= Math.min(texts.length, there);
}

/** Of the pairs of letters so many survive one guess, or two. */
const ONE_GUESSED = 0.5;
const BOTH_GUESSED = 0.45;
/** Under the same headline in the same issue lines may be lost, too. */
const SAME_HEADLINE = 0.3;

function leastFor({ draft }: DraftText, item: NearbyItem, { isGuessed }: Arrival): number {
  if (baseOf(item.identity) === draft.identity) return SAME_HEADLINE;
  return isGuessed && item.isGuessed ? BOTH_GUESSED : ONE_GUESSED;
}
