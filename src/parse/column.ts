/** How long a line is as it was printed, for telling whether it fills its column. */
export type Widths = {
  /** In letters. */
  readonly width: number;
  /** In letters as wide as they are high, of which two Latin ones or two digits make one. */
  readonly ems: number;
};

/** How wide the lines are that were broken, and by how much they may fall short of it. */
export type Column = {
  readonly width: number;
  readonly slack: number;
  readonly isSpaced: boolean;
  /** So many lines reach it. */
  readonly full: number;
  readonly widthOf: WidthOf;
};

type Line = Widths & {
  readonly text: string;
  readonly level: number;
  readonly isApart: boolean;
  readonly isIndented: boolean;
};
type WidthOf = (line: Widths) => number;

/** A program breaks lines after so many letters, a compositor where they are so wide. */
const WIDTHS: readonly WidthOf[] = [({ width }) => width, ({ ems }) => ems];

export function widthsOf(printed: string): Widths {
  let narrow = 0;
  for (let at = 0; at < printed.length; at += 1) if (printed.charCodeAt(at) < 0x100) narrow += 1;
  return { width: printed.length, ems: printed.length - narrow / 2 };
}

/** A text is hard-wrapped if many of its lines reach one width and none goes beyond it. */
export function findColumn(lines: readonly Line[]): Column | undefined {
  return WIDTHS.map((widthOf) => columnOf(lines, widthOf)).reduce((best, column) =>
    column && (!best || column.full > best.full) ? column : best,
  );
}

function columnOf(lines: readonly Line[], widthOf: WidthOf): Column | undefined {
  const plain = lines.filter((line) => line.level === 0);
  const width = plain.reduce((widest, line) => Math.max(widest, widthOf(line)), 0);
  const nearly = plain.filter((line) => widthOf(line) >= width - 2);
  const exactly = nearly.filter((line) => widthOf(line) === width);
  const isCut = isCutShort(lines, { width, widthOf, full: exactly.length });
  const isLong = nearly.length >= 3 && nearly.length >= plain.length * 0.3;
  const isWrapped = width >= 10 && width <= 90 && (isLong || isCut);
  if (!isWrapped) return undefined;
  return {
    width,
    // Set without hanging punctuation every full line is equally wide.
    slack: exactly.length >= nearly.length * 0.75 ? 0 : 2,
    isSpaced: plain.filter((line) => line.isApart || line.isIndented).length >= plain.length * 0.1,
    full: nearly.length,
    widthOf,
  };
}

/** Of a short text few lines are full: then they must break off in the middle of a sentence. */
function isCutShort(
  lines: readonly Line[],
  { width, widthOf, full }: { width: number; widthOf: WidthOf; full: number },
): boolean {
  const cut = lines.filter(
    (line, at) =>
      widthOf(line) === width && lines[at + 1]?.isApart === false && /\p{L}$/u.test(line.text),
  );
  const isList = cut.some((line) => /\s/u.test(line.text));
  return cut.length >= 2 && cut.length >= full * 0.6 && width >= 15 && !isList;
}
