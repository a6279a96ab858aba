import { type Grids, readTable } from './grids.ts';
import type { Segment } from './segments.ts';
import { heightOf, holds, type Rect, widthOf } from './shapes.ts';

/** What a page is put together from: a line of letters, a framed area, a table. */
export type Element = Rect &
  (
    | { readonly kind: 'line'; readonly segment: Segment }
    | { readonly kind: 'box'; readonly elements: readonly Element[] }
    | { readonly kind: 'table'; readonly rows: readonly string[] }
  );

/** Puts every line into the innermost frame it stands in. */
export function nestElements(segments: readonly Segment[], { boxes, tables }: Grids): Element[] {
  let elements: Element[] = segments.map((segment) => ({
    ...placeOf(segment),
    kind: 'line',
    segment,
  }));
  for (const table of tables) {
    const inside = segments.filter((segment) => holds(table, segment)).toSorted(byPlace);
    const rows = readTable(table, inside);
    elements = elements.filter((element) => !holds(table, element));
    elements.push({ ...placeOf(table), kind: 'table', rows });
  }
  for (const box of boxes.toSorted((one, other) => areaOf(one) - areaOf(other))) {
    const inside = elements.filter((element) => element !== undefined && holds(box, element));
    if (inside.length < 2) continue;
    elements = elements.filter((element) => !inside.includes(element));
    elements.push({ ...placeOf(box), kind: 'box', elements: inside });
  }
  return elements;
}

function placeOf({ left, top, right, bottom }: Rect): Rect {
  return { left, top, right, bottom };
}

function byPlace(one: Rect, other: Rect): number {
  return one.top - other.top || one.left - other.left;
}

function areaOf(rect: Rect): number {
  return widthOf(rect) * heightOf(rect);
}
