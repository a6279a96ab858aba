import { describe, expect, it } from 'vitest';
import { matchItems } from '../../src/match/index.ts';
import { anItem } from '../compose/items.ts';
import { anAct } from '../support/samples.ts';

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
    const nothing = {
      publication: null,
      followed: new Set<number>(),
      toldBefore: new Set<number>(),
    };
    expect(matchItems(items, { kinds, ...nothing }).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    { kinds: ['appointment'] as const, ids: [1, 2, 4] },
    { kinds: ['appointment', 'notice'] as const, ids: [1, 2, 3, 4] },
    { kinds: ['notice'] as const, ids: [2, 3] },
  ])('$kinds brings of what tells acts $ids, but not for acts that wait', ({ kinds, ids }) => {
    const [sure, waiting] = [anAct(), anAct({ confidence: 0.6 })];
    const printed = [
      anItem({ id: 1, kind: 'appointment', acts: [waiting] }),
      anItem({ id: 2, kind: 'notice', acts: [waiting, sure] }),
      anItem({ id: 3, kind: 'notice', acts: [waiting] }),
      anItem({ id: 4, kind: 'decision', acts: [sure] }),
    ];
    const nothing = {
      publication: null,
      followed: new Set<number>(),
      toldBefore: new Set<number>(),
    };
    expect(matchItems(printed, { kinds, ...nothing }).map(({ id }) => id)).toEqual(ids);
  });

  it('what is followed comes besides the kinds, each once, and without what was told before', () => {
    const choice = {
      kinds: ['decision'] as const,
      publication: null,
      followed: new Set([1, 2, 3]),
    };
    const found = matchItems(items, { ...choice, toldBefore: new Set([3, 4]) });
    expect(found.map(({ id }) => id)).toEqual([1, 2]);
  });
});
