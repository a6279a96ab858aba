import {
  alike,
  CJK,
  type Clauses,
  cutAnchors,
  INTEREST_KINDS,
  type Query,
  readClauses,
  type StoredItem,
} from '../domain/index.ts';
import { textsFor } from './item-texts.ts';

/** The words of the query that the article has, as its follower wrote them; `undefined`: it does not match. */
export function matchQuery(query: Query, item: StoredItem): readonly string[] | undefined {
  if (query.kinds !== null && !query.kinds.includes(item.kind)) return undefined;
  if (query.publication !== null && query.publication !== item.publication) return undefined;
  const clauses = readClauses(query.text);
  for (const text of textsFor(query.by, item)) {
    const words = wordsFound(clauses, text);
    if (words) return words;
  }
  return undefined;
}

/** By which a query finds itself among an article's words: who matches has one of its anchors. */
export function anchorsIn(item: StoredItem): ReadonlySet<string> {
  const texts = new Set(INTEREST_KINDS.flatMap((by) => textsFor(by, item)));
  return new Set([...texts].flatMap(cutAnchors));
}

function wordsFound({ all, none }: Clauses, text: string): readonly string[] | undefined {
  const found: string[] = [];
  for (const alternatives of all) {
    const there = alternatives.filter((word) => hasWord(text, alike(word)));
    if (there.length === 0) return undefined;
    found.push(...there);
  }
  if (found.length === 0 || none.some((word) => hasWord(text, alike(word)))) return undefined;
  return [...new Set(found)];
}

const LETTER = `[[\\p{L}\\p{N}\\p{M}]--${CJK}]`;
const BEGINS_SPACED = new RegExp(`^${LETTER}`, 'v');
const ENDS_SPACED = new RegExp(`${LETTER}$`, 'v');

/** Chinese words stand anywhere; others, and numbers, only whole: «AI» is not in «maintain», «7号» not in «77号». */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (isWhole(text, word, at)) return true;
  return false;
}

function isWhole(text: string, word: string, at: number): boolean {
  const end = at + word.length;
  // Two units hold any letter.
  const goesBefore =
    BEGINS_SPACED.test(word) && ENDS_SPACED.test(text.slice(at - Math.min(at, 2), at));
  return !goesBefore && !(ENDS_SPACED.test(word) && BEGINS_SPACED.test(text.slice(end, end + 2)));
}
