import { createHash } from 'node:crypto';
import type { IsoDate, Item } from '../domain/index.ts';

/**
 * What an article says, however it was carried: equal for other line breaks, spaces, punctuation and
 * markup. Over the whole publication: the same words under another date are the same article.
 */
export function fingerprintOf(publication: string, { title, number, body }: Item): string {
  return hash([publication, wordsOf(`${title}\n${number ?? ''}\n${body}`)]);
}

/** Which article it is, whatever it says: other words under the same identity are a correction. */
export function identityOf(publication: string, date: IsoDate, { title, number }: Item): string {
  return hash([publication, date, wordsOf(title), wordsOf(number ?? '')]);
}

/**
 * Letters and digits, and the two signs that make another number of them: the point between digits
 * (1.5 is not 15) and per cent.
 */
function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.%‰]/gu, '')
    .replace(/(?<!\p{N})\.|\.(?!\p{N})/gu, '');
}

/** How much of the shorter text stands in the longer one, from 0 to 1, by pairs of letters. */
export function likeness(one: string, other: string): number {
  const [few, many] = [pairsOf(one), pairsOf(other)].toSorted((a, b) => a.size - b.size);
  if (!few || !many || few.size === 0) return 1;
  return [...few].filter((pair) => many.has(pair)).length / few.size;
}

function pairsOf(text: string): Set<string> {
  const letters = [...wordsOf(text)];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
