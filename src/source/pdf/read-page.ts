import { type PDFPageProxy, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { drawingsOf } from './drawings.ts';
import type { PrintedPage, Run } from './layout/index.ts';
import { repairLetters } from './radicals.ts';

type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;
type TextItem = Extract<TextContent['items'][number], { readonly str: string }>;

/** The letters of a page, and what is drawn between them, in points from the upper left. */
export async function readPage(page: PDFPageProxy): Promise<PrintedPage> {
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent({ disableNormalization: true });
  const runs: Run[] = [];
  for (const item of content.items) {
    if (!('str' in item)) continue;
    const isVertical = content.styles[item.fontName]?.vertical === true;
    const run = runOf(item, viewport.transform, isVertical);
    if (run) runs.push(run);
  }
  const drawings = await drawingsOf(page, viewport.transform);
  return { width: viewport.width, height: viewport.height, runs, ...drawings };
}

/** Letters that lean are a watermark or an ornament, and no part of the text. */
function runOf(item: TextItem, view: number[], isVertical: boolean): Run | undefined {
  const text = repairLetters(item.str);
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = Util.transform(view, item.transform);
  const size = Math.hypot(c, d);
  if (text === '' || ![size, x, y, item.width, item.height].every(Number.isFinite))
    return undefined;
  if (size < 1 || size > 2000 || Math.min(Math.abs(a), Math.abs(b)) > 0.05 * size) return undefined;
  const type = { text, size, font: item.fontName };
  if (isVertical) {
    const box = { left: x - size / 2, top: y, right: x + size / 2, bottom: y + item.height };
    return { ...type, ...box, isVertical: true };
  }
  if (Math.abs(b) > Math.abs(a)) {
    const top = b > 0 ? y : y - item.width;
    const left = b > 0 ? x - 0.12 * size : x - 0.88 * size;
    return { ...type, left, top, right: left + size, bottom: top + item.width, isVertical: true };
  }
  const box = { left: x, top: y - 0.88 * size, right: x + item.width, bottom: y + 0.12 * size };
  return { ...type, ...box, isVertical: false };
}
