import type { Element } from './elements.ts';
import { columnsOf, guttersOf, stripsOf } from './gaps.ts';
import { around, centreOf, heightOf, medianOf, type Rect, widthOf } from './shapes.ts';

/** A part of a page, to be read before or after the others. */
type Part = { readonly elements: readonly Element[]; readonly isHead: boolean };

export type Page = {
  readonly rules: readonly Rect[];
  /** The size most letters have. */
  readonly em: number;
};

/** Parts in reading order; fewer than two if this way of cutting finds nothing. */
export type Cut = (elements: readonly Element[], page: Page) => readonly Part[];

const plain = (elements: readonly Element[]): Part => ({ elements, isHead: false });
const filled = (parts: readonly Part[]) => parts.filter(({ elements }) => elements.length > 0);

/** A rule across all columns parts what stands above it from what stands below. */
export const cutByRules: Cut = (elements, { rules }) => {
  const extent = around(elements);
  const slack = 0.06 * widthOf(extent);
  const rule = rules.find(
    (one) =>
      widthOf(one) > heightOf(one) &&
      one.left <= extent.left + slack &&
      one.right >= extent.right - slack &&
      one.top > extent.top + 2 &&
      one.bottom < extent.bottom - 2 &&
      !elements.some(({ top, bottom }) => top < one.top - 2 && bottom > one.bottom + 2),
  );
  if (!rule) return [];
  const isAbove = (element: Element) => (element.top + element.bottom) / 2 < rule.top;
  return filled([
    plain(elements.filter(isAbove)),
    plain(elements.filter((element) => !isAbove(element))),
  ]);
};

/** A headline over several columns: what stands above it, the headline, what stands below. */
export const cutAtHeads: Cut = (elements, { em }) => {
  const strips = stripsOf(elements);
  for (const [index, strip] of strips.entries()) {
    if (!isRow(strip) || sizeOf(strip) < 1.12 * em) continue;
    const end = endOfHead(strips, index, em);
    const below = belowOf(strips, end, em);
    const areBeside = strips.slice(end, end + 8).some((one) => areColumns(one, below));
    const start = startOfHead(strips, index, em);
    const isTop = start === 0;
    if (!areBeside || !spans(strips.slice(index, end), below, { em, isTop })) continue;
    return filled([
      plain(strips.slice(0, start).flat()),
      { elements: strips.slice(start, end).flat(), isHead: true },
      plain(strips.slice(end).flat()),
    ]);
  }
  return [];
};

/** One line of letters, with nothing beside it. */
function isRow(strip: readonly Element[]): boolean {
  const isText = strip.every((element) => element.kind === 'line' && !element.segment.isVertical);
  const tallest = Math.max(...strip.map(heightOf));
  return isText && heightOf(around(strip)) <= 1.5 * tallest && strip.length <= 4;
}

function sizeOf(strip: readonly Element[]): number {
  return medianOf(strip, (element) => (element.kind === 'line' ? element.segment.size : 0));
}

/** Lines below the headline and in its middle belong to it: subtitle, byline. */
function endOfHead(strips: readonly Element[][], index: number, em: number): number {
  const head = around(strips[index] ?? []);
  let end = index + 1;
  for (; end < strips.length; end += 1) {
    const strip = strips[end] ?? [];
    const extent = around(strip);
    const isNear = extent.top - around(strips[end - 1] ?? []).bottom < 2.2 * em;
    const isMiddle = Math.abs(centreOf(extent) - centreOf(head)) < 1.5 * em;
    if (!isRow(strip) || !isNear || !isMiddle) break;
    if (strip.length > 1 && areColumns(strip, belowOf(strips, end + 1, em))) break;
  }
  return end;
}

/** A line above it, nearer to it than to what stands above: the lead-in. */
function startOfHead(strips: readonly Element[][], index: number, em: number): number {
  let start = index;
  for (; start > 0; start -= 1) {
    const [above, strip, head] = [start - 2, start - 1, start].map((at) => strips[at]);
    if (!strip || !head || !isRow(strip)) break;
    const extent = around(strip);
    const isMiddle = Math.abs(centreOf(extent) - centreOf(around(head))) < 1.5 * em;
    const gap = around(head).top - extent.bottom;
    const gapAbove = above ? extent.top - around(above).bottom : Infinity;
    if (!isMiddle || gap > 2 * em || gapAbove < 1.3 * gap) break;
  }
  return start;
}

/** What a headline may span: a dozen lines, and no further than the next one. */
function belowOf(strips: readonly Element[][], from: number, em: number): Element[] {
  const start = around(strips[from] ?? []).top;
  const next = strips.findIndex(
    (strip, index) => index > from && isRow(strip) && sizeOf(strip) >= 1.12 * em,
  );
  return strips
    .slice(from, next < 0 ? undefined : next)
    .flat()
    .filter(({ top }) => top < start + 16 * em);
}

/**
 * It stands above all columns, in their middle, or across the white between them; two headlines side by
 * side stand above two.
 */
function spans(
  head: readonly Element[][],
  below: readonly Element[],
  { em, isTop }: { readonly em: number; readonly isTop: boolean },
): boolean {
  const gutters = guttersOf(below).filter(({ from, to }) => to - from > 0.5 * em);
  if (gutters.length === 0 || areColumns(head[0] ?? [], below)) return false;
  const title = around(head[0] ?? []);
  const isMiddle = Math.abs(centreOf(title) - centreOf(around(below))) < 2 * em;
  const crosses = head
    .flat()
    .some(({ left, right }) => gutters.some(({ from, to }) => left < from && right > to));
  return isTop || crosses || isMiddle;
}

/** The white in the line goes on below it. */
function areColumns(strip: readonly Element[], below: readonly Element[]): boolean {
  const gutters = guttersOf(below);
  return guttersOf(strip).some((gap) =>
    gutters.some(({ from, to }) => from < gap.to && to > gap.from),
  );
}

/** Frames in a row are read one after the other, whatever columns stand above or below them. */
export const cutAtFrames: Cut = (elements) => {
  const strips = stripsOf(elements);
  const at = strips.findIndex(
    (strip) => strip.length > 1 && strip.every(({ kind }) => kind === 'box'),
  );
  if (at < 0 || strips.length < 2) return [];
  const bands = [strips.slice(0, at), strips.slice(at, at + 1), strips.slice(at + 1)];
  return filled(bands.map((band) => plain(band.flat())));
};

/** Columns side by side, from the left; a headline set downwards is read before its text. */
export const cutDown: Cut = (elements, page) => {
  const columns = columnsOf(elements, page);
  const last = columns.at(-1);
  const isHeadline = last?.every((one) => one.kind === 'line' && one.segment.isVertical);
  const ordered = isHeadline && last ? [last, ...columns.slice(0, -1)] : columns;
  return ordered.map(plain);
};

/** Above or below a part that has columns stands one that has others, or none. */
export const cutAcross: Cut = (elements, page) => {
  const strips = stripsOf(elements);
  if (elements.length > MAX_LINES) return [];
  for (const start of strips.keys()) {
    const end = endOfBand(strips, start);
    if (end - start < 2 && strips[start]?.every(isLine)) continue;
    if (end === start || columnsOf(strips.slice(start, end).flat(), page).length < 2) continue;
    const bands = [strips.slice(0, start), strips.slice(start, end), strips.slice(end)];
    return filled(bands.map((band) => plain(band.flat())));
  }
  return [];
};

/** A page of small print has a thousand lines. */
const MAX_LINES = 4000;

/** As far down as the same white goes on, and no further than where columns stand elsewhere. */
function endOfBand(strips: readonly Element[][], start: number): number {
  let end = start;
  let band: Element[] = [];
  while (end < strips.length) {
    const wider = [...band, ...(strips[end] ?? [])];
    const next = strips.slice(end, end + 4).flat();
    const isOther = guttersOf(next).length > 0 && !areColumns(next, band);
    if (guttersOf(wider).length === 0 || (end > start && isOther)) break;
    band = wider;
    end += 1;
  }
  return end;
}

const isLine = ({ kind }: Element) => kind === 'line';

/** Where nothing else helps: down a column's left edge, whatever few lines cross it. */
export const cutAnyway: Cut = (elements, { em }) => {
  const extent = around(elements);
  if (widthOf(extent) < 20 * em || elements.length < 8) return [];
  const edges = elements
    .map(({ left }) => left)
    .filter((left) => left > extent.left + 6 * em && left < extent.right - 6 * em);
  const costs = edges.map((edge) => ({
    edge,
    crossing: elements.filter(({ left, right }) => left < edge - 1 && right > edge - 0.3 * em)
      .length,
    starting: elements.filter(({ left }) => Math.abs(left - edge) < 2).length,
  }));
  const [best] = costs
    .filter(({ crossing, starting }) => starting >= 4 && crossing <= 0.15 * elements.length)
    .toSorted((one, other) => one.crossing - other.crossing || one.edge - other.edge);
  if (!best) return [];
  const isLeft = (element: Element) => centreOf(element) < best.edge;
  return filled([
    plain(elements.filter(isLeft)),
    plain(elements.filter((element) => !isLeft(element))),
  ]);
};
