import { basename } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import type { RawIssue } from '../domain/index.ts';
import { pack, type Room, unpack, wholeRoom } from './archive/index.ts';
import { documentOf, type NamedBytes, type ReadDocument } from './document.ts';
import { readDocx, refusalOfOle } from './docx/index.ts';
import { isFeed, readFeed } from './feed/index.ts';
import { isHtml, type Page, readSite } from './html/index.ts';
import { LIMITS, refuseLarge } from './limits.ts';
import { isWebAsset, isWebLook } from './load-folder.ts';
import { nameOfBinary } from './name-of-binary.ts';
import { canRecognise, readPicture } from './ocr/index.ts';
import { SourceError } from './source-error.ts';
import { readText } from './text/index.ts';

/** What was found in a file, and what of it could not be read: an archive may hold both. */
export type Reading = {
  readonly documents: readonly ReadDocument[];
  readonly refused: readonly SourceError[];
};

/**
 * Reads a file of any carrier. An archive or a feed may hold several issues.
 *
 * @throws SourceError if there is nothing in it that could be read.
 */
export async function readDocuments(file: NamedBytes): Promise<Reading> {
  const reading = await readAny(file, { depth: 0, room: wholeRoom() });
  const [first] = reading.refused;
  if (reading.documents.length === 0 && first) throw first;
  return reading;
}

/**
 * Reads the pages of a site, as they were fetched or saved.
 *
 * @throws SourceError if there is no article in any of them.
 */
export function readPages(pages: readonly Page[]): Reading {
  const { issues, refused } = readSite(pages);
  const documents = issues.map((issue) => {
    const [page] = issue.pages;
    return issue.pages.length === 1 && page
      ? documentOf(issue.raw, { mediaType: 'text/html', bytes: page.bytes })
      : documentOf(issue.raw, { mediaType: 'application/zip', bytes: pack(issue.pages) });
  });
  return { documents, refused };
}

/** How deep in archives a file lies, and what they may still unpack. */
type Place = { readonly depth: number; readonly room: Room };

async function readAny(file: NamedBytes, place: Place): Promise<Reading> {
  try {
    if (file.bytes.length === 0) throw new SourceError(file.name, 'empty', 'it is empty');
    refuseLarge(file.name, file.bytes.length);
    const type = await typeOf(file.bytes);
    if (type === 'application/zip') return await readArchive(file, place);
    if (type === 'application/pdf') return await readPrint(file, type);
    return { documents: await readOne(file, type), refused: [] };
  } catch (error) {
    if (error instanceof SourceError) return { documents: [], refused: [error] };
    throw error;
  }
}

async function readPrint(file: NamedBytes, mediaType: string): Promise<Reading> {
  // The libraries of the rarer carriers are loaded where one comes: most commands never see it.
  const { readPdf } = await import('./pdf/index.ts');
  const { raw, refused } = await readPdf(file);
  return { documents: [documentOf(raw, { mediaType, bytes: file.bytes })], refused };
}

async function readOne(
  file: NamedBytes,
  type: string | undefined,
): Promise<readonly ReadDocument[]> {
  const whole = (raw: RawIssue, mediaType: string) => [
    documentOf(raw, { mediaType, bytes: file.bytes }),
  ];
  if (type === DOCX) return whole(await readDocx(file), type);
  if (type === OLE) throw refusalOfOle(file);
  if (type && SCANS.has(type) && (await canRecognise()))
    return whole(await readPicture(file), type);
  const binary = await nameOfBinary(file.bytes);
  if (binary) throw new SourceError(file.name, 'binary', `it is ${binary}, and not a text`);
  if (isFeed(file.bytes)) return await readFeed(file);
  if (isHtml(file.bytes)) return readPages([{ address: file.name, bytes: file.bytes }]).documents;
  const raw = readText(file);
  return whole(raw, raw.carrier === 'markdown' ? 'text/markdown' : 'text/plain');
}

/** A page somebody photographed or scanned. */
const SCANS = new Set(['image/jpeg', 'image/png', 'image/tiff']);
const OLE = 'application/x-cfb';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The pages of a saved site belong together; every other file is a document of its own. */
async function readArchive(file: NamedBytes, { depth, room }: Place): Promise<Reading> {
  if (depth >= LIMITS.nesting)
    throw new SourceError(
      file.name,
      'binary',
      'it is an archive in an archive, too deep to follow',
    );
  const entries = unpack(file, room);
  const isPage = (entry: NamedBytes) => isHtml(entry.bytes);
  const pages = entries.filter(isPage).map(({ name, bytes }) => ({ address: name, bytes }));
  const readings: Reading[] = pages.length > 0 ? [readSaved(pages)] : [];
  const others = entries.filter((entry) => !isPage(entry));
  for (const entry of pages.length > 0 ? withoutAssets(others, pages) : others)
    readings.push(await readAny(entry, { depth: depth + 1, room }));
  return {
    documents: readings.flatMap(({ documents }) => documents),
    refused: readings.flatMap(({ refused }) => refused),
  };
}

/** Looks and scripts are never an issue; a picture or a list for machines is none where a page names it. */
function withoutAssets(files: readonly NamedBytes[], pages: readonly Page[]): NamedBytes[] {
  const looks = files.filter(({ name }) => isWebLook(name));
  const named = new Set([...pages, ...looks].flatMap(({ bytes }) => namesIn(bytes)));
  const isNamed = (name: string) =>
    [basename(name), encodeURI(basename(name))].some((word) => named.has(inLatin1(word)));
  return files.filter(({ name }) => !isWebLook(name) && !(isWebAsset(name) && isNamed(name)));
}

/** The names of files in a text, letter by letter as its bytes are, whatever its encoding. */
function namesIn(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return text.match(/(?<=[\s"'()/=])[^\s"'()<>/\\=?#]{1,200}(?=["'()?#\s>])/gu) ?? [];
}

const inLatin1 = (text: string): string => Buffer.from(text).toString('latin1');

function readSaved(pages: readonly Page[]): Reading {
  try {
    return readPages(pages);
  } catch (error) {
    if (error instanceof SourceError) return { documents: [], refused: [error] };
    throw error;
  }
}

async function typeOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime;
  } catch {
    return undefined; // A damaged file: whoever reads it says so.
  }
}
