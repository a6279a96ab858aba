import {
  CJK,
  cutAnchors,
  INTEREST_KINDS,
  isPlainHan,
  normalise,
  type Query,
  readClauses,
  type StoredItem,
} from '../domain/index.ts';
import { isOf, isOfKinds } from './is-of-kinds.ts';
import { textsFor } from './item-texts.ts';

/** The words of the query that the article has, as its follower wrote them; `undefined`: it does not match. */
export function matchQuery(query: Query, item: StoredItem): readonly string[] | undefined {
  return matcherOf(query)(item);
}

/** The same for many articles: what the query asks for is read once, and not before it is needed. */
export function matcherOf(query: Query): (item: StoredItem) => readonly string[] | undefined {
  const { by, kinds, publication } = query;
  let wanted: Wanted | undefined;
  return (item) => {
    if (kinds !== null && !isOfKinds(item, kinds)) return undefined;
    if (!isOf(publication, item)) return undefined;
    wanted ??= readWanted(query.text);
    for (const text of textsFor(by, item)) {
      const words = wordsFound(wanted, text);
      if (words) return words;
    }
    return undefined;
  };
}

/** As it was written, and as it is compared; and whether it has no letter that must stand apart. */
type Word = { readonly written: string; readonly compared: string; readonly isHan: boolean };
type Wanted = { readonly all: readonly (readonly Word[])[]; readonly none: readonly Word[] };

function readWanted(text: string): Wanted {
  const { all, none } = readClauses(text);
  return { all: all.map((words) => words.map(toWord)), none: none.map(toWord) };
}

function toWord(written: string): Word {
  const compared = normalise(written);
  return { written, compared, isHan: isPlainHan(compared) };
}

/** By which a query finds itself among an article's words: who matches has one of its anchors. */
export function anchorsIn(item: StoredItem): ReadonlySet<string> {
  const texts = new Set(INTEREST_KINDS.flatMap((by) => textsFor(by, item)));
  return new Set([...texts].flatMap(cutAnchors));
}

function wordsFound({ all, none }: Wanted, text: string): readonly string[] | undefined {
  const found: string[] = [];
  for (const alternatives of all) {
    const there = alternatives.filter((word) => hasWord(text, word));
    if (there.length === 0) return undefined;
    found.push(...there.map(({ written }) => written));
  }
  if (found.length === 0 || none.some((word) => hasWord(text, word))) return undefined;
  return [...new Set(found)];
}

const LETTER = `[[\\p{L}\\p{N}\\p{M}]--${CJK}]`;
const BEGINS_SPACED = new RegExp(`^${LETTER}`, 'v');
const ENDS_SPACED = new RegExp(`${LETTER}$`, 'v');

/** Chinese words stand anywhere; others, and numbers, only whole: «AI» is not in «maintain», «7号» not in «77号». */
function hasWord(text: string, { compared: word, isHan }: Word): boolean {
  if (isHan) return text.includes(word);
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
