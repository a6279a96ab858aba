import type { Item } from '../../domain/index.ts';

/**
 * Announcements of one title that follow each other (第四号, 第五号, 第六号) may be signed once, below the last of
 * them: whoever signs that one signs them all.
 */
export function shareSignature(items: readonly Item[]): readonly Item[] {
  const shared: Item[] = [];
  for (const item of items.toReversed()) {
    const below = shared.at(-1);
    shared.push(below && isSignedBelow(item, below) ? signedLike(item, below) : item);
  }
  return shared.reverse();
}

function isSignedBelow(item: Item, below: Item): boolean {
  return (
    item.signature === null &&
    below.issuer !== null &&
    item.title === below.title &&
    /公告$/u.test(item.title) &&
    item.number !== null &&
    below.number !== null &&
    item.number !== below.number
  );
}

const signedLike = (item: Item, { issuer, adoptedOn }: Item): Item => ({
  ...item,
  issuer,
  adoptedOn: item.adoptedOn ?? adoptedOn,
});
