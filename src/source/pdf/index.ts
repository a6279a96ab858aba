/** PDF, read by the places of its letters: in what order a file writes them says nothing. */
import type { RawIssue } from '../../domain/index.ts';
import type { NamedBytes } from '../document.ts';
import { type PagePicture, readPictures } from '../ocr/index.ts';
import { SourceError } from '../source-error.ts';
import { layOut, type PrintedPage } from './layout/index.ts';
import { withPdf } from './open-pdf.ts';
import { pictureOf } from './page-picture.ts';
import { readPage } from './read-page.ts';

/** What was read, and the pages that were not. */
export type PdfReading = { readonly raw: RawIssue; readonly refused: readonly SourceError[] };

/**
 * Reads a PDF of any make; one that has pictures for letters is read by `ocr`, where that can be.
 * A page of pictures among printed ones is mostly an advertisement: it is named, and not guessed at.
 *
 * @throws SourceError if it is damaged, locked, too long, or a scan that cannot be read here.
 */
export async function readPdf(file: NamedBytes): Promise<PdfReading> {
  const pages = await withPdf(file, { withPictures: false }, async (pdf) => {
    const read: PrintedPage[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      read.push(await readPage(page));
      page.cleanup();
      refuseCrowded(file.name, read);
    }
    return read;
  });
  const numbers = pages.map((_, index) => index + 1);
  if (isScan(pages))
    return { raw: await readPictures(file.name, picturesOf(file, numbers)), refused: [] };
  const { text, marks, imprint } = layOut(pages);
  const raw: RawIssue = { name: file.name, carrier: 'pdf', text, imprint, marks };
  const bare = numbers.filter((_, index) => lettersOf(pages.slice(index, index + 1)) < FEW_LETTERS);
  return { raw, refused: await refusePictures(file, bare) };
}

/** A page of print has ten thousand letters; more than all pages can have is a bomb. */
const MAX_RUNS = 500_000;
const MAX_RUNS_OF_PAGE = 60_000;

function refuseCrowded(name: string, pages: readonly PrintedPage[]): void {
  const counts = pages.map(({ runs }) => runs.length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all <= MAX_RUNS && (counts.at(-1) ?? 0) <= MAX_RUNS_OF_PAGE) return;
  throw new SourceError(name, 'long', 'it has more letters on a page than any print');
}

/** A scanner's own stamp or a page number is no text. */
const FEW_LETTERS = 12;

function isScan(pages: readonly PrintedPage[]): boolean {
  return lettersOf(pages) < FEW_LETTERS * pages.length;
}

function lettersOf(pages: readonly PrintedPage[]): number {
  const letters = pages.flatMap(({ runs }) => runs.map(({ text }) => text.trim().length));
  return letters.reduce((sum, count) => sum + count, 0);
}

/** Of pages without letters those that show a picture, and are not just empty. */
async function refusePictures(
  file: NamedBytes,
  numbers: readonly number[],
): Promise<SourceError[]> {
  const shown: number[] = [];
  for await (const { number } of picturesOf(file, numbers)) shown.push(number);
  if (shown.length === 0) return [];
  const name = `${file.name}, page ${shown.join(', ')}`;
  return [new SourceError(name, 'scan', 'it has pictures for letters, among pages that have text')];
}

/** One at a time: a page's picture is large, and is needed only until it is read. */
async function* picturesOf(
  file: NamedBytes,
  numbers: readonly number[],
): AsyncGenerator<PagePicture & { readonly number: number }> {
  for (const number of numbers) {
    const picture = await withPdf(file, { withPictures: true }, async (pdf) =>
      pictureOf(await pdf.getPage(number)),
    );
    if (picture) yield { ...picture, number };
  }
}
