import type { Language } from '../../domain/index.ts';
import { inTraditionalWords } from '../traditional/index.ts';
import { en } from './en.ts';
import type { Texts } from './texts.ts';
import { zh } from './zh.ts';

export type { KindCount, Texts } from './texts.ts';

let zhHant: Texts | undefined;

export const texts: Readonly<Record<Language, Texts>> = {
  zh,
  get 'zh-hant'() {
    zhHant ??= inTraditionalWords(zh);
    return zhHant;
  },
  en,
};
