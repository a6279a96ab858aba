import { plainLetters } from '../../domain/index.ts';

/** No letters at all: private to a font, or never printed. */
const UNREADABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\ue000-\uf8ff]/gu;

/**
 * Puts the letters back that a font's map gives as radicals (⼈ for 人): a search for them fails silently.
 * Never the whole text: full-width marks stay as printed.
 */
export function repairLetters(text: string): string {
  return plainLetters(
    text
      .replace(UNREADABLE, '')
      .replace(/\s/gu, ' ')
      .replace(/\u2e3a/gu, '——'),
  );
}
