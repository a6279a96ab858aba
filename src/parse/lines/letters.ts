/**
 * Sets of letters. Every row is asked dozens of times whether it has one of a few: a pattern with a class goes
 * through all of its letters each time, here they are gone through once for all sets. And a class at a text's
 * end (`[，。]$`) is looked for at each letter before it.
 */
export type Letters = number & { readonly of: 'letters' };

type Range = readonly [first: number, last: number];

/** By a letter's number; each set is a bit. */
const sets = new Uint32Array(0x10000);
/** As many as a number has bits: one more takes a second table. Three are left when the reader is loaded. */
const MOST_SETS = 32;
let known = 0;

/** Of letters that take one place each, and of all between two of them. */
export function lettersOf(letters: string, ranges: readonly Range[] = []): Letters {
  if (known >= MOST_SETS) throw new RangeError(`more than ${MOST_SETS} sets of letters`);
  const set = 2 ** known;
  known += 1;
  const add = (code: number) => {
    sets[code] = ((sets[code] ?? 0) | set) >>> 0;
  };
  for (const letter of letters) add(letter.charCodeAt(0));
  for (const [first, last] of ranges) for (let code = first; code <= last; code += 1) add(code);
  return set as Letters;
}

export function hasLetter(text: string, letters: Letters): boolean {
  if (text !== lastText) {
    lastText = text;
    lastSets = setsIn(text);
  }
  return (lastSets & letters) !== 0;
}

/** The same text is asked for one set after the other. */
let lastText = '';
let lastSets = 0;

function setsIn(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at += 1) found |= sets[text.charCodeAt(at)] ?? 0;
  return found;
}

/** Whether a text begins with one of these letters. */
export function startsWithOneOf(text: string, letters: string): boolean {
  return text !== '' && letters.includes(text.charAt(0));
}

/** Whether it ends in one of them. */
export function endsInOneOf(text: string, letters: string): boolean {
  return text !== '' && letters.includes(text.charAt(text.length - 1));
}

const isOf = (letters: Letters, code: number): boolean => ((sets[code] ?? 0) & letters) !== 0;

/** What `\s` finds. */
export const WHITE: readonly Range[] = [
  [0x09, 0x0d],
  ...[0x20, 0xa0, 0x1680, 0x202f, 0x205f, 0x3000, 0xfeff].map((code) => [code, code] as const),
  [0x2000, 0x200a],
  [0x2028, 0x2029],
];
export const SPACES = lettersOf('', WHITE);

export const COLONS = '：:';
/** What parts the clauses of a sentence, and what ends one. */
export const ENDS_CLAUSE = '。，；';
export const CLAUSE_MARKS = lettersOf(ENDS_CLAUSE);

/** Words of two letters or more, of which a text is searched for any. */
export type Words = {
  readonly firsts: Letters;
  readonly seconds: Letters;
  readonly byFirst: ReadonlyMap<number, readonly string[]>;
};

/** As a pattern has them: `任命|免去`. */
export function wordsOf(words: string): Words {
  const list = words.split('|');
  if (list.some((word) => word.length < 2)) throw new RangeError('a word has two letters or more');
  return {
    firsts: lettersOf(list.map((word) => word.charAt(0)).join('')),
    seconds: lettersOf(list.map((word) => word.charAt(1)).join('')),
    byFirst: Map.groupBy(list, (word) => word.charCodeAt(0)),
  };
}

export function hasWord(text: string, { firsts, seconds, byFirst }: Words): boolean {
  for (let at = 0; at < text.length - 1; at += 1) {
    const code = text.charCodeAt(at);
    if (!isOf(firsts, code) || !isOf(seconds, text.charCodeAt(at + 1))) continue;
    if (standsAt(text, at, byFirst.get(code) ?? [])) return true;
  }
  return false;
}

/** Not a closure: one within a loop is made anew for every letter. */
function standsAt(text: string, at: number, words: readonly string[]): boolean {
  for (const word of words) if (text.startsWith(word, at)) return true;
  return false;
}
