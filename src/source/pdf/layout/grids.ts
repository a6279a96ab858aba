import type { Segment } from './segments.ts';
import { around, heightOf, holds, medianOf, type Rect, widthOf } from './shapes.ts';

/** What the drawn lines of a page make of it. */
export type Grids = {
  readonly rules: readonly Rect[];
  /** Frames around an article, a notice or a note. */
  readonly boxes: readonly Rect[];
  readonly tables: readonly Table[];
};

export type Table = Rect & {
  /** Where its rows and columns are parted, the outer edges among them. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
};

/** Two strokes meet if they come as near as this. */
const NEAR = 3;
/** More strokes than this are a drawing. */
const MAX_EDGES = 1200;

/** Finds frames and tables by the strokes that meet; what is neither stays a rule. */
export function findGrids(
  drawn: { readonly rules: readonly Rect[]; readonly frames: readonly Rect[] },
  segments: readonly Segment[],
): Grids {
  const edges = [...drawn.rules, ...drawn.frames.flatMap(edgesOf)];
  if (edges.length > MAX_EDGES) return { rules: drawn.rules, boxes: [], tables: [] };
  const tables: Table[] = [];
  const boxes: Rect[] = [];
  const rules: Rect[] = [];
  for (const strokes of connected(edges)) {
    const grid = gridOf(strokes);
    if (isTable(grid, segments)) tables.push(grid);
    else {
      rules.push(...strokes);
      if (isClosed(grid, strokes) && isBox(grid, segments)) boxes.push(grid);
    }
  }
  return {
    rules,
    boxes: boxes.filter((box) => !tables.some((table) => holds(table, box))),
    tables,
  };
}

function edgesOf({ left, top, right, bottom }: Rect): Rect[] {
  return [
    { left, right, top, bottom: top },
    { left, right, top: bottom, bottom },
    { left, right: left, top, bottom },
    { left: right, right, top, bottom },
  ];
}

function connected(edges: readonly Rect[]): Rect[][] {
  const groups: Rect[][] = [];
  const left = new Set(edges);
  for (const edge of edges) {
    if (!left.delete(edge)) continue;
    const group = [edge];
    for (const member of group) {
      for (const other of left) {
        if (!meet(member, other)) continue;
        left.delete(other);
        group.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}

function meet(one: Rect, other: Rect): boolean {
  return (
    one.left <= other.right + NEAR &&
    other.left <= one.right + NEAR &&
    one.top <= other.bottom + NEAR &&
    other.top <= one.bottom + NEAR
  );
}

function gridOf(strokes: readonly Rect[]): Table {
  const across = strokes.filter((stroke) => widthOf(stroke) >= heightOf(stroke));
  const down = strokes.filter((stroke) => heightOf(stroke) > widthOf(stroke));
  return {
    ...around(strokes),
    rows: places(across.map(({ top }) => top)),
    columns: places(down.map(({ left }) => left)),
  };
}

function places(values: readonly number[]): number[] {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted.filter((value, index) => value - (sorted[index - 1] ?? -Infinity) > 2 * NEAR);
}

/** Both sides, the head and the foot are drawn. */
function isClosed(grid: Table, strokes: readonly Rect[]): boolean {
  const runs = (isOn: (stroke: Rect) => boolean, of: (stroke: Rect) => number) =>
    strokes.filter(isOn).reduce((sum, stroke) => sum + of(stroke), 0);
  const at = (one: number, other: number) => Math.abs(one - other) < 2 * NEAR;
  const sides = [
    runs((stroke) => at(stroke.left, grid.left) && at(stroke.right, grid.left), heightOf),
    runs((stroke) => at(stroke.left, grid.right) && at(stroke.right, grid.right), heightOf),
  ];
  const ends = [
    runs((stroke) => at(stroke.top, grid.top) && at(stroke.bottom, grid.top), widthOf),
    runs((stroke) => at(stroke.top, grid.bottom) && at(stroke.bottom, grid.bottom), widthOf),
  ];
  return (
    sides.every((length) => length >= 0.9 * heightOf(grid)) &&
    ends.every((length) => length >= 0.9 * widthOf(grid))
  );
}

/** A frame around the whole page, or around a headline alone, parts nothing. */
function isBox(box: Rect, segments: readonly Segment[]): boolean {
  const within = segments.filter((segment) => holds(box, segment));
  return within.length >= 3 && within.length <= 0.8 * segments.length;
}

/** Columns of print may stand between rules too; a cell holds a few words. */
function isTable(grid: Table, segments: readonly Segment[]): boolean {
  if (grid.rows.length < 3 || grid.columns.length < 3) return false;
  const within = segments.filter((segment) => holds(grid, segment));
  const counts = new Map<string, number>();
  for (const segment of within) {
    const cell = cellOf(grid, segment).join(' ');
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts.size >= 4 && medianOf([...counts.values()], (count) => count) <= 3;
}

function cellOf(grid: Table, segment: Rect): readonly [number, number] {
  const middle = (segment.top + segment.bottom) / 2;
  const row = grid.rows.findLastIndex((place) => place < middle);
  const column = grid.columns.findLastIndex((place) => place < segment.left + 2);
  return [row, column];
}

/** 姓名 | 任命职务 | 免去职务: a line for each row of a table, an empty cell kept. */
export function readTable(grid: Table, segments: readonly Segment[]): string[] {
  const cells = grid.rows.slice(1).map(() => grid.columns.slice(1).map(() => ''));
  for (const segment of segments) {
    const [row, column] = cellOf(grid, segment);
    const line = cells[row];
    if (line) line[Math.max(0, column)] = (line[Math.max(0, column)] ?? '') + segment.text;
  }
  return cells
    .filter((line) => line.some((cell) => cell !== ''))
    .map((line) => {
      const filled = line.filter((cell) => cell !== '');
      return filled.length === 1 && line.length > 2 ? (filled[0] ?? '') : `| ${line.join(' | ')} |`;
    });
}
