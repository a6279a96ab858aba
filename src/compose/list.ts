import type {
  Act,
  Button,
  ClassicMessage,
  IsoDate,
  Language,
  StoredItem,
} from '../domain/index.ts';
import { actLine, fitActFact } from './acts.ts';
import { cap, oneLine } from './clean.ts';
import { day } from './days.ts';
import { bold, type Formatted, join, joinFilled } from './formatted.ts';
import { fullTextButton, titleOf } from './item-pieces.ts';
import { buttonRows } from './pieces.ts';
import { type Texts, texts as textsOf } from './texts/index.ts';
import { actIn, itemIn } from './traditional/index.ts';

/** So many entries a page holds: a phone shows them without much scrolling. */
export const LIST_PAGE_SIZE = 8;

/** Room for the words a person looked for, which the bot reads back from here. */
const LIST_TITLE_LENGTH = 300;
const ENTRY_TITLE_LENGTH = 160;
/** Below an act, which is what the list is about. */
const SOURCE_TITLE_LENGTH = 80;

type Page = {
  /** What is listed, in the chat's language. */
  readonly title: string;
  readonly language: Language;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly pageCallback: (page: number) => string;
};

/** One page of items, two lines each, with their buttons and those to the pages beside. */
export function composeList(
  list: Page & { readonly items: readonly StoredItem[] },
): ClassicMessage {
  const texts = textsOf[list.language];
  return composePage(
    list,
    texts,
    list.items.map((item) => ({
      itemId: item.id,
      words: itemEntry(itemIn(list.language, item), texts),
    })),
  );
}

/** An act and the item that says it. */
type ListedAct = Act & {
  readonly itemId: number;
  readonly issueDate: IsoDate;
  readonly title: string;
};

/** One page of acts, each with the announcement it is from. */
export function composeActs(list: Page & { readonly acts: readonly ListedAct[] }): ClassicMessage {
  const texts = textsOf[list.language];
  return composePage(
    list,
    texts,
    list.acts.map((act) => ({
      itemId: act.itemId,
      words: actEntry(actIn(list.language, act), texts),
    })),
  );
}

function itemEntry(item: StoredItem, texts: Texts): Formatted {
  const about = [
    texts.kind[item.kind],
    cap(oneLine(item.number ?? ''), 60),
    day(item.issueDate, texts),
  ];
  return join([
    bold(titleOf(item, texts, ENTRY_TITLE_LENGTH)),
    '\n',
    about.filter((part) => part !== '').join(' · '),
  ]);
}

function actEntry(act: ListedAct, texts: Texts): Formatted {
  const title = texts.titled(cap(oneLine(act.title), SOURCE_TITLE_LENGTH));
  return join([actLine(fitActFact(act), texts), '\n', `${title} · ${day(act.issueDate, texts)}`]);
}

type Entry = { readonly itemId: number; readonly words: Formatted };

function composePage(list: Page, texts: Texts, entries: readonly Entry[]): ClassicMessage {
  if (entries.length > LIST_PAGE_SIZE)
    throw new RangeError(`A page holds ${LIST_PAGE_SIZE} entries.`);
  const first = (list.page - 1) * LIST_PAGE_SIZE + 1;
  const numbered = entries.map(({ words }, index) => join([`${first + index}. `, words]));
  const title = bold(cap(oneLine(list.title), LIST_TITLE_LENGTH));
  const head = list.pages > 1 ? join([title, '\n', texts.page(list.page, list.pages)]) : title;
  const { text, entities } = joinFilled(
    [head, ...(entries.length > 0 ? numbered : [texts.nothing])],
    '\n\n',
  );
  const buttons = entries.map(({ itemId }, index) => fullTextButton(itemId, first + index, texts));
  return {
    style: 'classic',
    text,
    entities,
    buttons: [...buttonRows(buttons), ...pageRow(list, texts)],
  };
}

function pageRow({ page, pages, pageCallback }: Page, texts: Texts): Button[][] {
  const row: Button[] = [];
  if (page > 1) row.push({ text: texts.previousPage, callback: pageCallback(page - 1) });
  if (page < pages) row.push({ text: texts.nextPage, callback: pageCallback(page + 1) });
  return row.length > 0 ? [row] : [];
}
