/**
 * Reads printed pages by the places of their letters, whoever found the letters: a PDF's program or
 * an eye for pictures. In: pages of runs, rules and frames. Out: the text, articles one after
 * the other, and what its page heads say. Never: a file's own order.
 */
import type { Imprint } from '../../../domain/index.ts';
import { orderBlocks } from './blocks.ts';
import { nestElements } from './elements.ts';
import { type FlowPart, flowOf } from './flow.ts';
import { partFurniture } from './furniture.ts';
import { findGrids } from './grids.ts';
import { readImprint } from './imprint.ts';
import { findSegments, type Segment } from './segments.ts';
import { medianOf, type PrintedPage } from './shapes.ts';
import { type Written, writeParts } from './write.ts';

export { heightOf, medianOf, type PrintedPage, type Rect, type Run, widthOf } from './shapes.ts';

export type LaidOut = Written & { readonly imprint: Imprint };

export function layOut(pages: readonly PrintedPage[]): LaidOut {
  const furniture: Segment[] = [];
  const parts: FlowPart[] = [];
  for (const page of pages) {
    const { around, text } = partFurniture(findSegments(page.runs, page.rules), page);
    furniture.push(...around);
    const em = emOf(text);
    const grids = findGrids(page, text);
    const blocks = orderBlocks(nestElements(text, grids), { rules: grids.rules, em });
    parts.push(...flowOf(blocks, em));
  }
  return { ...writeParts(parts), imprint: readImprint(furniture) };
}

/** The size that most letters of the page have. */
function emOf(segments: readonly Segment[]): number {
  return medianOf(
    segments,
    ({ size }) => size,
    ({ text }) => text.length,
  );
}
