import { ownToTraditional, toTraditional } from './convert.ts';

/** Words that are not left to the dictionary, each with what stands for it. */
export type Kept = ReadonlyMap<string, string>;

/** Converts a text but for these words. The longest of several goes first. */
export function convertAround(text: string, kept: Kept): string {
  return around(text, kept, toTraditional);
}

/**
 * The bot's texts in traditional Chinese, made from the simplified ones: its words are converted, what
 * was handed over to be put among them is left as it is.
 */
export function inTraditionalWords<T>(texts: T): T {
  if (typeof texts === 'string') return ownToTraditional(texts) as T;
  if (typeof texts === 'function')
    return ((...given: unknown[]) => {
      const said: unknown = texts(...given);
      const kept = new Map(hanWords(given).map((word) => [word, word]));
      return convertSaid(said, kept);
    }) as T;
  if (Array.isArray(texts)) return texts.map(inTraditionalWords) as T;
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, inTraditionalWords(value)]),
  ) as T;
}

function convertSaid(said: unknown, kept: Kept): unknown {
  if (typeof said === 'string') return around(said, kept, ownToTraditional);
  return Array.isArray(said) ? said.map((each) => convertSaid(each, kept)) : said;
}

function around(text: string, kept: Kept, convert: (text: string) => string): string {
  return partsOf(text, kept)
    .map((part) => part.instead ?? convert(part.text))
    .join('');
}

type Part = { readonly text: string; readonly instead?: string };

/** The longest word takes its places first; a name may be anything, and any length: it is no pattern. */
function partsOf(text: string, kept: Kept): Part[] {
  let parts: Part[] = [{ text }];
  const words = [...kept].filter(([word]) => word !== '' && text.includes(word));
  for (const [word, instead] of words.toSorted(([one], [other]) => other.length - one.length))
    parts = parts.flatMap((part) =>
      part.instead === undefined ? cutAt(part, word, instead) : part,
    );
  return parts;
}

function cutAt({ text }: Part, word: string, instead: string): Part[] {
  return text
    .split(word)
    .flatMap((part, index) =>
      index === 0 ? [{ text: part }] : [{ text: word, instead }, { text: part }],
    );
}

/** Every Chinese word in what was handed over, however deep. */
function hanWords(value: unknown): string[] {
  if (typeof value === 'string') return /\p{sc=Han}/u.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(hanWords);
}
