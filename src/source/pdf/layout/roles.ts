import type { LineRole } from '../../../domain/index.ts';
import { isBig, type Piece } from './pieces.ts';
import {
  endsSentence,
  isByline,
  isCaption,
  isDateline,
  isDocument,
  isNumber,
  isPassedBy,
  isSubtitle,
  opens,
} from './words.ts';

/** A piece with what it is; `null` where the words tell better than the print. */
export type Told = Piece & { readonly role: LineRole | null };

/** Reads what each piece is from its size, its place and its neighbours. */
export function tellRoles(pieces: readonly Piece[]): Told[] {
  const titles = findTitles(pieces);
  const told = pieces
    .map((piece, index) => ({ ...piece, role: roleOf(pieces, index, titles) }))
    .filter(({ text, role }) => !(role === 'title' && LETTERHEAD.test(text)));
  return told.flatMap((piece, index) => {
    const [before, after] = [told[index - 1], told[index + 1]];
    if (belongsBelow(piece) && after?.role === 'title' && before?.role !== 'title') return [];
    const isMoved =
      before && piece.role === 'title' && belongsBelow(before) && told[index - 2]?.role !== 'title';
    return isMoved ? [piece, before] : [piece];
  });
}

/** 临溪县人民政府文件: the paper a document is written on, as a newspaper's name is. */
const LETTERHEAD = /^[^。，；：]{4,30}文件$/u;

/** Printed above the headline, and said of what stands below it. */
function belongsBelow(piece: Piece): boolean {
  return isContinued(piece) || isNumber(piece.text);
}

/** （上接第1版） */
function isContinued({ text }: Piece): boolean {
  return /^[（(【]?(?:紧|上)接[^。，]{0,12}版/u.test(text.replace(/\s/gu, '')) && text.length <= 30;
}

/** In one pass, as a section's heading is smaller than the title above it. */
function findTitles(pieces: readonly Piece[]): ReadonlySet<number> {
  const titles = new Set<number>();
  let size = 0;
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind !== 'display' || isLine(piece.text)) continue;
    if (weightOf(pieces, index, size) < 2) continue;
    titles.add(index);
    size = sizeOf(piece);
  }
  return titles;
}

/** What has a form of its own is no headline, however it is printed. */
function isLine(text: string): boolean {
  return (
    opens(text) || /^[（(].*[）)]$/u.test(text) || isSubtitle(text) || /[。；：，]$/u.test(text)
  );
}

/** How much speaks for a headline of an article, and not of a section or a line in the middle. */
function weightOf(pieces: readonly Piece[], index: number, titleSize: number): number {
  const [before, piece] = [pieces[index - 1], pieces[index]];
  const [first] = piece?.lines ?? [];
  if (!piece || !first) return 0;
  const size = sizeOf(piece);
  let weight = first.size >= 1.4 * first.em ? 2 : Number(isBig(first));
  if (first.place === 'head') weight += 2;
  if (isDocument(piece.text)) weight += 2;
  if (before === undefined || isContinued(before)) weight += 2;
  if (isOpened(pieces, index)) weight += 2;
  if (size < 0.9 * titleSize) weight -= 1;
  if (before?.kind === 'text' && pieces[index + 1]?.kind === 'text') weight -= 1;
  return weight;
}

/** A byline, a dateline, a number follow it, or a smaller line in the middle and then the text. */
function isOpened(pieces: readonly Piece[], index: number): boolean {
  const size = sizeOf(pieces[index]);
  for (const next of pieces.slice(index + 1, index + 4)) {
    if (opens(next.text) || isSubtitle(next.text)) return true;
    if (next.kind !== 'display' || sizeOf(next) >= 0.97 * size) return false;
  }
  return false;
}

const sizeOf = (piece: Piece | undefined): number => piece?.lines[0]?.size ?? 0;

function roleOf(
  pieces: readonly Piece[],
  index: number,
  titles: ReadonlySet<number>,
): LineRole | null {
  const [before, piece, after] = [pieces[index - 1], pieces[index], pieces[index + 1]];
  if (!piece) return null;
  const { text, kind } = piece;
  const isUnderTitle = titles.has(index - 1) && !titles.has(index);
  if (isByline(text) && (isUnderTitle || kind === 'display')) return 'byline';
  if (isNumber(text) || isPassedBy(text)) return null;
  if (kind === 'text' || kind === 'table') return textRole(piece);
  if (titles.has(index)) return leadsIn(pieces, index, titles) ? 'lead-in' : 'title';
  if (kind === 'right') return null;
  if (leadsIn(pieces, index, titles)) return 'lead-in';
  if (isUnderTitle && !/^[（(]/u.test(text)) return 'subtitle';
  if (isCaption(text)) return 'caption';
  const isBetween = before !== undefined && before.kind !== 'right' && after?.kind === 'text';
  return isBetween && text.length <= 36 && !isLine(text) ? 'section' : null;
}

/** A smaller line right above the headline, and below the end of a text. */
function leadsIn(pieces: readonly Piece[], index: number, titles: ReadonlySet<number>): boolean {
  const [before, piece] = [pieces[index - 1], pieces[index]];
  if (!titles.has(index + 1) || piece?.kind !== 'display') return false;
  if (isCaption(piece.text) || /[。；]$/u.test(piece.text) || /^[（(]/u.test(piece.text))
    return false;
  const isEnd = before?.kind !== 'text' || endsSentence(before.text);
  return isEnd && sizeOf(piece) <= 1.02 * sizeOf(pieces[index + 1]);
}

function textRole({ text, lines }: Piece): LineRole | null {
  const [first] = lines;
  const isSmall = first !== undefined && first.size < 0.96 * first.em;
  if (isCaption(text) && (isSmall || text.length <= 50) && !isDateline(text)) return 'caption';
  return lines.length > 1 || text.length > 40 ? 'body' : null;
}
