import type { Act, ClassicMessage, IsoDate, StoredItem } from '../domain/index.ts';
import { actLine, fitActFact } from './acts.ts';
import { cap, oneLine } from './clean.ts';
import { day } from './days.ts';
import { composePage, type Page } from './entry-page.ts';
import { bold, type Formatted, join, joinFilled } from './formatted.ts';
import { fullText, titleOf } from './item-pieces.ts';
import { sourceLine } from './people.ts';
import { snippetOf } from './snippet.ts';
import { type Texts, texts as textsOf } from './texts/index.ts';
import { actIn, itemIn } from './traditional/index.ts';

export const ENTRY_TITLE_LENGTH = 160;

/** One page of items, two lines each, with their buttons and those to the pages beside. */
export function composeList(list: ItemPage): ClassicMessage {
  const texts = textsOf[list.language];
  const items = list.items.map((item) => itemIn(list.language, item));
  return composePage(
    list,
    texts,
    items.map((item) => ({ itemId: item.id, words: itemEntry(item, list, texts) })),
  );
}

export type ItemPage = Page & {
  readonly items: readonly StoredItem[];
  /** What was looked for: the words around it are shown, with it in bold. */
  readonly sought?: string;
};

/** An act and the item that says it. */
type ListedAct = Act & {
  readonly itemId: number;
  readonly issueDate: IsoDate;
  readonly title: string;
};

export type ActPage = Page & { readonly acts: readonly ListedAct[] };

/** One page of acts, each with the announcement it is from. */
export function composeActs(list: ActPage): ClassicMessage {
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

function itemEntry(item: StoredItem, { sought }: ItemPage, texts: Texts): Formatted {
  return joinFilled(
    [
      bold(titleOf(item, texts, ENTRY_TITLE_LENGTH)),
      aboutEntry(item, texts),
      snippetOf(fullText(item), sought),
    ],
    '\n',
  );
}

/** What it is, its number and its day. */
export function aboutEntry(item: StoredItem, texts: Texts): string {
  return [texts.kind[item.kind], cap(oneLine(item.number ?? ''), 60), day(item.issueDate, texts)]
    .filter((part) => part !== '')
    .join(' · ');
}

function actEntry(act: ListedAct, texts: Texts): Formatted {
  return join([actLine(fitActFact(act), texts), '\n', sourceLine(act, texts)]);
}
