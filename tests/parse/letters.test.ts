import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  endsInOneOf,
  hasLetter,
  hasWord,
  lettersOf,
  SPACES,
  startsWithOneOf,
  wordsOf,
} from '../../src/parse/lines/letters.ts';

const MARKS = '，。；';
const SET = lettersOf(MARKS, [[0x30, 0x39]]);
const WORDS = wordsOf('任命|免去|任免|批准任命');

/** Texts in which the letters looked for are about as frequent as others. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'，。；09任命免去批准 \u3000\t\u00a0'),
      fc.string({ unit: 'grapheme' }),
    ),
  )
  .map((parts) => parts.join(''));

it('a table of letters answers what a class of a pattern would', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      // In turn: the answer about the text before is not given for this one.
      for (const each of [one, other, one]) {
        expect(hasLetter(each, SET)).toBe(/[，。；0-9]/u.test(each));
        expect(hasLetter(each, SPACES)).toBe(/\s/u.test(each));
      }
      expect(startsWithOneOf(one, MARKS)).toBe(/^[，。；]/u.test(one));
      expect(endsInOneOf(one, MARKS)).toBe(/[，。；]$/u.test(one));
    }),
  );
});

it('words are found wherever they stand, and no half of one', () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(hasWord(one, WORDS)).toBe(/任命|免去|任免|批准任命/u.test(one));
    }),
  );
});
