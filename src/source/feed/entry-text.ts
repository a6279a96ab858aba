import { load } from 'cheerio';
import type { LineRole } from '../../domain/index.ts';

/** A line of an entry's text. */
export type EntryLine = {
  readonly text: string;
  readonly role: LineRole | null;
  /** A paragraph begins with it. */
  readonly isApart: boolean;
};

type Nodes = ReturnType<ReturnType<ReturnType<typeof load>['root']>['contents']>;
type Node = Nodes[number];

const SILENT = /^(?:script|style|noscript|template|iframe|object|svg|title|head|button|form)$/u;
const BLOCK =
  /^(?:p|div|section|article|blockquote|ul|ol|li|dl|dt|dd|table|figure|figcaption|h[1-6]|hr|pre|center|address|header|footer|main)$/u;
/** Deeper or longer markup than this is made to be expensive. */
const MAX_DEPTH = 1_000;
const MAX_LENGTH = 2_000_000;
const MAX_TAGS = 50_000;
const TAG = /<(?<close>\/?)(?!(?:br|img|hr|input|meta|link|col)\b)[a-z][^<>]*>/giu;
/** Of a cell; a longer one holds an article, and the table only sets columns. */
const MAX_CELL = 200;

/** The words of a piece of markup, line by line. */
export function plainText(html: string): string {
  return readEntryText(html)
    .map(({ text }) => text)
    .join('\n');
}

/** A plain text as markup. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
}

/** What a reader sees of an entry; captions and headings inside it are told apart. */
export function readEntryText(html: string): EntryLine[] {
  if (isExpensive(html))
    return linesOf([{ ...PLAIN, text: html.replace(/(?:<[^<>]*>\s*)+/gu, '\n') }]);
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } });
  return linesOf(piecesOf($.root().contents().toArray()));
}

function isExpensive(html: string): boolean {
  if (html.length > MAX_LENGTH) return true;
  let depth = 0;
  let tags = 0;
  for (const tag of html.matchAll(TAG)) {
    tags += 1;
    depth = Math.max(0, depth + (tag.groups?.['close'] ? -1 : 1));
    if (depth > MAX_DEPTH || tags > MAX_TAGS) return true;
  }
  return false;
}

/** `\n` in a piece ends a line, and an empty line ends a paragraph. */
type Piece = { readonly text: string; readonly role: LineRole | null; readonly isBold: boolean };
type Style = Omit<Piece, 'text'>;
const PLAIN: Style = { role: null, isBold: false };

function piecesOf(nodes: readonly Node[], style: Style = PLAIN): Piece[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return [{ ...style, text: node.data.replace(/\s+/gu, ' ') }];
    if (!('children' in node)) return [];
    if (!('name' in node)) return piecesOf(node.children, style);
    if (SILENT.test(node.name)) return [];
    if (node.name === 'br') return [{ ...style, text: '\n' }];
    if (node.name === 'tr') return rowOf(node.children, style);
    const own = piecesOf(node.children, styleOf(node.name, style));
    const edge = { ...style, text: '\n\n' };
    return BLOCK.test(node.name) ? [edge, ...own, edge] : own;
  });
}

function styleOf(name: string, style: Style): Style {
  if (name === 'figcaption') return { ...style, role: 'caption' };
  if (/^h[1-6]$/u.test(name)) return { ...style, role: 'section' };
  return /^(?:b|strong)$/u.test(name) ? { ...style, isBold: true } : style;
}

/** A row a line, as in markdown, unless its cells hold articles. */
function rowOf(nodes: readonly Node[], style: Style): Piece[] {
  const cells = nodes.filter((node) => 'name' in node && /^t[dh]$/u.test(node.name));
  const texts = cells.map((cell) => piecesOf([cell], style));
  const printed = texts.map((pieces) => textOf(pieces).replace(/\s+/gu, ' ').trim());
  const isData = cells.length > 1 && printed.every((text) => text.length <= MAX_CELL);
  if (!isData) {
    const edge = { ...style, text: '\n\n' };
    return texts.flatMap((pieces) => [edge, ...pieces, edge]);
  }
  const row = printed.map((text) => text.replace(/[|｜]/gu, '/')).join(' | ');
  return [{ ...style, text: `\n| ${row} |` }];
}

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');

function linesOf(pieces: readonly Piece[]): EntryLine[] {
  const lines: EntryLine[] = [];
  let open: Piece[] = [];
  let isApart = true;
  const close = () => {
    const text = textOf(open)
      .replace(/[\u00ad\u200b\ufeff]/gu, '')
      .trim();
    if (text !== '') lines.push({ text, role: roleOf(open, text), isApart });
    isApart = text === '';
    open = [];
  };
  for (const piece of pieces) {
    for (const [index, text] of piece.text.split('\n').entries()) {
      if (index > 0) close();
      open.push({ ...piece, text });
    }
  }
  close();
  return lines;
}

/** A short line that is all bold is a heading inside the article. */
function roleOf(pieces: readonly Piece[], text: string): LineRole | null {
  const words = pieces.filter((piece) => piece.text.trim() !== '');
  const role = words[0]?.role ?? null;
  if (role !== null) return words.every((piece) => piece.role === role) ? role : null;
  const isHeading = text.length <= 40 && !/[。；：，、）)]$/u.test(text);
  return isHeading && words.every(({ isBold }) => isBold) ? 'section' : null;
}
