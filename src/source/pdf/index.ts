/** PDF, read by the places of its letters: in what order a file writes them says nothing. */
import type { RawIssue } from '../../domain/index.ts';
import type { NamedBytes } from '../document.ts';
import { type PagePicture, readPictures } from '../ocr/index.ts';
import { SourceError } from '../source-error.ts';
import { layOut, type PrintedPage } from './layout/index.ts';
import { withPdf } from './open-pdf.ts';
import { pictureOf } from './page-picture.ts';
import { readPage } from './read-page.ts';

/**
 * Reads a PDF of any make; one that has pictures for letters is read by `ocr`, where that can be.
 *
 * @throws SourceError if it is damaged, locked, too long, or a scan that cannot be read here.
 */
export async function readPdf(file: NamedBytes): Promise<RawIssue> {
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
  if (isScan(pages)) return readPictures(file.name, picturesOf(file, pages.length));
  const { text, marks, imprint } = layOut(pages);
  return { name: file.name, carrier: 'pdf', text, imprint, marks };
}

/** A page of print has ten thousand letters; more than all pages can have is a bomb. */
const MAX_RUNS = 500_000;
const MAX_RUNS_OF_PAGE = 60_000;

function refuseCrowded(name: string, pages: readonly PrintedPage[]): void {
  const counts = pages.map(({ runs }) => runs.length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all <= MAX_RUNS && (counts.at(-1) ?? 0) <= MAX_RUNS_OF_PAGE) return;
  throw new SourceError(name, 'large', 'it has more letters on a page than any print');
}

/** A scanner's own stamp or a page number is no text. */
function isScan(pages: readonly PrintedPage[]): boolean {
  const letters = pages.flatMap(({ runs }) => runs.map(({ text }) => text.trim().length));
  return letters.reduce((sum, count) => sum + count, 0) < 12 * pages.length;
}

/** One at a time: a page's picture is large, and is needed only until it is read. */
async function* picturesOf(file: NamedBytes, pages: number): AsyncGenerator<PagePicture> {
  for (let number = 1; number <= pages; number += 1) {
    const picture = await withPdf(file, { withPictures: true }, async (pdf) =>
      pictureOf(await pdf.getPage(number)),
    );
    if (picture) yield picture;
  }
}
