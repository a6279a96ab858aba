import { CJK, normalise } from './normalise.ts';

/**
 * Words cut for search. A run of Chinese becomes its pairs and its last character
 * (水头镇 -> 水头 头镇 镇), so that two characters are found by one gram, more by grams in a row, and
 * one by the start of a gram. Other words stay whole, in small letters. Grams hold letters and digits
 * only: nothing in a query can mean anything to a database.
 */

/** One wanted word: its grams stand in a row, and of the last one maybe only the start is known. */
export type WantedWord = { readonly grams: readonly string[]; readonly openEnd: boolean };

const RUN = new RegExp(`${CJK}+|[[\\p{L}\\p{N}]--${CJK}][[\\p{L}\\p{N}\\p{M}]--${CJK}]*`, 'gv');
const IS_CJK = new RegExp(`^${CJK}`, 'v');

/** Longer than any word; PostgreSQL takes no gram over 2,046 bytes. */
const LONGEST_WORD = 60;
const LONGEST_QUERY = 500;
const MOST_WORDS = 20;

/** The grams of a text in the order of its words. */
export function cutGrams(text: string): string[] {
  return runsOf(text).flatMap(gramsOfRun);
}

/** The words of a query, each of which must be found. `[]`: there is nothing in it to look for. */
export function cutQuery(query: string): WantedWord[] {
  return query
    .slice(0, LONGEST_QUERY)
    .split(/[^\p{L}\p{N}\p{M}\p{Cf}]+/u)
    .map(runsOf)
    .filter((runs) => runs.length > 0)
    .slice(0, MOST_WORDS)
    .map(wantedWord);
}

/**
 * The grams that are as long as a word can be told by: pairs of characters, and words of two letters
 * or more. A text that has a word has the word's, too.
 */
export function cutAnchors(text: string): string[] {
  return runsOf(text).flatMap((run) => {
    if (IS_CJK.test(run)) return gramsOfRun(run).slice(0, -1);
    return [...run].length > 1 ? gramsOfRun(run) : [];
  });
}

function wantedWord(runs: readonly string[]): WantedWord {
  const last = runs.at(-1) ?? '';
  const before = runs.slice(0, -1).flatMap(gramsOfRun);
  // The text may go on after the wanted word, so its last character stands in a pair or alone.
  const pairs = IS_CJK.test(last) ? gramsOfRun(last).slice(0, -1) : gramsOfRun(last);
  return pairs.length > 0
    ? { grams: [...before, ...pairs], openEnd: false }
    : { grams: [...before, ...gramsOfRun(last)], openEnd: true };
}

function runsOf(text: string): string[] {
  return normalise(text).match(RUN) ?? [];
}

function gramsOfRun(run: string): string[] {
  if (!IS_CJK.test(run)) return [[...run].slice(0, LONGEST_WORD).map(plain).join('')];
  const letters = [...run].map(plain);
  return letters.map((letter, index) => `${letter}${letters[index + 1] ?? ''}`);
}

/** SQLite's tokenizer knows the letters of Unicode 6.1; every other one is spelt out. */
function plain(letter: string): string {
  return /[0-9a-z㐀-䶵一-鿌]/u.test(letter) ? letter : `u${letter.codePointAt(0)?.toString(16)}u`;
}
