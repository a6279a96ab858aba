import type { Button, ClassicMessage, Language } from '../domain/index.ts';
import { cap, oneLine } from './clean.ts';
import { bold, type Formatted, join, joinFilled } from './formatted.ts';
import { fullTextButton } from './item-pieces.ts';
import { buttonRows } from './pieces.ts';
import type { Texts } from './texts/index.ts';

/** So many entries a page holds: a phone shows them without much scrolling. */
export const LIST_PAGE_SIZE = 8;

/** Room for the words a person looked for, which the bot reads back from here. */
const LIST_TITLE_LENGTH = 300;

/** What all pages of a list have. */
export type Page = {
  /** What is listed, in the chat's language. */
  readonly title: string;
  readonly language: Language;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly pageCallback: (page: number) => string;
};

/** What is listed, and the article it is from. */
export type Entry = {
  readonly itemId: number;
  readonly words: Formatted;
  /** Beside the button to its full text; without any, the full texts share rows. */
  readonly buttons?: readonly Button[];
};

type Around = {
  /** Below the title: what must be known of the whole list. */
  readonly note: string;
  /** Below the buttons to the pages beside. */
  readonly below: readonly (readonly Button[])[];
};

export function composePage(
  list: Page,
  texts: Texts,
  entries: readonly Entry[],
  around: Partial<Around> = {},
): ClassicMessage {
  if (entries.length > LIST_PAGE_SIZE)
    throw new RangeError(`A page holds ${LIST_PAGE_SIZE} entries.`);
  const first = firstOf(list);
  const numbered = entries.map(({ words }, index) => join([`${first + index}. `, words]));
  const title = bold(fitTitle(list));
  const place = list.pages > 1 ? texts.page(list.page, list.pages) : '';
  const head = joinFilled([title, around.note ?? '', place], '\n');
  const { text, entities } = joinFilled(
    [head, ...(entries.length > 0 ? numbered : [texts.nothing])],
    '\n\n',
  );
  return {
    style: 'classic',
    text,
    entities,
    buttons: [
      ...entryRows(entries, first, texts),
      ...pageRow(list, texts),
      ...(around.below ?? []),
    ],
  };
}

/** As it is shown in one line, in either style. */
export function fitTitle({ title }: Pick<Page, 'title'>): string {
  return cap(oneLine(title), LIST_TITLE_LENGTH);
}

/** The number of the first entry, which runs through all pages. */
export function firstOf({ page }: Pick<Page, 'page'>): number {
  return (page - 1) * LIST_PAGE_SIZE + 1;
}

function entryRows(entries: readonly Entry[], first: number, texts: Texts): (readonly Button[])[] {
  const rows = entries.map(({ itemId, buttons = [] }, index) => [
    fullTextButton(itemId, first + index, texts),
    ...buttons,
  ]);
  return rows.every((row) => row.length === 1) ? buttonRows(rows.flat()) : rows;
}

function pageRow({ page, pages, pageCallback }: Page, texts: Texts): Button[][] {
  const row: Button[] = [];
  if (page > 1) row.push({ text: texts.previousPage, callback: pageCallback(page - 1) });
  if (page < pages) row.push({ text: texts.nextPage, callback: pageCallback(page + 1) });
  return row.length > 0 ? [row] : [];
}
