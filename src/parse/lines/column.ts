import { isDocumentTitle } from './row-marks.ts';
import { isRowOfNames, type Row } from './rows.ts';

/** How long a line is as it was printed, for telling whether it fills its column. */
export type Widths = {
  /** In letters. */
  readonly width: number;
  /** In letters as wide as they are high, of which two Latin ones or two digits make one. */
  readonly ems: number;
};

/** A row as it was printed, before anything is mended. */
export type Line = Row &
  Widths & {
    /** By how much it is set in. */
    readonly indent: number;
    readonly hasBullet: boolean;
  };

/** How wide the lines are that were broken, and by how much they may fall short of it. */
export type Column = {
  readonly width: number;
  readonly slack: number;
  /** By how much every line is set in; a paragraph's first is set in by more. */
  readonly indent: number;
  /** Paragraphs stand apart or are set in. */
  readonly isSpaced: boolean;
  /** So many break off in the middle of a sentence. */
  readonly cut: number;
  readonly widthOf: WidthOf;
};

type WidthOf = (line: Widths) => number;

/** A program breaks lines after so many letters, a compositor where they are so wide. */
const WIDTHS: readonly WidthOf[] = [({ width }) => width, ({ ems }) => ems];
const NARROWEST = 10;
const WIDEST = 90;

export function widthsOf(printed: string): Widths {
  let narrow = 0;
  for (let at = 0; at < printed.length; at += 1) if (printed.charCodeAt(at) < 0x100) narrow += 1;
  return { width: printed.length, ems: printed.length - narrow / 2 };
}

export function isSetIn(line: Line, column: Column | undefined): boolean {
  return line.hasBullet || line.indent - (column?.indent ?? 0) >= 2;
}

/** Whether what the next line begins with had no more room; a line that breaks off may miss it by little. */
export function isFull(line: Line, next: Line, { width, slack, widthOf }: Column): boolean {
  const missing = width - widthOf(line) - widthOf(widthsOf(firstUnit(next)));
  return missing < slack || (missing < slack + 1 && /\p{L}$/u.test(line.text));
}

/** Marks are not parted from the letter before or after them, nor a number's digits. */
function firstUnit({ text }: Line): string {
  return (
    /^[（《“‘]{0,2}(?:[0-9]{1,4}|[A-Za-z]{1,20}|.)[，。；：、）》”’！？,;:)]{0,2}/u.exec(
      text,
    )?.[0] ?? ''
  );
}

/** A text is hard-wrapped if many of its lines reach one width and none goes beyond it. */
export function findColumn(lines: readonly Line[]): Column | undefined {
  const plain = lines.filter((line) => line.level === 0);
  return WIDTHS.map((widthOf) => columnOf(lines, plain, widthOf)).reduce((best, column) =>
    column && (!best || column.cut > best.cut) ? column : best,
  );
}

function columnOf(
  lines: readonly Line[],
  plain: readonly Line[],
  widthOf: WidthOf,
): Column | undefined {
  const width = plain.reduce((widest, line) => Math.max(widest, widthIn(line, widthOf)), 0);
  if (width < NARROWEST || width > WIDEST) return undefined;
  const nearly = plain.filter((line) => widthOf(line) >= width - 2);
  const exactly = nearly.filter((line) => widthOf(line) >= width - 0.5);
  const column = {
    width,
    // Set without hanging punctuation every full line is equally wide.
    slack: exactly.length >= nearly.length * 0.75 ? 0 : 2,
    indent: 0,
    isSpaced: false,
    cut: 0,
    widthOf,
  };
  const cut = cutLines(lines, column);
  const isLong = nearly.length >= 3 && nearly.length >= plain.length * 0.3;
  const isCut = cut.length >= 2 && cut.length >= exactly.length * 0.6 && width >= 15;
  if (!isLong && !isCut) return undefined;
  const indent = commonIndent(cut);
  const isApart = (line: Line) => line.isApart || isSetIn(line, { ...column, indent });
  const isSpaced = plain.filter(isApart).length >= plain.length * 0.1;
  return { ...column, indent, isSpaced, cut: cut.length };
}

/** A mark that found no more room hangs over the edge. */
function widthIn(line: Line, widthOf: WidthOf): number {
  return widthOf(line) - (HANGING.includes(line.text.slice(-1)) ? 1 : 0);
}

const HANGING = '，。；：、）》”！？';

/** The lines that follow a full one that breaks off in the middle of a sentence. */
function cutLines(lines: readonly Line[], column: Column): Line[] {
  return lines.filter((line, at) => {
    const before = lines[at - 1];
    return (
      before !== undefined &&
      !line.isApart &&
      /\p{L}$/u.test(before.text) &&
      isFull(before, line, column) &&
      !isRowOfNames(before.text) &&
      !isDocumentTitle(before)
    );
  });
}

function commonIndent(lines: readonly Line[]): number {
  const indents = lines.map(({ indent }) => indent).sort((one, other) => one - other);
  return indents[Math.floor(indents.length / 2)] ?? 0;
}
