import { simplify } from './script.ts';

/** Letters and digits of scripts that set no spaces between words; for patterns with the flag `v`. */
export const CJK = String.raw`[[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]&&[\p{L}\p{N}]]`;

/** Joiners, direction marks and variants of a character: nobody types them. */
const INVISIBLE = /[\p{Cf}\p{VS}]/gu;
/** 王　芳: a name set as wide as one of three characters. Two lines stay two lines. */
const SET_WIDE = new RegExp(`(?<=${CJK})[^\\S\\n]+(?=${CJK})`, 'gv');

/**
 * A text as it is compared with another, printed or typed: whatever the case and the width of its
 * letters, simplified or traditional, and without what nobody sees.
 */
export function normalise(text: string): string {
  if (isPlainHan(text)) return simplify(text);
  return simplify(visible(text).normalize('NFKC').toLowerCase()).replace(SET_WIDE, '');
}

const PLAIN_HAN = /^[\u4e00-\u9fa5]+$/u;

/** As most words are: each letter has one width, one case and one form. */
export function isPlainHan(text: string): boolean {
  return PLAIN_HAN.test(text);
}

export function visible(text: string): string {
  return text.replace(INVISIBLE, '');
}
