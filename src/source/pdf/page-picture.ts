import { ImageKind, OPS, type PDFPageProxy, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PagePicture } from '../ocr/index.ts';

type Matrix = readonly number[];
type Pixels = {
  readonly width: number;
  readonly height: number;
  readonly kind: number;
  readonly data: Uint8Array | Uint8ClampedArray;
};
type Placed = { readonly pixels: Pixels; readonly matrix: Matrix };

/** Finer than this no eye reads better; coarser, tesseract reads worse. */
const MAX_PIXELS = 36_000_000;
const MIN_DPI = 240;

/** A page drawn from its pictures alone, as a grey PGM; `undefined` if it has none that shows a page. */
export async function pictureOf(page: PDFPageProxy): Promise<PagePicture | undefined> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const placed = (await placedPictures(page, transform)).filter(
    ({ matrix }) => areaOf(matrix) >= 0.04 * width * height,
  );
  const shown = placed.reduce((sum, { matrix }) => sum + areaOf(matrix), 0);
  if (shown < 0.3 * width * height) return undefined;
  const finest = Math.max(
    MIN_DPI / 72,
    ...placed.map(({ pixels, matrix }) =>
      Math.sqrt((pixels.width * pixels.height) / areaOf(matrix)),
    ),
  );
  const scale = Math.min(finest, Math.sqrt(MAX_PIXELS / (width * height)));
  const [across, down] = [Math.floor(width * scale), Math.floor(height * scale)];
  if (across < 1 || down < 1) return undefined;
  const head = new TextEncoder().encode(`P5\n${across} ${down}\n255\n`);
  const bytes = new Uint8Array(head.length + across * down).fill(255);
  bytes.set(head);
  for (const one of placed) draw(bytes.subarray(head.length), { across, down, scale }, one);
  return { bytes, dpi: scale * 72 };
}

function areaOf([a = 0, b = 0, c = 0, d = 0]: Matrix): number {
  return Math.abs(a * d - b * c);
}

async function placedPictures(page: PDFPageProxy, view: number[]): Promise<Placed[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const placed: Placed[] = [];
  const stack: number[][] = [];
  let matrix = view;
  for (const [index, operator] of fnArray.entries()) {
    const args: unknown[] = Array.isArray(argsArray[index]) ? argsArray[index] : [];
    if (operator === OPS.save || operator === OPS.paintFormXObjectBegin) stack.push(matrix);
    if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd)
      matrix = stack.pop() ?? view;
    else if (operator === OPS.transform) matrix = moved(matrix, args);
    else if (operator === OPS.paintFormXObjectBegin) matrix = moved(matrix, args[0]);
    else if (PICTURES.has(operator)) {
      const pixels = await pixelsOf(page, args[0]);
      if (pixels) placed.push({ pixels, matrix });
    }
  }
  return placed;
}

function moved(matrix: number[], by: unknown): number[] {
  const isMatrix = Array.isArray(by) || ArrayBuffer.isView(by);
  const numbers = isMatrix ? Array.from(by as ArrayLike<number>) : [];
  return numbers.length === 6 ? Util.transform(matrix, numbers) : matrix;
}

const PICTURES: ReadonlySet<number> = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
]);

/** Given at once, or under a name that pdf.js fills when it has decoded it. */
async function pixelsOf(page: PDFPageProxy, given: unknown): Promise<Pixels | undefined> {
  const id = typeof given === 'string' ? given : nameIn(given);
  if (id === undefined) return asPixels(given);
  const objects = id.startsWith('g_') ? page.commonObjs : page.objs;
  const { promise, resolve } = Promise.withResolvers<unknown>();
  objects.get(id, resolve);
  return asPixels(await promise);
}

function nameIn(given: unknown): string | undefined {
  const isObject = typeof given === 'object' && given !== null && 'data' in given;
  return isObject && typeof given.data === 'string' ? given.data : undefined;
}

function asPixels(value: unknown): Pixels | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { width, height, kind, data } = value as Partial<Pixels>;
  if (!width || !height || !(data instanceof Uint8Array || data instanceof Uint8ClampedArray))
    return undefined;
  const known = kind ?? ImageKind.GRAYSCALE_1BPP;
  return data.length >= bytesOf({ width, height, kind: known })
    ? { width, height, kind: known, data }
    : undefined;
}

function bytesOf({ width, height, kind }: Omit<Pixels, 'data'>): number {
  if (kind === ImageKind.GRAYSCALE_1BPP) return Math.ceil(width / 8) * height;
  return width * height * (kind === ImageKind.RGB_24BPP ? 3 : 4);
}

type Canvas = { readonly across: number; readonly down: number; readonly scale: number };

/** Every point of the page asks the picture what lies on it, so that turned pictures come out upright. */
function draw(grey: Uint8Array, { across, down, scale }: Canvas, { pixels, matrix }: Placed): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix;
  const determinant = a * d - b * c;
  if (!Number.isFinite(determinant) || determinant === 0) return;
  const greyAt = greyReader(pixels);
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const x = (column + 0.5) / scale - e;
      const y = (row + 0.5) / scale - f;
      const u = (d * x - c * y) / determinant;
      const v = 1 - (a * y - b * x) / determinant;
      if (u < 0 || u >= 1 || v < 0 || v >= 1) continue;
      grey[row * across + column] = between(greyAt, pixels, [
        u * pixels.width - 0.5,
        v * pixels.height - 0.5,
      ]);
    }
  }
}

/** Between the four points around a place, by how near each is. */
function between(
  greyAt: GreyAt,
  { width, height }: Pixels,
  [across, down]: readonly [number, number],
): number {
  const left = Math.max(0, Math.floor(across));
  const top = Math.max(0, Math.floor(down));
  const right = Math.min(left + 1, width - 1);
  const bottom = Math.min(top + 1, height - 1);
  const x = Math.max(0, across - left);
  const y = Math.max(0, down - top);
  const above = greyAt(top, left) * (1 - x) + greyAt(top, right) * x;
  const below = greyAt(bottom, left) * (1 - x) + greyAt(bottom, right) * x;
  return above * (1 - y) + below * y;
}

type GreyAt = (row: number, column: number) => number;

/** Grey is made of the colours where it is asked for: a second copy of a large picture is too much. */
function greyReader({ width, kind, data }: Pixels): GreyAt {
  if (kind === ImageKind.GRAYSCALE_1BPP) {
    const stride = Math.ceil(width / 8);
    return (row, column) => {
      const byte = data[row * stride + (column >> 3)] ?? 255;
      return (byte >> (7 - (column & 7))) & 1 ? 255 : 0;
    };
  }
  const step = kind === ImageKind.RGB_24BPP ? 3 : 4;
  return (row, column) => {
    const at = (row * width + column) * step;
    return Math.floor(
      0.3 * (data[at] ?? 255) + 0.59 * (data[at + 1] ?? 255) + 0.11 * (data[at + 2] ?? 255),
    );
  };
}
