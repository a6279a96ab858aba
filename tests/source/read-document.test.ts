import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFile, type ReadDocument, readDocuments, SourceError } from '../../src/source/index.ts';

const TEXT = '平阳县人民代表大会常务委员会公告\n决定任命张峻榕为副县长。\n';
/** «平阳县公报，任命㙍为副县长。», with a name's character that needs four bytes. */
const GB18030 = Uint8Array.from([
  0xc6, 0xbd, 0xd1, 0xf4, 0xcf, 0xd8, 0xb9, 0xab, 0xb1, 0xa8, 0xa3, 0xac, 0xc8, 0xce, 0xc3, 0xfc,
  0x82, 0x30, 0xfc, 0x37, 0xce, 0xaa, 0xb8, 0xb1, 0xcf, 0xd8, 0xb3, 0xa4, 0xa1, 0xa3,
]);
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return Uint8Array.from(isBig ? bytes.swap16() : bytes);
};
/** What the decoder reads of every two bytes, the other way round. */
const TWO_BYTES = new Map(
  Array.from({ length: 72 * 94 }, (_, at) => [0xb0 + Math.floor(at / 94), 0xa1 + (at % 94)]).map(
    (bytes) => [new TextDecoder('gb18030').decode(Uint8Array.from(bytes)), bytes],
  ),
);
TWO_BYTES.set('。', [0xa1, 0xa3]);
function inGb18030(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((letter) => TWO_BYTES.get(letter) ?? letter.charCodeAt(0)),
  );
}
async function read(bytes: Uint8Array, name = 'issue.txt'): Promise<ReadDocument> {
  const [document] = (await readDocuments({ name, bytes })).documents;
  if (!document) throw new Error('nothing was read');
  return document;
}
async function readFileDocument(path: string): Promise<ReadDocument> {
  const { name, bytes } = await loadFile(path);
  return read(bytes, name);
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'no refusal',
    (error: unknown) => {
      expect(error).toBeInstanceOf(SourceError);
      const message = error instanceof Error ? error.message : '';
      expect(message).not.toContain('\n');
      return message;
    },
  );

describe('a text', () => {
  it.each([
    ['UTF-8', utf8(TEXT)],
    ['UTF-8 with a byte-order mark', utf8(`\ufeff${TEXT}`)],
    ['UTF-16, little end first', utf16(TEXT, false)],
    ['UTF-16, big end first', utf16(TEXT, true)],
    ['UTF-8 with the line ends of Windows', utf8(TEXT.replaceAll('\n', '\r\n'))],
  ])('is read from %s', async (_, bytes) => {
    expect((await read(bytes)).raw.text).toBe(TEXT);
  });

  it('is read from GB18030, four-byte characters too', async () => {
    const { raw } = await read(GB18030);
    expect(raw.text).toBe(new TextDecoder('gb18030').decode(GB18030));
    expect(raw.text).toMatch(/^平阳县公报，任命.为副县长。$/u);
  });

  it.each([
    ['UTF-8', utf8, 0xff],
    ['GB18030', inGb18030, 0xff],
    ['UTF-8, by a control character', utf8, 0x01],
    ['UTF-8, by a zero', utf8, 0x00],
  ])('damaged by one byte in %s is read all the same', async (_, encode, byte) => {
    const [head, tail] = [
      '平阳县人民代表大会常务委员会公告\n',
      '决定任命张峻榕为副县长。\n'.repeat(3),
    ];
    const bytes = Uint8Array.from([...encode(head), byte, ...encode(tail)]);
    expect((await read(bytes)).raw.text.replace('\ufffd', '')).toBe(`${head}${tail}`);
  });

  it('comes with its carrier, its bytes and their SHA-256', async () => {
    const bytes = utf8(TEXT);
    const document = await read(bytes, 'pingyang-2025-01-09.md');
    expect(document.mediaType).toBe('text/markdown');
    expect(document.raw).toMatchObject({ carrier: 'markdown', name: 'pingyang-2025-01-09.md' });
    expect(document.bytes).toBe(bytes);
    expect(document.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52];
const zip = [0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0, 0, 0, ...Array<number>(40).fill(0)];

describe('what is no text is refused in one line', () => {
  it.each([
    ['an empty file', new Uint8Array(), /it is empty\.$/u],
    ['white space', utf8(' \n\u3000\n'), /empty but for white space/u],
    ['a picture', Uint8Array.from([...png, ...Array<number>(40).fill(1)]), /picture/u],
    ['a PDF', utf8('%PDF-1.7\n%âãÏÓ\n'), /it is .*PDF/u],
    ['a damaged archive', Uint8Array.from(zip), /it is damaged/u],
    ['an English text', utf8('Nothing in Chinese here.'), /no Chinese text/u],
    [
      'a text in another encoding',
      Uint8Array.from([0xe9, 0x74, 0xe9, 0x20, 0x61, 0xe0]),
      /not a text/u,
    ],
    ['control characters', utf8('平阳\u0000\u0001'), /not a text/u],
  ])('%s', async (_, bytes, message) => {
    expect(await refusal(read(bytes))).toMatch(message);
  });

  it('random bytes, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 200, maxLength: 2_000 }), async (bytes) => {
        expect(await refusal(read(bytes))).toMatch(/^Cannot read issue\.txt: /u);
      }),
      { numRuns: 100 },
    );
  });

  it('more than 25 MB', async () => {
    const bytes = new Uint8Array(25 * 1024 * 1024 + 1).fill(0x61);
    expect(await refusal(read(bytes))).toMatch(/25\.0 MB, and 25 MB is the limit/u);
  });
});

describe('a file', () => {
  it('is read under its own name', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'gongbao-')), '公报-2025-01-09.txt');
    await writeFile(path, TEXT);
    expect((await readFileDocument(path)).raw.name).toBe('公报-2025-01-09.txt');
  });

  it('that is missing, or is a folder, is refused by its path', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gongbao-'));
    const missing = join(folder, 'nothing.md');
    expect(await refusal(readFileDocument(missing))).toBe(
      `Cannot read ${missing}: there is no such file.`,
    );
    expect(await refusal(readFileDocument(folder))).toMatch(/it is a folder/u);
    expect(await refusal(readFileDocument(join(folder, 'a\u0000b')))).toMatch(/^Cannot read /u);
  });
});
