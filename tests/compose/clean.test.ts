import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cap, oneLine, paragraphs } from '../../src/compose/clean.ts';
import { clean } from '../../src/compose/index.ts';
import { cpuTime } from '../support/cpu-time.ts';

describe('clean', () => {
  it.each([
    ['what is printed', '任命张峻榕（女）为副县长。', '任命张峻榕（女）为副县长。'],
    ['line breaks and tabs', 'a\tb\nc', 'a\tb\nc'],
    ['any line end as one', 'a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
    ['no control characters', 'a\u0000b\u0007c\u001b[31md\u007fe\u009f', 'abc[31mde'],
    ['no overrides of direction', '\u202Etxt.exe\u202C \u2066a\u2069\u200F', 'txt.exe a'],
    ['nothing of no width', '副\u200B县\u00AD长\uFEFF\u2060', '副县长'],
    ['no joiner between letters', '张\u200D峻\u200D榕', '张峻榕'],
    ['pictures joined of several', '👩‍⚕️👨‍👩‍👧👩🏽‍🚒', '👩‍⚕️👨‍👩‍👧👩🏽‍🚒'],
    ['flags and keycaps', '🇨🇳1️⃣', '🇨🇳1️⃣'],
    ['rare characters beyond the basic plane', '𠮷野𣲷', '𠮷野𣲷'],
    ['no halves of characters', 'a\uD83Db\uDE00c', 'a\uFFFDb\uFFFDc'],
    ['markup as it is', '<b>*_`[x](y)&amp;', '<b>*_`[x](y)&amp;'],
  ])('keeps %s', (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it('leaves nothing to clean', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = clean(text);
        expect(clean(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a line of a message', () => {
  it('is one line, however it is printed', () => {
    expect(oneLine('  平阳县\n人民代表\t大会\u3000 ')).toBe('平阳县 人民代表 大会');
  });

  it.each([
    ['张峻榕', 3, '张峻榕'],
    ['欧阳张峻榕', 3, '欧阳…'],
    ['一个 两个', 4, '一个…'],
    ['王👨‍👩‍👧', 5, '王…'],
  ])('«%s» in %i units is «%s»', (text, limit, expected) => {
    expect(cap(text, limit)).toBe(expected);
  });

  it('is never longer than asked, nor cut within a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 2, max: 30 }),
        (text, limit) => {
          const capped = cap(text, limit);
          expect(capped.length).toBeLessThanOrEqual(limit);
          expect(capped.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

it('paragraphs are parted by blank lines, and lose the white space around them', () => {
  expect(paragraphs('\n一\n二  \n\n \n\n\u3000\u3000三\n')).toEqual(['一\n二', '三']);
});

it('a megabyte of blanks is read in a moment', async () => {
  const spent = await cpuTime(() => {
    expect(paragraphs(`甲${' '.repeat(500_000)}乙\n${'\t \n'.repeat(200_000)}丙`)).toHaveLength(2);
  });
  expect(spent).toBeLessThan(2_000);
});
