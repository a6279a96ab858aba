import { OPS, type PDFPageProxy, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { heightOf, type Rect, widthOf } from './layout/index.ts';

type Matrix = number[];
type Drawings = { readonly rules: readonly Rect[]; readonly frames: readonly Rect[] };

/** Thinner than this is a rule, not an area. */
const THIN = 4;
const SHORT = 12;
/** What is drawn oftener is a picture made of strokes. */
const MAX_SHAPES = 3000;
const MAX_STACK = 200;

/** The rules and frames of a page; pictures and curves are passed over. */
export async function drawingsOf(page: PDFPageProxy, view: number[]): Promise<Drawings> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const shapes: Rect[] = [];
  const stack: Matrix[] = [];
  let matrix: Matrix = view;
  for (const [index, operator] of fnArray.entries()) {
    const args: unknown = argsArray[index];
    if (operator === OPS.save || operator === OPS.paintFormXObjectBegin) {
      if (stack.length < MAX_STACK) stack.push(matrix);
      if (operator === OPS.paintFormXObjectBegin) matrix = moved(matrix, first(args));
    } else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) {
      matrix = stack.pop() ?? view;
    } else if (operator === OPS.transform) matrix = moved(matrix, args);
    else if (operator === OPS.constructPath && shapes.length < MAX_SHAPES) {
      shapes.push(...shapesOf(args, matrix));
    }
  }
  return sortShapes(shapes);
}

function moved(matrix: Matrix, by: unknown): Matrix {
  const isMatrix = Array.isArray(by) || ArrayBuffer.isView(by);
  const numbers = isMatrix ? Array.from(by as ArrayLike<number>) : [];
  return numbers.length === 6 ? Util.transform(matrix, numbers) : matrix;
}

function first(args: unknown): unknown {
  return Array.isArray(args) ? args[0] : undefined;
}

/** A clip or an unpainted path shows nothing. */
const PAINTS: ReadonlySet<unknown> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

/** Of a painted path: each of its parts by its outline, each stroke of an open part by itself. */
function shapesOf(args: unknown, matrix: Matrix): Rect[] {
  if (!Array.isArray(args) || !PAINTS.has(args[0]) || !Array.isArray(args[1])) return [];
  const shapes: Rect[] = [];
  for (const data of args[1]) {
    if (!ArrayBuffer.isView(data)) continue;
    const path = Array.from((data as Float32Array).subarray(0, 4000));
    for (const part of partsOf(path)) shapes.push(...outlinesOf(part, matrix));
  }
  return shapes;
}

type Point = readonly [number, number];
/** How many numbers follow a path's move, line, curve, half curve and close. */
const OPERANDS = [2, 2, 6, 4, 0] as const;

function partsOf(path: readonly number[]): Point[][] {
  const parts: Point[][] = [];
  let at = 0;
  while (at < path.length) {
    const code = path[at] ?? -1;
    const count = OPERANDS[code];
    if (count === undefined) break;
    const [x, y] = path.slice(at + 1 + count - 2, at + 1 + count);
    if (count > 0 && x !== undefined && y !== undefined) {
      if (code === 0) parts.push([[x, y]]);
      else parts.at(-1)?.push([x, y]);
    }
    at += 1 + count;
  }
  return parts.filter((part) => part.length > 1 && part.length <= 24);
}

function outlinesOf(part: readonly Point[], matrix: Matrix): Rect[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  const points = part.map(([x, y]): Point => [a * x + c * y + e, b * x + d * y + f]);
  if (points.length === 3) {
    return points.slice(1).flatMap((point, index) => {
      const before = points[index];
      return before ? [boundsOf([before, point])] : [];
    });
  }
  return [boundsOf(points)];
}

function boundsOf(points: readonly Point[]): Rect {
  const across = points.map(([x]) => x);
  const down = points.map(([, y]) => y);
  return {
    left: Math.min(...across),
    top: Math.min(...down),
    right: Math.max(...across),
    bottom: Math.max(...down),
  };
}

function sortShapes(shapes: readonly Rect[]): Drawings {
  const real = shapes.filter((shape) => Object.values(shape).every(Number.isFinite));
  const isRule = (shape: Rect) => Math.min(widthOf(shape), heightOf(shape)) < THIN;
  return {
    rules: real.filter(
      (shape) => isRule(shape) && Math.max(widthOf(shape), heightOf(shape)) >= SHORT,
    ),
    frames: real.filter((shape) => !isRule(shape) && Math.min(widthOf(shape), heightOf(shape)) > 8),
  };
}
