import type { Styles } from './styles.ts';
import type { Element } from './word-model.ts';

/** A printed line of a Word document, with how it looks. */
export type Line = {
  readonly text: string;
  readonly alignment: 'left' | 'center' | 'right';
  /** In points; of most of its letters. */
  readonly size: number;
  readonly isBold: boolean;
  readonly rank: number | null;
  readonly role: 'subtitle' | 'lead-in' | 'caption' | null;
  /** A new paragraph begins with it. */
  readonly isApart: boolean;
  readonly isTable: boolean;
  /** Directly under a picture. */
  readonly isUnderPicture: boolean;
};

type Piece = { readonly text: string; readonly size: number | null; readonly isBold: boolean };
type Look = Pick<Piece, 'size' | 'isBold'>;

/** Of a cell; a longer one holds an article, and the table only sets columns. */
const MAX_CELL = 200;

export function readLines(model: Element, styles: Styles): Line[] {
  const lines: Line[] = [];
  let isUnderPicture = false;
  for (const block of blocksOf(model)) {
    const found = block.type === 'table' ? rowsOf(block) : paragraphLines(block, styles);
    lines.push(...found.map((line, index) => (index > 0 ? line : { ...line, isUnderPicture })));
    if (found.length > 0 || hasPicture(block)) isUnderPicture = hasPicture(block);
  }
  return lines;
}

/** Paragraphs and tables; of a table that only sets columns, what stands in it. */
function blocksOf(element: Element): Element[] {
  return (element.children ?? []).flatMap((child) => {
    if (child.type === 'table') return isLayout(child) ? blocksOf(child) : [child];
    return child.type === 'paragraph' ? [child] : blocksOf(child);
  });
}

function isLayout(table: Element): boolean {
  const rows = table.children ?? [];
  const cells = rows.flatMap((row) => row.children ?? []);
  return (
    rows.every((row) => (row.children ?? []).length < 2) ||
    cells.some((cell) => textOf(cell).length > MAX_CELL || hasTable(cell))
  );
}

const hasTable = (element: Element): boolean =>
  (element.children ?? []).some((child) => child.type === 'table');

function hasPicture(element: Element): boolean {
  return element.type === 'image' || (element.children ?? []).some(hasPicture);
}

function textOf(element: Element): string {
  const own = piecesOf(element, { size: null, isBold: false });
  return own
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A line break ends a line; a tab is a space, as for a reader. Notes and pictures have no words here. */
function piecesOf(element: Element, look: Look): Piece[] {
  switch (element.type) {
    case 'text':
      return [{ text: element.value ?? '', ...look }];
    case 'tab':
      return [{ text: '\u3000', ...look }];
    case 'break':
      return [{ text: '\n', ...look }];
    case 'run': {
      const own = { size: element.fontSize ?? look.size, isBold: element.isBold || look.isBold };
      return childPieces(element, own);
    }
    case 'paragraph':
      return [...childPieces(element, look), { text: '\n', ...look }];
    default:
      return childPieces(element, look);
  }
}

function childPieces(element: Element, look: Look): Piece[] {
  return (element.children ?? []).flatMap((child) => piecesOf(child, look));
}

function paragraphLines(paragraph: Element, styles: Styles): Line[] {
  const style = styles.of(paragraph.styleId);
  const pieces = childPieces(paragraph, { size: style.size, isBold: style.isBold });
  const shared = {
    alignment: alignmentOf(paragraph.alignment ?? style.alignment),
    rank: style.rank,
    role: style.role,
    isTable: false,
    isUnderPicture: false,
  };
  return cutPieces(pieces)
    .map((own) => ({ ...shared, ...lookOf(own, styles.size), text: printedText(own) }))
    .filter(({ text }) => text !== '')
    .map((line, index) => ({ ...line, isApart: index === 0 }));
}

function cutPieces(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    for (const [index, text] of piece.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      lines.at(-1)?.push({ ...piece, text });
    }
  }
  return lines;
}

function printedText(pieces: readonly Piece[]): string {
  const text = pieces.map((piece) => piece.text).join('');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return text.replace(/[\u0000-\u001f\u00ad\u200b\ufeff]/gu, '').trim();
}

/** As most of the letters are; a bold word in a paragraph makes no headline of it. */
function lookOf(pieces: readonly Piece[], normal: number): Pick<Line, 'size' | 'isBold'> {
  const letters = new Map<number, number>();
  let bold = 0;
  let all = 0;
  for (const { text, size, isBold } of pieces) {
    const count = text.replace(/\s/gu, '').length;
    letters.set(size ?? normal, (letters.get(size ?? normal) ?? 0) + count);
    all += count;
    if (isBold) bold += count;
  }
  const [size] = [...letters].reduce((most, one) => (one[1] > most[1] ? one : most), [normal, 0]);
  return { size, isBold: all > 0 && bold === all };
}

function alignmentOf(printed: string | null): Line['alignment'] {
  if (printed === 'center') return 'center';
  return printed === 'right' || printed === 'end' ? 'right' : 'left';
}

/** A row a line, as in markdown; what a cell spans is said in every row and once in a row. */
function rowsOf(table: Element): Line[] {
  const open: { text: string; left: number }[] = [];
  return (table.children ?? []).flatMap((row, index) => {
    const cells: string[] = [];
    const fill = () => {
      for (let span = open[cells.length]; span && span.left > 0; span = open[cells.length]) {
        span.left -= 1;
        cells.push(span.text);
      }
    };
    for (const cell of row.children ?? []) {
      fill();
      const text = textOf(cell).replace(/[|｜]/gu, '/');
      for (let column = 0; column < Math.min(cell.colSpan ?? 1, 64); column += 1) {
        open[cells.length] = { text, left: (cell.rowSpan ?? 1) - 1 };
        cells.push(column === 0 ? text : '');
      }
    }
    fill();
    return cells.some((text) => text !== '') ? [tableLine(cells, index === 0)] : [];
  });
}

function tableLine(cells: readonly string[], isApart: boolean): Line {
  const plain = { alignment: 'left', size: 0, isBold: false, rank: null, role: null } as const;
  return {
    ...plain,
    text: `| ${cells.join(' | ')} |`,
    isApart,
    isTable: true,
    isUnderPicture: false,
  };
}
