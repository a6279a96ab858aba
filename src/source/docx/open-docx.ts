import { strToU8, zipSync } from 'fflate';
import { unzip, wholeRoom } from '../archive/index.ts';
import type { NamedBytes } from '../document.ts';
import { SourceError } from '../source-error.ts';

/** The parts of a Word document that say what is printed; pictures and fonts stay packed. */
export type Parts = {
  readonly document: string;
  readonly styles: string;
  readonly numbering: string;
  /** Where its pictures and links lead; nobody follows them. */
  readonly relations: string;
};

/** Of one part. A whole year of a county paper has less; a tree of more would not fit in memory. */
const MAX_PART = 10 * 1024 * 1024;
const OFFICE_RELATION = /Type="[^"]*\/officeDocument"/u;

/**
 * @throws SourceError if it is damaged, locked or a bomb, or if it declares entities: Word never
 *   does, and who does wants them to be expanded.
 */
export function openDocx(file: NamedBytes): Parts {
  const parts = unzip(file, { room: wholeRoom(), wants: (name) => /\.(?:xml|rels)$/u.test(name) });
  const texts = new Map<string, string>();
  for (const { name, bytes } of parts)
    texts.set(name.replace(/^\//u, ''), textOf(file.name, bytes));
  const main = mainPart(texts.get('_rels/.rels') ?? '');
  const document = texts.get(main);
  if (document === undefined)
    throw new SourceError(file.name, 'damaged', 'it is damaged: a Word document without its text');
  const base = main.slice(main.lastIndexOf('/') + 1);
  const folder = main.slice(0, main.length - base.length);
  return {
    document,
    styles: texts.get(`${folder}styles.xml`) ?? '',
    numbering: texts.get(`${folder}numbering.xml`) ?? '',
    relations: texts.get(`${folder}_rels/${base}.rels`) ?? '',
  };
}

function textOf(name: string, bytes: Uint8Array): string {
  if (bytes.length > MAX_PART)
    throw new SourceError(name, 'long', 'it unpacks to more text than an issue can have');
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || bytes[1] === 0;
  const text = new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text))
    throw new SourceError(name, 'damaged', 'it is damaged: a Word document declares no entities');
  if (PAIRS.some(([open, close]) => text.lastIndexOf(open) > text.lastIndexOf(close)))
    throw new SourceError(name, 'damaged', 'it is damaged: its markup breaks off');
  return text;
}

/** The library looks for the end of each to the end of the text: 20,000 without one took it five seconds. */
const PAIRS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Nearly always word/document.xml; some programs number it. */
function mainPart(relations: string): string {
  const relation = relations.match(/<[^>]*>/gu)?.find((tag) => OFFICE_RELATION.test(tag));
  const target = /\bTarget="([^"]*)"/u.exec(relation ?? '')?.[1] ?? 'word/document.xml';
  return target.replace(/^\//u, '');
}

const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';

/** A Word document of nothing but these parts, so that a library meets nothing it was not meant to. */
export function closeDocx({ document, styles, numbering, relations }: Parts): Buffer {
  const parts = {
    '[Content_Types].xml': TYPES,
    'word/document.xml': document,
    'word/_rels/document.xml.rels': relations,
    'word/styles.xml': styles,
    'word/numbering.xml': numbering,
  };
  const files = Object.entries(parts).filter(([, text]) => text !== '');
  return Buffer.from(
    zipSync(Object.fromEntries(files.map(([name, text]) => [name, strToU8(text)])), { level: 0 }),
  );
}
