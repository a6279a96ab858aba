import { describe, expect, it } from 'vitest';
import { matchItems } from '../../src/match/index.ts';
import { anItem } from '../compose/items.ts';

describe('matchItems', () => {
  const items = [
    anItem({ id: 1, kind: 'news' }),
    anItem({ id: 2, kind: 'decision' }),
    anItem({ id: 3, kind: 'notice' }),
    anItem({ id: 4, kind: 'decision' }),
  ];

  it.each([
    { kinds: ['decision'] as const, ids: [2, 4] },
    { kinds: ['notice', 'news'] as const, ids: [1, 3] },
    { kinds: ['appointment'] as const, ids: [] },
    { kinds: [] as const, ids: [] },
  ])('$kinds brings items $ids, as printed', ({ kinds, ids }) => {
    expect(matchItems(items, { kinds }).map(({ id }) => id)).toEqual(ids);
  });
});
