import type { RichBlock, RichMessage, RichText, StoredItem } from '../domain/index.ts';
import { firstOf } from './entry-page.ts';
import type { Formatted } from './formatted.ts';
import { folded, fullText, fullTextButton, titleOf } from './item-pieces.ts';
import {
  type ActPage,
  aboutEntry,
  composeActs,
  composeList,
  ENTRY_TITLE_LENGTH,
  type ItemPage,
} from './list.ts';
import { piece } from './pieces.ts';
import { actCells, actColumns, headBlocks, richPage, tablePage } from './rich-page.ts';
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
  return richPage([piece('', headBlocks(list, texts)), ...entries], composeList(list));
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
  const rows = list.acts.map((act) => actCells(actIn(list.language, act), texts));
  const classic = composeActs(list);
  return tablePage(list, { columns: actColumns(texts), rows }, { texts, classic });
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
