import type { Line } from './flow.ts';
import { widthOf } from './shapes.ts';
import { opens } from './words.ts';

/** Lines that belong together: a paragraph, a headline of several lines, a line by itself. */
export type Piece = {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly kind: 'text' | 'display' | 'right' | 'table';
};

export function piecesOf(lines: readonly Line[]): Piece[] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group && previous && goesOn(previous, line, group)) group.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => ({ text: joinLines(group), lines: group, kind: kindOf(group) }));
}

function kindOf([line]: readonly Line[]): Piece['kind'] {
  if (!line) return 'text';
  if (line.place === 'table') return 'table';
  if (isBig(line)) return 'display';
  if (line.shape === 'centred') return 'display';
  return line.shape === 'right' ? 'right' : 'text';
}

export const isBig = (line: Line): boolean => line.size >= 1.12 * line.em;

function goesOn(line: Line, next: Line, group: readonly Line[]): boolean {
  const kind = kindOf(group);
  if (isTailOfBracket(group, next)) return true;
  if (kind !== kindOf([next])) return false;
  if (kind === 'table' || kind === 'right') return false;
  const isAlike = Math.abs(line.size - next.size) <= (kind === 'text' ? 0.1 : 0.04) * line.size;
  if (kind === 'display') return isAlike && goesOnDisplay(line, next, group);
  return isAlike && goesOnText(line, next);
}

/** （2025年1月9日 …第二十二次会议通|过）: what a bracket opened goes on until it closes. */
function isTailOfBracket(group: readonly Line[], next: Line): boolean {
  return (
    isOpen(group) && next.shape !== 'right' && next.text.length <= 30 && /[)）]/u.test(next.text)
  );
}

function isOpen(group: readonly Line[]): boolean {
  const text = group.map((line) => line.text).join('');
  return /^[（(][^）)]*$/u.test(text) && group.length < 4;
}

function goesOnDisplay(line: Line, next: Line, group: readonly Line[]): boolean {
  if (isOpen(group)) return true;
  if (/^[（(]/u.test(next.text)) return false;
  const isNear = next.isFirst || next.gap * next.em < 1.1 * next.size;
  if (isBig(line)) return isNear && group.length < 5;
  return isNear && isFull(line) && !next.isFirst && !opens(next.text);
}

function goesOnText(line: Line, next: Line): boolean {
  if (next.isIndented || line.isShort || /^[■●◆▲□◎★]/u.test(next.text)) return false;
  return next.isFirst || next.gap < 1.6;
}

/** No room was left for another letter. */
function isFull(line: Line): boolean {
  return !line.isShort || widthOf(line) > 20 * line.size;
}

function joinLines(lines: readonly Line[]): string {
  let text = '';
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1];
    text += previous ? between(previous, line, text) + line.text : line.text;
  }
  return text;
}

/** Between Latin words a space; between a headline's own lines too, unless the column broke it. */
function between(line: Line, next: Line, text: string): string {
  if (/[A-Za-z]$/u.test(line.text) && /^[A-Za-z]/u.test(next.text)) return ' ';
  if (!isBig(line)) return '';
  const isBroken = /关于(?!.*的(?:决定|决议|公告|通知|意见|办法)$)/u.test(text) || !line.isShort;
  return isBroken ? '' : ' ';
}
