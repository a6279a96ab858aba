/** A place on the page, in points from its upper left corner. */
export type Rect = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

/** Letters set in one go, as a PDF's program or a recognised picture gives them. */
export type Run = Rect & {
  readonly text: string;
  /** Of the letters, in points. */
  readonly size: number;
  /** Equal for equal type; nothing else is known of it. */
  readonly font: string;
  readonly isVertical: boolean;
};

/** One page as printed: its letters, and the lines and frames drawn between them. */
export type PrintedPage = {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  /** Thin: a line across or down. */
  readonly rules: readonly Rect[];
  /** Frames and shaded areas. */
  readonly frames: readonly Rect[];
};

export const widthOf = (rect: Rect): number => rect.right - rect.left;
export const heightOf = (rect: Rect): number => rect.bottom - rect.top;
export const centreOf = (rect: Rect): number => (rect.left + rect.right) / 2;
export const middleOf = (rect: Rect): number => (rect.top + rect.bottom) / 2;

export function holds(outer: Rect, inner: Rect): boolean {
  const across = centreOf(inner);
  const down = middleOf(inner);
  return across > outer.left && across < outer.right && down > outer.top && down < outer.bottom;
}

/** The smallest place that holds all. */
export function around(rects: readonly Rect[]): Rect {
  const all = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { left, top, right, bottom } of rects) {
    all.left = Math.min(all.left, left);
    all.top = Math.min(all.top, top);
    all.right = Math.max(all.right, right);
    all.bottom = Math.max(all.bottom, bottom);
  }
  return all;
}

/** The middle one, each counted as often as `weight` says. */
export function medianOf<T>(
  values: readonly T[],
  of: (value: T) => number,
  weight: (value: T) => number = () => 1,
): number {
  const sorted = values.toSorted((one, other) => of(one) - of(other));
  const half = sorted.reduce((sum, value) => sum + weight(value), 0) / 2;
  let passed = 0;
  for (const value of sorted) {
    passed += weight(value);
    if (passed >= half) return of(value);
  }
  return 0;
}
