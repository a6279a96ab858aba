/**
 * Letters in pictures, read by tesseract where an operator installed it, and laid out like any
 * printed page. In: a picture. Out: a page with the letters' places. Never: a shell, a network.
 */
import type { RawIssue } from '../../domain/index.ts';
import type { NamedBytes } from '../document.ts';
import { layOut, type PrintedPage } from '../pdf/layout/index.ts';
import { SourceError } from '../source-error.ts';
import { recognisedPage } from './recognised-page.ts';
import { canRecognise, recognise } from './tesseract.ts';

export { canRecognise } from './tesseract.ts';

/** The places a page's picture is measured in: 72 to an inch. */
const POINTS = 72;
/** Of a photographed page that does not say how finely. */
const USUAL_DPI = 200;

/** A page's picture, and how finely it was taken. */
export type PagePicture = { readonly bytes: Uint8Array; readonly dpi: number | null };

/**
 * Reads the pictures of an issue's pages.
 *
 * @throws SourceError if tesseract is missing, fails, or finds no letters.
 */
export async function readPictures(
  name: string,
  pictures: AsyncIterable<PagePicture> | Iterable<PagePicture>,
): Promise<RawIssue> {
  if (!(await canRecognise())) throw needsTesseract(name);
  const pages: PrintedPage[] = [];
  for await (const picture of pictures) pages.push(await readPage(name, picture));
  const { text, marks, imprint } = layOut(pages);
  if (!/\p{Script=Han}{2}/u.test(text)) {
    throw new SourceError(name, 'blurred', 'there are no Chinese letters in its pictures');
  }
  return { name, carrier: 'ocr', text, imprint, marks };
}

/** Reads the picture of one page: JPEG, PNG or TIFF. */
export async function readPicture({ name, bytes }: NamedBytes): Promise<RawIssue> {
  return readPictures(name, [{ bytes, dpi: null }]);
}

async function readPage(name: string, { bytes, dpi }: PagePicture): Promise<PrintedPage> {
  try {
    return recognisedPage(await recognise(bytes, dpi), (dpi ?? USUAL_DPI) / POINTS);
  } catch (cause) {
    throw new SourceError(name, 'blurred', 'tesseract could not read its picture', { cause });
  }
}

function needsTesseract(name: string): SourceError {
  return new SourceError(
    name,
    'scan',
    'it has pictures for letters and needs OCR: install tesseract with its language chi_sim to read it',
  );
}
