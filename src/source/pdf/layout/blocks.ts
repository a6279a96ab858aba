import {
  type Cut,
  cutAcross,
  cutAnyway,
  cutAtFrames,
  cutAtHeads,
  cutByRules,
  cutDown,
  type Page,
} from './cuts.ts';
import type { Element } from './elements.ts';
import type { Segment } from './segments.ts';
import { around, heightOf, type Rect } from './shapes.ts';

/** A piece of the page that is read from its top to its end. */
export type Block = Rect &
  (
    | { readonly kind: 'column'; readonly rows: readonly Row[]; readonly isHead: boolean }
    | { readonly kind: 'table'; readonly lines: readonly string[] }
    | { readonly kind: 'box'; readonly blocks: readonly Block[] }
  );

/** What stands on one line of a column. */
type Row = Rect & Pick<Segment, 'text' | 'size' | 'font'>;

const MAX_DEPTH = 60;
/** Tried in this order: what is printed across comes before what stands side by side. */
const CUTS: readonly Cut[] = [cutByRules, cutAtHeads, cutAtFrames, cutDown, cutAcross, cutAnyway];

/** Reading order by place alone: in what order a file writes its lines says nothing. */
export function orderBlocks(elements: readonly Element[], page: Page, depth = 0): Block[] {
  const [first] = elements;
  if (!first) return [];
  if (elements.length > 1 && depth < MAX_DEPTH) {
    for (const cut of CUTS) {
      const parts = cut(elements, page);
      if (parts.length < 2) continue;
      return parts.flatMap((part, index) => {
        if (!part.isHead) return orderBlocks(part.elements, page, depth + 1);
        const below = parts[index + 1]?.elements ?? [];
        return headOf(part.elements, around([...part.elements, ...below]));
      });
    }
  }
  return columnOf(elements, page, depth);
}

/** A headline stands in the middle of what it heads. */
function headOf(elements: readonly Element[], { left, right }: Rect): Block[] {
  const rows = rowsOf(elements);
  return [{ ...around(rows), left, right, kind: 'column', rows, isHead: true }];
}

/** A column's lines, in one piece or in several around a frame or a table. */
function columnOf(elements: readonly Element[], page: Page, depth: number): Block[] {
  const blocks: Block[] = [];
  let lines: Element[] = [];
  const { left, right } = around(measureOf(elements, page.em));
  const close = () => {
    if (lines.length === 0) return;
    const rows = rowsOf(lines);
    blocks.push({ ...around(rows), left, right, kind: 'column', rows, isHead: false });
    lines = [];
  };
  for (const element of elements.toSorted((one, other) => one.top - other.top)) {
    const { kind, ...rest } = element;
    if (element.kind === 'line') {
      lines.push(element);
      continue;
    }
    close();
    const place = { left: rest.left, top: rest.top, right: rest.right, bottom: rest.bottom };
    if (element.kind === 'table') blocks.push({ ...place, kind: 'table', lines: element.rows });
    else {
      const inner = orderBlocks(element.elements, page, depth + 1);
      blocks.push({ ...place, kind: 'box', blocks: inner });
    }
  }
  close();
  return blocks;
}

/** The lines that show how wide a column is: a headline may be wider. */
function measureOf(elements: readonly Element[], em: number): readonly Element[] {
  const plain = elements.filter((one) => one.kind !== 'line' || one.segment.size < 1.12 * em);
  return plain.length >= 3 ? plain : elements;
}

/** Segments on one baseline are one row: words set far apart. */
function rowsOf(elements: readonly Element[]): Row[] {
  const segments = elements
    .flatMap((element) => (element.kind === 'line' ? [element.segment] : []))
    .toSorted((one, other) => one.bottom - other.bottom);
  const rows: Segment[][] = [];
  for (const segment of segments) {
    const row = rows.at(-1);
    const [previous] = row ?? [];
    const isBeside =
      previous &&
      segment.bottom - previous.bottom < 0.35 * Math.min(heightOf(previous), heightOf(segment));
    if (row && isBeside) row.push(segment);
    else rows.push([segment]);
  }
  return rows.map((row) => {
    const ordered = row.toSorted((one, other) => one.left - other.left);
    const [main] = row.toSorted((one, other) => other.text.length - one.text.length);
    const text = ordered.map((segment) => segment.text).join('  ');
    return { ...around(row), text, size: main?.size ?? 0, font: main?.font ?? '' };
  });
}
