import type {
  ClassicMessage,
  PrintedAct,
  RichBlock,
  RichCell,
  RichMessage,
  RichText,
} from '../domain/index.ts';
import { fitActFact } from './acts.ts';
import { day } from './days.ts';
import { firstOf, fitTitle, type Page } from './entry-page.ts';
import { packRich } from './pack-rich.ts';
import { sourceLine } from './people.ts';
import { type Piece, piece } from './pieces.ts';
import type { Texts } from './texts/index.ts';

/** A page of a list as a rich message; `classic` says the same, and has its buttons. */
export function richPage(pieces: readonly Piece[], classic: ClassicMessage): RichMessage {
  // A page is one message: what it lists is short, and what is folded away is added only where it fits.
  const [message] = packRich(pieces);
  return {
    style: 'rich',
    blocks: message?.blocks ?? [],
    buttons: classic.buttons,
    fallback: [classic],
  };
}

/** The same of a list that is one table below its title. */
export function tablePage(
  list: Page & { readonly note?: string },
  { columns, rows }: { readonly columns: readonly string[]; readonly rows: readonly RichText[][] },
  { texts, classic }: { readonly texts: Texts; readonly classic: ClassicMessage },
): RichMessage {
  const numbered = rows.map((row, index) => [String(firstOf(list) + index), ...row]);
  const table: RichBlock =
    rows.length === 0
      ? { kind: 'paragraph', text: texts.nothing }
      : {
          kind: 'table',
          rows: [
            cellsOf([texts.numberColumn, ...columns], true),
            ...numbered.map((row) => cellsOf(row, false)),
          ],
        };
  return richPage([piece('', [...headBlocks(list, texts), table])], classic);
}

function cellsOf(texts: readonly RichText[], isHeader: boolean): RichCell[] {
  return texts.map((text) => ({ text, isHeader }));
}

/** Its title, what must be known of the whole list, and which page of it this is. */
export function headBlocks(list: Page & { readonly note?: string }, texts: Texts): RichBlock[] {
  const lines = [
    ...(list.note ?? '').split('\n').filter((line) => line !== ''),
    ...(list.pages > 1 ? [texts.page(list.page, list.pages)] : []),
  ];
  return [
    { kind: 'heading', level: 2, text: fitTitle(list) },
    ...lines.map((text): RichBlock => ({ kind: 'paragraph', text })),
  ];
}

export function actColumns(texts: Texts): string[] {
  return [...texts.actColumns, texts.sourceColumn];
}

/** An act, and the announcement it is from. */
export function actCells(act: Omit<PrintedAct, 'publication'>, texts: Texts): RichText[] {
  const { person, action, post, organization, date } = fitActFact(act);
  return [
    { type: 'bold', text: person },
    texts.actLabel[action],
    post,
    organization,
    date === null ? '' : day(date, texts),
    sourceLine(act, texts),
  ];
}
