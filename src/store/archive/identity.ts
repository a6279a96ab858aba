import { createHash } from 'node:crypto';
import type { IsoDate, Item } from '../../domain/index.ts';

/**
 * What an article says, however it was carried: equal for other line breaks, spaces, punctuation,
 * markup and ways to write a day. Over all publications: the same words are the same article, under
 * another date and in another paper too, and nobody is told them twice.
 */
export function fingerprintOf(item: Item): string {
  const { number, passedBy, body, signature } = item;
  return hash([
    wordsOf([bareTitle(item), number ?? '', passedBy ?? '', body, signature ?? ''].join('\n')),
  ]);
}

/** Which article it is, whatever it says: other words under the same identity are a correction. */
export function identityOf(publication: string, date: IsoDate, item: Item): string {
  return hash([publication, date, wordsOf(bareTitle(item)), wordsOf(item.number ?? '')]);
}

/** 平阳县人民代表大会常务委员会|关于…的决定: one carrier sets the body in the title, another above it. */
function bareTitle({ title }: Pick<Item, 'title'>): string {
  return title.replace(
    /^[^《》]{2,50}?\s*(?=关于.{2,150}的(?:决定|决议|公告|通知|通告|命令|办法)$)/u,
    '',
  );
}

/**
 * Letters and digits, and the two signs that make another number of them: the point between digits
 * (1.5 is not 15) and per cent. 二〇二五年一月九日, 2025-1-9 and 2025年01月09日 are 20250109.
 */
function wordsOf(text: string): string {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    // 2025-1-9 and 2025.01.09, before their signs are dropped
    .replace(/(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?![\d.])/gu, '$1年$2月$3日')
    .replace(/[^\p{L}\p{N}.%‰]/gu, '')
    .replace(/(?<!\p{N})\.|\.(?!\p{N})/gu, '');
  return letters
    .replace(/(\d{4})年(\d{1,2})月(\d{1,2})日/gu, (_, ...day: string[]) => plainDay(day))
    .replace(
      /([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日/gu,
      (_, year: string, month: string, day: string) =>
        plainDay([digitsOf(year), countOf(month), countOf(day)]),
    );
}

function plainDay([year = '', month = '', day = '']: readonly string[]): string {
  return `${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`;
}

const DIGITS = '零一二三四五六七八九';

function digitsOf(year: string): string {
  return [...year.replace(/[〇○]/gu, '零')].map((digit) => DIGITS.indexOf(digit)).join('');
}

/** 十 10, 十二 12, 二十 20, 三十一 31. */
function countOf(words: string): string {
  const [tens, ones] = words.includes('十') ? words.split('十') : ['', words];
  const ten = words.includes('十') ? (tens ? DIGITS.indexOf(tens) : 1) * 10 : 0;
  return String(ten + (ones ? DIGITS.indexOf(ones) : 0));
}

/** What an article says, letter by letter, as two carriers of it are compared. */
export function lettersOf(item: Pick<Item, 'title' | 'body'>): string[] {
  return [...wordsOf(bareTitle(item)), ...wordsOf(item.body)];
}

/** How much of the shorter text, and of the longer, stands in the other: 0 to 1, by pairs of letters. */
export function likeness(
  one: string,
  other: string,
): { readonly ofShorter: number; readonly ofLonger: number } {
  const [few, many] = [pairsOf(one), pairsOf(other)].toSorted((a, b) => a.size - b.size);
  if (!few || !many || few.size === 0) return { ofShorter: 1, ofLonger: many?.size ? 0 : 1 };
  const common = [...few].filter((pair) => many.has(pair)).length;
  return { ofShorter: common / few.size, ofLonger: common / many.size };
}

function pairsOf(text: string): Set<string> {
  const letters = [...wordsOf(text)];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The second article of an identity is kept as `IDENTITY.1`. */
export function baseOf(identity: string): string {
  return identity.split('.')[0] ?? identity;
}
