import { type Clauses, cutAnchors, readClauses, writeClauses } from '../domain/index.ts';

/** Why something cannot be followed. */
export type QueryProblem =
  /** There is no word in it. */
  | 'empty'
  /** Longer than what anybody looks for. */
  | 'long'
  /** It only says what must not be there. */
  | 'only-not'
  /** A single character or letter stands in nearly every article. */
  | 'short';

const LONGEST = 100;
const MOST_WORDS = 12;

/** Reads what a person wants to follow: tidied, or why not. */
export function readQuery(
  words: string,
): { readonly text: string } | { readonly problem: QueryProblem } {
  const clauses = readClauses(words);
  const text = writeClauses(clauses);
  if (text === '') return { problem: 'empty' };
  if (text.length > LONGEST || countWords(clauses) > MOST_WORDS) return { problem: 'long' };
  if (clauses.all.length === 0) return { problem: 'only-not' };
  return clauses.all.some(isTelling) ? { text } : { problem: 'short' };
}

function countWords({ all, none }: Clauses): number {
  return all.flat().length + none.length;
}

/** Every one of the alternatives can be found by two letters or more. */
function isTelling(words: readonly string[]): boolean {
  return words.every((word) => cutAnchors(word).length > 0);
}
