import type { Button, RichBlock } from '../domain/index.ts';
import { type Formatted, toFormatted, type Words } from './formatted.ts';

/** What must not be torn apart if it can be helped: a heading, an item, a paragraph; in both styles. */
export type Piece = {
  readonly words: Formatted;
  readonly blocks: readonly RichBlock[];
  /** Under the message that shows it. */
  readonly button: Button | null;
  /** What rich messages fold away below it, if there is room. */
  readonly folded: Folded | null;
  /** A heading goes where what it heads goes. */
  readonly keepsWithNext: boolean;
  /** Between it and the next, where the text is plain. */
  readonly gap: '\n' | '\n\n';
  /** The heading to say again when this piece begins a new message. */
  readonly under: Piece | null;
};

/** The full text of an item, and what stands there if the message has no room for it. */
export type Folded = { readonly block: RichBlock; readonly instead: RichBlock };

/** A piece that says what is given and nothing else. */
export function piece(
  words: Words,
  blocks: readonly RichBlock[],
  rest: Partial<Omit<Piece, 'words' | 'blocks'>> = {},
): Piece {
  return {
    words: toFormatted(words),
    blocks,
    button: null,
    folded: null,
    keepsWithNext: false,
    gap: '\n\n',
    under: null,
    ...rest,
  };
}

/** Pieces and the headings that must stay with them. */
export function bundle(pieces: readonly Piece[]): Piece[][] {
  const bundles: Piece[][] = [];
  let open: Piece[] = [];
  for (const each of pieces) {
    open.push(each);
    if (each.keepsWithNext) continue;
    bundles.push(open);
    open = [];
  }
  if (open.length > 0) bundles.push(open);
  return bundles;
}

/** A bundle that begins a message says again which section it is in, unless it opens the section. */
export function atTop(pieces: readonly Piece[]): readonly Piece[] {
  const [first] = pieces;
  return first?.under ? [first.under, ...pieces] : pieces;
}

const BUTTONS_A_ROW = 4;

/** Rows of four, in the order of the pieces. */
export function buttonRows(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += BUTTONS_A_ROW) {
    rows.push(buttons.slice(at, at + BUTTONS_A_ROW));
  }
  return rows;
}

export function buttonsOf(pieces: readonly Piece[]): Button[] {
  return pieces.map((each) => each.button).filter((button) => button !== null);
}
