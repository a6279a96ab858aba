import { type Element, isElement, type Node } from './parse-html.ts';
import { readTable, rowText } from './table.ts';
import { tidy } from './tidy.ts';

/** A line as a reader sees it, and how it looks. */
export type Line = {
  readonly text: string;
  readonly isBold: boolean;
  readonly isCentered: boolean;
  readonly isRight: boolean;
  /** Marked as the words under a picture, or set in the letters used for them. */
  readonly isCaption: boolean;
  readonly isKai: boolean;
  /** A picture stands before it, and nothing between. */
  readonly followsPicture: boolean;
  readonly isRow: boolean;
};

type Look = Pick<Line, 'isCentered' | 'isRight' | 'isCaption' | 'isKai'> & {
  readonly isBold: boolean;
  readonly isPre: boolean;
};

const plain: Look = {
  isBold: false,
  isCentered: false,
  isRight: false,
  isCaption: false,
  isKai: false,
  isPre: false,
};

/** What a reader never sees, or does not read as text. */
const HIDDEN =
  /^(?:script|style|noscript|template|head|iframe|object|embed|select|textarea|button|input|svg|math|map|audio|video|rt|rp|title)$/u;
// <founder-date>2025-01-10</founder-date>: facts of the page that stand open in some
const FACT = /^founder-(?!title$|author$|content$)/u;
const BLOCK =
  /^(?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|caption|tbody|thead|tfoot|tr|td|th|section|article|header|footer|main|aside|nav|center|blockquote|pre|form|fieldset|figure|figcaption|address|hr|body|html|founder-content|founder-title|founder-author|details|summary)$/u;

/** The lines of some nodes: inline tags join with nothing, blocks and `<br>` break. */
export function renderLines(nodes: readonly Node[]): Line[] {
  const page: Sheet = { lines: [], words: [], picture: false };
  for (const node of nodes) walk(page, node, plain);
  endLine(page, plain);
  return page.lines;
}

/** All the words in one line. */
export function renderText(nodes: readonly Node[]): string {
  return renderLines(nodes)
    .map((line) => line.text)
    .join(' ');
}

/** What is written so far. */
type Sheet = {
  readonly lines: Line[];
  words: { readonly text: string; readonly isBold: boolean; readonly isKai: boolean }[];
  /** A picture stands before the words. */
  picture: boolean;
};

/** The tree is never deeper than the parser lets it be, so calling itself is safe. */
function walk(page: Sheet, node: Node, look: Look): void {
  if (!isElement(node)) {
    if (node.type === 'text') write(page, node.data, look);
    return;
  }
  if (isHidden(node)) return;
  const own = lookOf(node, look);
  if (node.name === 'br') endLine(page, look);
  else if (node.name === 'img') page.picture = true;
  else if (BLOCK.test(node.name)) walkBlock(page, node, own, look);
  else walkAll(page, node, own);
}

function walkBlock(page: Sheet, node: Element, own: Look, look: Look): void {
  endLine(page, look);
  const rows = node.name === 'table' ? readTable(node, renderLines) : undefined;
  if (rows) writeRows(page, rows);
  else walkAll(page, node, own);
  endLine(page, own);
}

function walkAll(page: Sheet, node: Element, look: Look): void {
  for (const child of node.children) walk(page, child, look);
}

function write(page: Sheet, text: string, look: Look): void {
  const [first = '', ...others] = text.split(look.isPre ? '\n' : /\n[ \t]*(?=\u3000{2})/u);
  page.words.push({ text: first, isBold: look.isBold, isKai: look.isKai });
  for (const other of others) {
    endLine(page, look);
    page.words.push({ text: other, isBold: look.isBold, isKai: look.isKai });
  }
}

function writeRows(page: Sheet, rows: readonly (readonly string[])[]): void {
  for (const row of rows) {
    page.lines.push({ ...plain, text: rowText(row), followsPicture: false, isRow: true });
  }
  page.picture = false;
}

function endLine(page: Sheet, look: Look): void {
  const words = page.words.filter(({ text }) => /[^\s\u00a0\u3000]/u.test(text));
  const text = words.length === 0 ? '' : tidy(page.words.map((word) => word.text).join(''));
  page.words = [];
  if (text === '') return;
  const { isCentered, isRight, isCaption } = look;
  page.lines.push({
    text,
    isBold: words.every((word) => word.isBold),
    isKai: words.every((word) => word.isKai),
    isCentered,
    isRight,
    isCaption,
    followsPicture: page.picture,
    isRow: false,
  });
  page.picture = false;
}

export function isHidden({ name, attribs }: Element): boolean {
  if (HIDDEN.test(name) || FACT.test(name) || attribs['hidden'] !== undefined) return true;
  const style = attribs['style'];
  return style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/iu.test(style);
}

function lookOf({ name, attribs }: Element, above: Look): Look {
  const style = `${attribs['style'] ?? ''};text-align:${attribs['align'] ?? ''}`.toLowerCase();
  const align = /text-align\s*:\s*(center|right|left|justify)/u.exec(style)?.[1];
  const face = `${attribs['face'] ?? ''}${style}`;
  return {
    isBold:
      above.isBold ||
      /^(?:b|strong|h[1-6])$/u.test(name) ||
      /font-weight\s*:\s*(?:bold|[6-9]00)/u.test(style),
    isCentered: name === 'center' || (align ? align === 'center' : above.isCentered),
    isRight: align ? align === 'right' : above.isRight,
    isCaption: above.isCaption || name === 'figcaption' || CAPTION.test(attribs['class'] ?? ''),
    isKai: above.isKai || /楷|kai/u.test(face),
    isPre: above.isPre || name === 'pre',
  };
}

// <p class="pictext"> / <div class="img-caption"> / <figcaption>
const CAPTION =
  /(?:^|[\s_-])(?:caption|pictext|picnote|imgnote|img-?desc|tushuo|tuzhu)(?:$|[\s_-])/iu;
