/** PDF, read by the places of its letters: in what order a file writes them says nothing. */
import type { RawIssue } from '../../domain/index.ts';
import type { NamedBytes } from '../document.ts';
import { SourceError } from '../source-error.ts';
import { layOut, type PrintedPage } from './layout/index.ts';
import { withPdf } from './open-pdf.ts';
import { readPage } from './read-page.ts';

/**
 * Reads a PDF of any make.
 *
 * @throws SourceError if it is damaged, locked, too long, or has pictures for letters.
 */
export async function readPdf(file: NamedBytes): Promise<RawIssue> {
  const pages = await withPdf(file, { withPictures: false }, async (pdf) => {
    const read: PrintedPage[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      read.push(await readPage(page));
      page.cleanup();
    }
    return read;
  });
  const { text, marks, imprint } = layOut(pages);
  if (text.trim() === '') {
    throw new SourceError(
      file.name,
      'binary',
      'it has pictures for letters and needs OCR; install tesseract with chi_sim, and it is read',
    );
  }
  return { name: file.name, carrier: 'pdf', text, imprint, marks };
}
