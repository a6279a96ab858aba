import type { Language } from '../../domain/index.ts';
import { en } from './en.ts';
import type { Texts } from './texts.ts';
import { zh } from './zh.ts';

export type { KindCount, Texts } from './texts.ts';

export const texts: Readonly<Record<Language, Texts>> = { zh, 'zh-hant': zh, en };
