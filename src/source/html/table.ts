import type { Element, Node } from './parse-html.ts';
import { isElement } from './parse-html.ts';

type RenderLines = (nodes: readonly Node[]) => readonly { readonly text: string }[];

/** A cell of a list holds a name or a post; what is longer is a column of the page. */
const LONGEST_CELL = 200;
const MOST_LINES = 4;

/**
 * The rows of a table of facts (姓名, 职务), or `undefined` for a table that only sets the page, as the
 * pages of twenty years do.
 */
export function readTable(table: Element, renderLines: RenderLines): string[][] | undefined {
  const rows = rowsOf(table);
  if (rows.some((row) => cellsOf(row).some(hasTable))) return undefined;
  const read: string[][] = [];
  for (const row of rows) {
    const cells = cellsOf(row).map((cell) => renderLines(cell.children));
    if (cells.some((lines) => !isCell(lines))) return undefined;
    const texts = cells.map((lines) => lines.map((line) => line.text).join(' '));
    if (texts.some((text) => text !== '')) read.push(texts);
  }
  const isOfFacts = read.filter((cells) => cells.length > 1).length > 1;
  return isOfFacts ? read : undefined;
}

/** Cells apart by tabs; by bars where one is empty, so that its place is seen. */
export function rowText(cells: readonly string[]): string {
  return cells.includes('') ? `| ${cells.join(' | ')} |` : cells.join('\t');
}

function isCell(lines: readonly { readonly text: string }[]): boolean {
  const length = lines.reduce((sum, { text }) => sum + text.length, 0);
  return length <= LONGEST_CELL && lines.length <= MOST_LINES;
}

function rowsOf(table: Element): Element[] {
  return childrenOf(table).flatMap((child) => {
    if (child.name === 'tr') return [child];
    return /^(?:tbody|thead|tfoot)$/u.test(child.name)
      ? childrenOf(child).filter(({ name }) => name === 'tr')
      : [];
  });
}

const cellsOf = (row: Element): Element[] =>
  childrenOf(row).filter(({ name }) => name === 'td' || name === 'th');

const childrenOf = (element: Element): Element[] => element.children.filter(isElement);

/** Looks no deeper than it must: the parser bounds how deep a page is. */
function hasTable(element: Element): boolean {
  return childrenOf(element).some((child) => child.name === 'table' || hasTable(child));
}
