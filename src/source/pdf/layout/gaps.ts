import type { Element } from './elements.ts';
import { around, heightOf, type Rect, widthOf } from './shapes.ts';

/** White from one place to another, across or down. */
export type Gap = { readonly from: number; readonly to: number };

/** The white between elements that no element crosses from top to bottom. */
export function guttersOf(elements: readonly Element[]): Gap[] {
  return gapsOf(elements.map(({ left, right }) => ({ from: left, to: right })));
}

function gapsOf(taken: readonly Gap[]): Gap[] {
  const gaps: Gap[] = [];
  let end = Infinity;
  for (const { from, to } of taken.toSorted((one, other) => one.from - other.from)) {
    if (from > end + 0.5) gaps.push({ from: end, to: from });
    end = end === Infinity ? to : Math.max(end, to);
  }
  return gaps;
}

/** Elements that stand beside each other; between two strips is white across the whole width. */
export function stripsOf(elements: readonly Element[]): Element[][] {
  const strips: Element[][] = [];
  let end = -Infinity;
  for (const element of elements.toSorted((one, other) => one.top - other.top)) {
    const slack = 0.12 * Math.min(20, heightOf(element));
    const strip = strips.at(-1);
    if (strip && element.top < end - slack) strip.push(element);
    else strips.push([element]);
    end = Math.max(end, element.bottom);
  }
  return strips;
}

type Page = { readonly rules: readonly Rect[]; readonly em: number };

/** The columns of print that stand side by side from top to bottom; one if there is no gutter. */
export function columnsOf(elements: readonly Element[], page: Page): Element[][] {
  const gutters = guttersOf(elements);
  const extent = around(elements);
  const kept: Element[][] = [];
  for (const [index, column] of splitAt(elements, gutters).entries()) {
    const previous = kept.at(-1);
    const gutter = gutters[index - 1];
    if (previous && gutter && !parts(gutter, [previous, column], { ...page, extent }))
      previous.push(...column);
    else kept.push([...column]);
  }
  return kept;
}

function splitAt(elements: readonly Element[], gutters: readonly Gap[]): Element[][] {
  return [...gutters, { from: Infinity, to: Infinity }].map((gutter, index) =>
    elements.filter(
      ({ left }) => left < gutter.to && left >= (gutters[index - 1]?.to ?? -Infinity),
    ),
  );
}

/** A gap between cells or words is no gutter: what stands beside it are no columns of print. */
function parts(
  gutter: Gap,
  sides: readonly (readonly Element[])[],
  { rules, em, extent }: Page & { readonly extent: Rect },
): boolean {
  const isRuled = rules.some(
    (rule) =>
      rule.left >= gutter.from - 2 &&
      rule.right <= gutter.to + 2 &&
      Math.min(rule.bottom, extent.bottom) - Math.max(rule.top, extent.top) >=
        0.5 * heightOf(extent),
  );
  if (isRuled) return true;
  if (gutter.to - gutter.from < 0.7 * em) return false;
  const [before = [], after = []] = sides;
  if (around(after).top >= around(before).bottom) return false; // It stands below, and not beside.
  return isColumn(before, after, em) && isColumn(after, before, em);
}

/** The last column of a page may have a line or two; a column of cells has a line for each of the others. */
function isColumn(elements: readonly Element[], others: readonly Element[], em: number): boolean {
  if (isPrint(elements, em) || !isBeside(elements, others)) return true;
  const isFew = widthOf(around(elements)) >= 6 * em || 3 * elements.length <= others.length;
  return isFew && isPrint(others, em);
}

/** Lines as wide as the column that breaks them, many of them; below a headline in columns of their own. */
function isPrint(elements: readonly Element[], em: number): boolean {
  const lines = elements.flatMap((one) => (one.kind === 'line' ? [one.segment] : []));
  if (lines.length < elements.length || lines.some(({ isVertical }) => isVertical)) return true;
  const text = elements.filter(
    (one) => one.kind === 'line' && Math.abs(one.segment.size - em) < 0.12 * em,
  );
  return splitAt(text, guttersOf(text)).some((column) => {
    const extent = around(column);
    if (column.length < 2 || widthOf(extent) < 6 * em) return false;
    const full = column.filter(({ right }) => right > extent.right - 1.6 * em);
    return full.length >= 0.3 * column.length;
  });
}

/** Most of these lines stand on a line with one of the others. */
function isBeside(elements: readonly Element[], others: readonly Element[]): boolean {
  const beside = elements.filter((element) =>
    others.some((other) => Math.abs(other.bottom - element.bottom) < 0.4 * heightOf(element)),
  );
  return beside.length >= 0.6 * elements.length;
}
