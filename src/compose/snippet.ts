import { type Entity, readClauses, simplify } from '../domain/index.ts';
import { graphemeBoundary, oneLine } from './clean.ts';
import type { Formatted } from './formatted.ts';

/** About two lines on a phone. */
const BEFORE = 24;
const LENGTH = 80;
const MOST_WORDS = 20;
/** A page of snippets has no more formats than a message may have. */
const MOST_HITS = 8;
/** So much of an article is looked through: the words may stand in its headline or its facts instead. */
const LOOKED_THROUGH = 40_000;

const NOTHING: Formatted = { text: '', entities: [] };

/** The words around the first of what was sought, each of it in bold; nothing where it does not stand. */
export function snippetOf(paragraphs: readonly string[], sought: string | undefined): Formatted {
  const words = wordsOf(sought ?? '');
  if (words.length === 0) return NOTHING;
  let looked = 0;
  for (const paragraph of paragraphs) {
    if (looked > LOOKED_THROUGH) break;
    looked += paragraph.length;
    const text = oneLine(paragraph);
    const [first] = hitsIn(text, words);
    if (first) return around(text, first.offset, words);
  }
  return NOTHING;
}

function around(text: string, at: number, words: readonly string[]): Formatted {
  const start = at <= BEFORE ? 0 : graphemeBoundary(text, 0, at - BEFORE);
  const end = graphemeBoundary(text, start, Math.min(text.length, start + LENGTH));
  const [lead, tail] = [start > 0 ? '…' : '', end < text.length ? '…' : ''];
  const part = text.slice(start, end).trim();
  const shown = `${lead}${part}${tail}`;
  const hits = hitsIn(part, words)
    .slice(0, MOST_HITS)
    .map(({ offset, length }): Entity => ({ type: 'bold', offset: offset + lead.length, length }));
  return { text: shown, entities: hits };
}

/** Those that may be there, apart as the search takes them apart. */
function wordsOf(sought: string): string[] {
  const words = readClauses(sought)
    .all.flat()
    .flatMap((word) => word.split(/[^\p{L}\p{N}\p{M}\p{Cf}]+/u))
    .map((word) => fold(word).text);
  return [...new Set(words)].filter((word) => word !== '').slice(0, MOST_WORDS);
}

type Hit = { readonly offset: number; readonly length: number };

/** Where the words stand, whichever case, width and script they are printed in; in order, none across another. */
function hitsIn(text: string, words: readonly string[]): Hit[] {
  const folded = fold(text);
  const found = words.flatMap((word) => [...placesOf(folded, word)]);
  const hits: Hit[] = [];
  let end = 0;
  for (const hit of found.toSorted((a, b) => a.offset - b.offset || b.length - a.length)) {
    if (hit.offset < end) continue;
    hits.push(hit);
    end = hit.offset + hit.length;
  }
  return hits;
}

function* placesOf({ text, places }: Folded, word: string): Generator<Hit> {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const offset = places[at] ?? 0;
    yield { offset, length: (places[at + word.length] ?? 0) - offset };
  }
}

/** A text as it is compared, and for each of its units where that stands in what was printed. */
type Folded = { readonly text: string; readonly places: readonly number[] };

const UNSEEN = /[\p{Cf}\p{VS}]/u;

function fold(printed: string): Folded {
  let text = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of printed) {
    const plain = UNSEEN.test(letter) ? '' : simplify(letter.normalize('NFKC').toLowerCase());
    for (let unit = 0; unit < plain.length; unit++) places.push(at);
    text += plain;
    at += letter.length;
  }
  places.push(at);
  return { text, places };
}
