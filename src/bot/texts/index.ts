/**
 * Every sentence the bot says, a file a language with the same keys, as pure functions; traditional
 * Chinese is made from simplified. What the newspaper prints is never translated: it stands as printed.
 */
import { inTraditionalWords } from '../../compose/index.ts';
import type { Language } from '../../domain/index.ts';
import { en } from './en.ts';
import { type Texts, zh } from './zh.ts';

export type { Texts } from './zh.ts';

let zhHant: Texts | undefined;

export function textsIn(language: Language): Texts {
  switch (language) {
    case 'zh':
      return zh;
    case 'zh-hant':
      zhHant ??= inTraditionalWords(zh);
      return zhHant;
    case 'en':
      return en;
  }
}

/** From Telegram's `language_code`: Chinese by its script or its region, everything else is read English to. */
export function languageOf(code: string | undefined): Language {
  const [language, ...rest] = (code ?? '').toLowerCase().split(/[-_]/u);
  if (language !== 'zh') return 'en';
  if (rest.includes('hans')) return 'zh';
  return rest.some((part) => TRADITIONAL.has(part)) ? 'zh-hant' : 'zh';
}

const TRADITIONAL = new Set(['hant', 'tw', 'hk', 'mo']);
