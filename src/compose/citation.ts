import type { Language, StoredItem } from '../domain/index.ts';
import { cap } from './clean.ts';
import { day } from './days.ts';
import { fitName, titleOf } from './item-pieces.ts';
import { texts as textsOf } from './texts/index.ts';
import { itemIn } from './traditional/index.ts';

/** Telegram copies no more at a tap. */
const COPY_LENGTH = 256;
const TITLE_LENGTH = 160;

/** 《任免名单》（今日平阳，2025年1月9日）: what to write to say where it was printed. */
export function citation(printed: StoredItem, language: Language): string {
  const texts = textsOf[language];
  const item = itemIn(language, printed);
  const source = [fitName(item.publication), day(item.issueDate, texts)].filter(Boolean);
  const title = texts.titled(titleOf(item, texts, TITLE_LENGTH));
  return cap(`${title}${texts.aside(source.join(texts.listed))}`, COPY_LENGTH);
}
