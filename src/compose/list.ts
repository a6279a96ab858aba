import type { Act, ClassicMessage, IsoDate, StoredItem } from '../domain/index.ts';
import { actLine, fitActFact } from './acts.ts';
import { cap, oneLine } from './clean.ts';
import { day } from './days.ts';
import { composePage, type Page } from './entry-page.ts';
import { bold, type Formatted, join } from './formatted.ts';
import { titleOf } from './item-pieces.ts';
import { sourceLine } from './people.ts';
import { type Texts, texts as textsOf } from './texts/index.ts';
import { actIn, itemIn } from './traditional/index.ts';

const ENTRY_TITLE_LENGTH = 160;

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
  return join([actLine(fitActFact(act), texts), '\n', sourceLine(act, texts)]);
}
