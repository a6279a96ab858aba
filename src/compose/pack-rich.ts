import type { RichBlock, RichMessage, RichText } from '../domain/index.ts';
import { packClassicGroups } from './pack-classic.ts';
import { atTop, bundle, buttonRows, buttonsOf, type Piece } from './pieces.ts';

/** Telegram's limits of one rich message, with room left for the mark «(1/2)». */
const CHARACTERS = 32_768 - 64;
const BLOCKS = 500 - 2;
const BUTTONS = 99;

/**
 * Lays pieces out in as few rich messages as hold them. What may be folded away is added as far as
 * there is room, in order; the rest is a button away. Each message carries the classic parts that say the same.
 */
export function packRich(pieces: readonly Piece[]): RichMessage[] {
  const sheets = layOut(pieces);
  const fallbacks = packClassicGroups(sheets);
  return sheets.map((sheet, index) => ({
    style: 'rich',
    blocks: [...unfold(sheet), ...mark(index, sheets.length)],
    buttons: buttonRows(buttonsOf(sheet)),
    fallback: fallbacks[index] ?? [],
  }));
}

function mark(index: number, count: number): RichBlock[] {
  return count === 1 ? [] : [{ kind: 'footer', text: `(${index + 1}/${count})` }];
}

function layOut(pieces: readonly Piece[]): Piece[][] {
  const sheets: Piece[][] = [];
  let sheet: Piece[] = [];
  let taken = NO_COST;
  for (const bundled of bundle(pieces)) {
    let next = bundled;
    if (sheet.length > 0 && !fits(plus(taken, costOfPieces(bundled)), sheet, bundled)) {
      sheets.push(sheet);
      sheet = [];
      taken = NO_COST;
      next = [...atTop(bundled)];
    }
    sheet.push(...next);
    taken = plus(taken, costOfPieces(next));
  }
  return sheet.length > 0 ? [...sheets, sheet] : sheets;
}

function fits(cost: Cost, sheet: readonly Piece[], added: readonly Piece[]): boolean {
  const buttons = buttonsOf(sheet).length + buttonsOf(added).length;
  return isWithin(cost) && buttons <= BUTTONS;
}

/** Each full text takes the place of the words that stand for it, while there is room. */
function unfold(sheet: readonly Piece[]): RichBlock[] {
  let taken = costOfPieces(sheet);
  return sheet.flatMap(({ blocks, folded }) => {
    if (folded === null) return blocks;
    const opened = plus(taken, minus(costOf([folded.block]), costOf([folded.instead])));
    if (!isWithin(opened)) return [...blocks, folded.instead];
    taken = opened;
    return [...blocks, folded.block];
  });
}

/** UTF-16 units, never fewer than Telegram's characters; blocks with the nested ones and table rows. */
type Cost = { readonly characters: number; readonly blocks: number };

const NO_COST: Cost = { characters: 0, blocks: 0 };

function isWithin(cost: Cost): boolean {
  return cost.characters <= CHARACTERS && cost.blocks <= BLOCKS;
}

function plus(one: Cost, other: Cost): Cost {
  return {
    characters: one.characters + other.characters,
    blocks: one.blocks + other.blocks,
  };
}

function minus(one: Cost, other: Cost): Cost {
  return plus(one, { characters: -other.characters, blocks: -other.blocks });
}

function costOfPieces(pieces: readonly Piece[]): Cost {
  return costOf(
    pieces.flatMap(({ blocks, folded }) => (folded ? [...blocks, folded.instead] : blocks)),
  );
}

function costOf(blocks: readonly RichBlock[]): Cost {
  return blocks.map(costOfBlock).reduce(plus, NO_COST);
}

function costOfBlock(block: RichBlock): Cost {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'footer':
      return { characters: lengthOf(block.text), blocks: 1 };
    case 'divider':
      return { characters: 0, blocks: 1 };
    case 'table':
      return {
        characters: lengthOf(block.rows.flat().map((cell) => cell.text)),
        blocks: 1 + block.rows.length,
      };
    case 'details':
      return plus({ characters: lengthOf(block.summary), blocks: 1 }, costOf(block.blocks));
  }
}

function lengthOf(text: RichText): number {
  if (typeof text === 'string') return text.length;
  if ('type' in text) return lengthOf(text.text);
  return text.reduce((sum, part) => sum + lengthOf(part), 0);
}
