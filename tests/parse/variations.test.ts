import { describe, expect, it } from 'vitest';
import type { ParsedIssue } from '../../src/domain/index.ts';
import { labelledTexts, parseText } from './expected.ts';
import { residueVariations } from './residue-variations.ts';
import { variations } from './variations.ts';

const texts = ['corpus', 'constructed'].flatMap(labelledTexts).map((labelled) => ({
  ...labelled,
  told: toldBy(parseText(labelled.name, labelled.text)),
}));

/** The acts and key dates, in any order. */
function toldBy({ items }: ParsedIssue): string[] {
  return items
    .flatMap(({ acts, keyDates }) => [
      ...acts.map(({ person, action, post, organization, date }) =>
        [person.replace(/[•‧・]/gu, '·'), action, post, organization, date].join(' '),
      ),
      ...keyDates.map(({ label, date }) => `${label} ${date}`),
    ])
    .sort();
}

describe('the same acts and key dates are read from every labelled text with', () => {
  it.each([...variations, ...residueVariations])('$name', ({ vary }) => {
    const differences = texts.flatMap(({ name, text, gold, told }) => {
      const varied = toldBy(parseText(name, vary(text, gold)));
      const missed = told.filter((fact) => !varied.includes(fact));
      const extra = varied.filter((fact) => !told.includes(fact));
      return missed.length + extra.length > 0 ? [{ name, missed, extra }] : [];
    });
    expect(differences).toEqual([]);
  });
});
