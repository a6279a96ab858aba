/**
 * Every sentence the bot says, a file a language with the same keys, as pure functions.
 * What the newspaper prints is never translated: it stands as printed.
 */
import type { Language } from '../../domain/index.ts';
import { en } from './en.ts';
import { type Texts, zh } from './zh.ts';

export type { Texts } from './zh.ts';

const TEXTS: Record<Language, Texts> = { zh, 'zh-hant': zh, en };

export function textsIn(language: Language): Texts {
  return TEXTS[language];
}

/** From Telegram's `language_code`: any Chinese is `zh`, everything else is read English to. */
export function languageOf(code: string | undefined): Language {
  return /^zh\b/iu.test(code ?? '') ? 'zh' : 'en';
}
