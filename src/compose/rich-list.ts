import type {
  ClassicMessage,
  RichBlock,
  RichCell,
  RichMessage,
  RichText,
  StoredItem,
} from '../domain/index.ts';
import { fitActFact } from './acts.ts';
import { day } from './days.ts';
import { firstOf, fitTitle, type Page } from './entry-page.ts';
import type { Formatted } from './formatted.ts';
import { folded, fullText, fullTextButton, titleOf } from './item-pieces.ts';
import {
  type ActPage,
  aboutEntry,
  composeActs,
  composeList,
  ENTRY_TITLE_LENGTH,
  type ItemPage,
  type ListedAct,
} from './list.ts';
import { packRich } from './pack-rich.ts';
import { sourceLine } from './people.ts';
import { piece } from './pieces.ts';
import { snippetOf } from './snippet.ts';
import { type Texts, texts as textsOf } from './texts/index.ts';
import { actIn, itemIn } from './traditional/index.ts';

/** As `composeList`, each full text folded away below its entry, as far as there is room. */
export function composeRichList(list: ItemPage): RichMessage {
  const texts = textsOf[list.language];
  const entries = list.items.map((printed, index) => {
    const item = itemIn(list.language, printed);
    const position = firstOf(list) + index;
    const button = fullTextButton(item.id, position, texts);
    const blocks = itemBlocks(item, position, { list, texts });
    return piece('', blocks, { folded: folded(item, button, texts) });
  });
  return richPage(packRich([piece('', headBlocks(list, texts)), ...entries]), composeList(list));
}

function itemBlocks(
  item: StoredItem,
  position: number,
  { list, texts }: { readonly list: ItemPage; readonly texts: Texts },
): RichBlock[] {
  const snippet = snippetOf(fullText(item), list.sought);
  const title = titleOf(item, texts, ENTRY_TITLE_LENGTH);
  return [
    { kind: 'paragraph', text: [`${position}. `, { type: 'bold', text: title }] },
    { kind: 'paragraph', text: aboutEntry(item, texts) },
    ...(snippet.text === '' ? [] : [{ kind: 'paragraph', text: withBold(snippet) } as const]),
  ];
}

/** As `composeActs`, in a table. */
export function composeRichActs(list: ActPage): RichMessage {
  const texts = textsOf[list.language];
  const columns = [texts.numberColumn, ...texts.actColumns, texts.sourceColumn];
  const rows = list.acts.map((act, index) =>
    actRow(actIn(list.language, act), firstOf(list) + index, texts),
  );
  const header = columns.map((text): RichCell => ({ text, isHeader: true }));
  const table: RichBlock[] = rows.length > 0 ? [{ kind: 'table', rows: [header, ...rows] }] : [];
  return richPage(packRich([piece('', [...headBlocks(list, texts), ...table])]), composeActs(list));
}

function actRow(act: ListedAct, position: number, texts: Texts): RichCell[] {
  const { person, action, post, organization, date } = fitActFact(act);
  const cells: RichText[] = [
    String(position),
    { type: 'bold', text: person },
    texts.actLabel[action],
    post,
    organization,
    date === null ? '' : day(date, texts),
    sourceLine(act, texts),
  ];
  return cells.map((text) => ({ text, isHeader: false }));
}

function headBlocks(list: Page, texts: Texts): RichBlock[] {
  return [
    { kind: 'heading', level: 2, text: fitTitle(list) },
    ...(list.pages > 1
      ? [{ kind: 'paragraph', text: texts.page(list.page, list.pages) } as const]
      : []),
  ];
}

/** A page is one message: what it lists is short, and what is folded away is added only where it fits. */
function richPage([message]: readonly RichMessage[], classic: ClassicMessage): RichMessage {
  return {
    style: 'rich',
    blocks: message?.blocks ?? [],
    buttons: classic.buttons,
    fallback: [classic],
  };
}

function withBold({ text, entities }: Formatted): RichText {
  const parts: RichText[] = [];
  let at = 0;
  for (const { offset, length } of entities) {
    if (offset > at) parts.push(text.slice(at, offset));
    parts.push({ type: 'bold', text: text.slice(offset, offset + length) });
    at = offset + length;
  }
  return at < text.length ? [...parts, text.slice(at)] : parts;
}
