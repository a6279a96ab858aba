import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  getDocument,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { NamedBytes } from '../document.ts';
import { LIMITS } from '../limits.ts';
import { SourceError } from '../source-error.ts';
import { refuseDoubled } from './refuse-doubled.ts';

/** Reading a page of print takes a second; what takes this long does not end. */
const TIME_LIMIT_MS = 60_000;

const PACKAGE = dirname(
  dirname(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')))),
);

type Options = {
  /** Decodes the pictures too, which a text does not need. */
  readonly withPictures: boolean;
  readonly timeLimitMs?: number;
};

/**
 * Opens a PDF for `read` and closes it, whatever happens.
 *
 * @throws SourceError if it is damaged, locked, too long, or takes too long.
 */
export async function withPdf<T>(
  file: NamedBytes,
  { withPictures, timeLimitMs = TIME_LIMIT_MS }: Options,
  read: (pdf: PDFDocumentProxy) => Promise<T>,
): Promise<T> {
  const { name, bytes } = file;
  refuseDoubled(file);
  const task = getDocument({
    // A copy: pdf.js takes the bytes away from who gave them.
    data: Uint8Array.from(bytes),
    cMapUrl: `${PACKAGE}/cmaps/`,
    standardFontDataUrl: `${PACKAGE}/standard_fonts/`,
    wasmUrl: `${PACKAGE}/wasm/`,
    iccUrl: `${PACKAGE}/iccs/`,
    useSystemFonts: false,
    disableFontFace: true,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    maxImageSize: withPictures ? MAX_PICTURE : 1,
    verbosity: VerbosityLevel.ERRORS,
  });
  const late = lateness(name, timeLimitMs);
  try {
    const reading = task.promise.then((pdf) => {
      refuseLong(name, pdf.numPages);
      return read(pdf);
    });
    return await Promise.race([reading, late.promise]);
  } catch (error) {
    throw error instanceof SourceError ? error : refusalOf(name, error);
  } finally {
    late.stop();
    await task.destroy().catch(() => undefined);
  }
}

/** Of a page of the largest paper, photographed finely. */
const MAX_PICTURE = 60_000_000;

function lateness(
  name: string,
  afterMs: number,
): { readonly promise: Promise<never>; readonly stop: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new SourceError(name, 'heavy', 'reading this PDF takes too long'));
  }, afterMs);
  return { promise, stop: () => clearTimeout(timer) };
}

function refuseLong(name: string, pages: number): void {
  if (pages <= LIMITS.pages) return;
  throw new SourceError(name, 'long', `it has ${pages} pages, and ${LIMITS.pages} is the limit`);
}

function refusalOf(name: string, cause: unknown): SourceError {
  const isLocked = cause instanceof Error && cause.name === 'PasswordException';
  const reason = isLocked
    ? 'it is a PDF locked with a password'
    : 'it is a damaged PDF, and cannot be opened';
  return new SourceError(name, isLocked ? 'locked' : 'damaged', reason, { cause });
}
