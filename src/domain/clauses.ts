import { isPlainHan, visible } from './normalise.ts';

/** What the text of a query asks for, in its own words. */
export type Clauses = {
  /** Each must be there, by one of its words at least. */
  readonly all: readonly (readonly string[])[];
  readonly none: readonly string[];
};

/** What people type for a minus sign, or their phones make of it. */
const NOT = /^[-‐–−]+/u;
/** Marks around a word, as in 《公报》, are no part of it. */
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu;

/** Words apart by spaces must all be there, `甲|乙` is either, `-甲` must not be there. Never throws. */
export function readClauses(text: string): Clauses {
  if (isPlainHan(text)) return { all: [[text]], none: [] };
  const all: string[][] = [];
  const none = new Set<string>();
  for (const part of visible(text).normalize('NFKC').split(/\s+/u)) {
    const rest = part.replace(NOT, '');
    const words = wordsOf(rest);
    if (rest !== part) for (const word of words) none.add(word);
    else if (words.length > 0) all.push(words);
  }
  return { all, none: [...none] };
}

/** The same again, tidy. */
export function writeClauses({ all, none }: Clauses): string {
  const parts = [...all.map((words) => words.join('|')), ...none.map((word) => `-${word}`)];
  return [...new Set(parts)].join(' ');
}

function wordsOf(part: string): string[] {
  if (isPlainHan(part)) return [part];
  const words = part.split('|').map((word) => word.replace(AROUND, ''));
  return [...new Set(words)].filter((word) => word !== '');
}
