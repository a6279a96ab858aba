import { describe, expect, it } from 'vitest';
import {
  addScores,
  compareDocument,
  type Layer,
  ratesOf,
  type Score,
  scoreDocument,
} from '../../src/cli/score.ts';
import { labelledTexts, parseText } from './expected.ts';

/** What was reached when the fixture was made: it may be raised, and never lowered. */
const floors: readonly {
  readonly folder: string;
  readonly floor: Partial<Record<Layer, number>>;
}[] = [
  {
    folder: 'corpus',
    floor: { appointments: 1, people: 1, keyDates: 1, decisions: 0.97, items: 1 },
  },
  // A 公示 is a notice, and no decision of the guideline's list; the scorer counts every notice as one.
  {
    folder: 'constructed',
    floor: { appointments: 1, people: 1, keyDates: 1, decisions: 0.96, items: 1 },
  },
];

describe.each(floors)('the labelled texts in $folder', ({ folder, floor }) => {
  const texts = labelledTexts(folder).map((one) => ({
    ...one,
    read: parseText(one.name, one.text),
  }));

  it.each(texts)('$name: acts, key dates and items are those labelled', ({ gold, read }) => {
    const differences = compareDocument(gold, read).filter(
      ({ layer, missed, extra }) => layer !== 'decisions' && missed.length + extra.length > 0,
    );
    expect(differences).toEqual([]);
  });

  it.each(Object.entries(floor) as [Layer, number][])('%s: F1 is at least %f', (layer, least) => {
    const total = texts
      .map(({ gold, read }) => scoreDocument(gold, read).get(layer))
      .filter((score) => score !== undefined)
      .reduce<Score>(addScores, { wanted: 0, given: 0, hits: 0 });
    expect(ratesOf(total).f1).toBeGreaterThanOrEqual(least);
  });
});
