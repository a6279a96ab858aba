import type { Block } from './blocks.ts';
import { medianOf, type Rect } from './shapes.ts';

/** One printed line, and how it stands in its column. */
export type Line = Rect & {
  readonly text: string;
  readonly size: number;
  readonly font: string;
  /** Of the text around it. */
  readonly em: number;
  readonly shape: Shape;
  /** Begins two letters inside its column. */
  readonly isIndented: boolean;
  /** Leaves room for more letters before the column's end. */
  readonly isShort: boolean;
  readonly place: 'head' | 'column' | 'table';
  /** The first of its column, or the first below a gap. */
  readonly isFirst: boolean;
  /** White above it, in letters. */
  readonly gap: number;
};

type Shape = 'centred' | 'right' | 'flush';

/** Lines one after the other, or a framed part that stands between them. */
export type FlowPart =
  | { readonly kind: 'lines'; readonly lines: readonly Line[] }
  | { readonly kind: 'box'; readonly parts: readonly FlowPart[] };

type Column = Extract<Block, { kind: 'column' }>;

export function flowOf(blocks: readonly Block[], em: number): FlowPart[] {
  return blocks.map((block, index) => {
    if (block.kind === 'box') {
      const own = emOf(block.blocks, em);
      return { kind: 'box', parts: flowOf(block.blocks, own) };
    }
    if (block.kind === 'table') {
      const lines = block.lines.map((text) => tableLine(text, block, em));
      return { kind: 'lines', lines };
    }
    const around = block.isHead ? emOf(blocks.slice(index + 1, index + 3), em) : emOf([block], em);
    return { kind: 'lines', lines: linesOf(edgesOf(block, blocks), around) };
  });
}

/** The size of most letters, if there are enough to tell. */
function emOf(blocks: readonly Block[], otherwise: number): number {
  const rows = blocks.flatMap((block) => (block.kind === 'column' ? block.rows : []));
  const letters = rows.reduce((sum, { text }) => sum + text.length, 0);
  if (letters < 60) return otherwise;
  return medianOf(
    rows,
    ({ size }) => size,
    ({ text }) => text.length,
  );
}

/** Few lines do not show how wide their column is: then the blocks above and below it do. */
function edgesOf(block: Column, blocks: readonly Block[]): Column {
  if (block.rows.length >= 5 || block.isHead) return block;
  const reach = 2.6 * (block.rows[0]?.size ?? 0);
  const alike = blocks.filter(
    (other) =>
      other.kind === 'column' &&
      !other.isHead &&
      Math.abs(other.left - block.left) <= reach &&
      other.right >= block.right - 1,
  );
  const [widest] = alike.toSorted((one, other) => one.right - other.right);
  const left = Math.min(
    block.left,
    ...alike.map((other) => other.left),
    ...edgeAfter(block, blocks).filter((edge) => edge >= block.left - reach),
  );
  return { ...block, left, right: Math.max(block.right, widest?.right ?? 0) };
}

/** Where a column begins that stands as far from the one before as others do. */
function edgeAfter(block: Column, blocks: readonly Block[]): number[] {
  const full = blocks.filter((other) => other.kind === 'column' && other.rows.length >= 5);
  const gutters = full.flatMap((one) =>
    full.map((other) => other.left - one.right).filter((gutter) => gutter > 0),
  );
  const before = full.map(({ right }) => right).filter((right) => right < block.left);
  return gutters.length > 0 && before.length > 0
    ? [Math.max(...before) + Math.min(...gutters)]
    : [];
}

function linesOf(block: Column, em: number): Line[] {
  return block.rows.map((row, index) => {
    const above = block.rows[index - 1];
    const before = row.left - block.left;
    const after = block.right - row.right;
    return {
      ...row,
      em,
      shape: block.isHead ? 'centred' : shapeOf(row, before, after),
      isIndented: before > 1.2 * row.size && before < 3.2 * row.size,
      isShort: after > 2.6 * row.size,
      place: block.isHead ? 'head' : 'column',
      isFirst: above === undefined,
      gap: above ? (row.top - above.bottom) / em : 0,
    };
  });
}

function shapeOf(row: Row, before: number, after: number): Shape {
  const { size, text } = row;
  const isSentence = /[。！？；，、：…]$/u.test(text);
  if (!isSentence && before > 0.8 * size && after > 0.8 * size) {
    if (Math.abs(before - after) < 1.5 * size) return 'centred';
  }
  const width = row.right - row.left;
  if (!isSentence && before > 4 * size && after < 4 * size && before > 0.2 * (before + width)) {
    return 'right';
  }
  return 'flush';
}

type Row = Column['rows'][number];

function tableLine(text: string, { left, top, right, bottom }: Rect, em: number): Line {
  return {
    ...{ left, top, right, bottom },
    text,
    size: em,
    font: '',
    em,
    shape: 'flush',
    isIndented: true,
    isShort: true,
    place: 'table',
    isFirst: true,
    gap: 1,
  };
}
