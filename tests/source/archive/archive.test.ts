import fc from 'fast-check';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { pack, unpack, wholeRoom } from '../../../src/source/archive/index.ts';
import { SourceError } from '../../../src/source/index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const open = (bytes: Uint8Array) => unpack({ name: 'issues.zip', bytes });
const namesIn = (entries: Zippable) => open(zipSync(entries)).map(({ name }) => name);
/** A ZIP of one file, to be spoilt at a byte from the start of its entry or of its directory. */
function spoil(
  bytes: Uint8Array,
  changes: readonly (readonly [from: 'entry' | 'listed' | 'end', offset: number, value: number])[],
): Uint8Array {
  const spoilt = Buffer.from(bytes);
  const starts = {
    entry: 0,
    listed: spoilt.indexOf(Buffer.from([0x50, 0x4b, 1, 2])),
    end: spoilt.indexOf(Buffer.from([0x50, 0x4b, 5, 6])),
  };
  for (const [from, offset, value] of changes) spoilt.writeUInt32LE(value, starts[from] + offset);
  return Uint8Array.from(spoilt);
}
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    return error instanceof SourceError ? `${error.fault}: ${error.message}` : '';
  }
  return 'no refusal';
};

describe('an archive', () => {
  it('gives its files by name, page 2 before page 10', () => {
    const page = utf8('<p>');
    expect(
      namesIn({ 'node_10.htm': page, 'node_2.htm': page, 'a/node_1.htm': page, '版02/1.md': page }),
    ).toEqual(['a/node_1.htm', 'node_2.htm', 'node_10.htm', '版02/1.md']);
  });

  it('leaves out folders and what systems put beside the files', () => {
    const file = utf8('x');
    expect(
      namesIn({
        'issue/': new Uint8Array(),
        'issue/01.md': file,
        'issue/.DS_Store': file,
        '__MACOSX/issue/._01.md': file,
        'issue/Thumbs.db': file,
        '.git/config': file,
      }),
    ).toEqual(['issue/01.md']);
  });

  it('takes a path as a name, wherever it leads', () => {
    const file = utf8('x');
    expect(
      namesIn({
        '../../etc/passwd': file,
        '/root/b.md': file,
        'C:\\issues\\..\\c.md': file,
        './d.md': file,
      }),
    ).toEqual(['d.md', 'etc/passwd', 'issues/c.md', 'root/b.md']);
  });

  it('reads names as old Chinese systems wrote them', () => {
    // «平阳报.md» in GB18030, without the flag that says UTF-8.
    const name = String.fromCharCode(0xc6, 0xbd, 0xd1, 0xf4, 0xb1, 0xa8);
    const plain = Buffer.from(zipSync({ 'ABCDEF.md': utf8('x') }));
    const bytes = Buffer.from(
      plain.toString('latin1').replaceAll('ABCDEF', () => name),
      'latin1',
    );
    expect(open(bytes).map((file) => file.name)).toEqual(['平阳报.md']);
    // The same in UTF-8, with the flag and without it.
    const unicode = zipSync({ '平阳报.md': utf8('x') });
    expect(open(unicode).map((file) => file.name)).toEqual(['平阳报.md']);
    const unflagged = spoil(unicode, [['listed', 6, 0x00000014]]);
    expect(open(unflagged).map((file) => file.name)).toEqual(['平阳报.md']);
  });

  it('gives the bytes that were put in, packed or stored', () => {
    const bytes = utf8('平阳县人民代表大会常务委员会公告\n'.repeat(50));
    const zip = zipSync({ 'a.md': [bytes, { level: 0 }], 'b.md': [bytes, { level: 9 }] });
    expect(open(zip).map((file) => Buffer.from(file.bytes).equals(bytes))).toEqual([true, true]);
  });
});

const one = zipSync({ 'a.md': utf8('平阳县公报'.repeat(20)) });
const two = zipSync({ 'a.md': utf8('平阳县公报'), 'b.md': utf8('平阳县公告') });

describe('an archive that cannot be opened is refused in one line', () => {
  it.each([
    ['cut short', one.subarray(0, one.length - 30), /damaged: .*: it is damaged\./u],
    ['without a directory', Uint8Array.from([0x50, 0x4b, 3, 4, ...Array(60).fill(0)]), /damaged/u],
    ['whose words changed', spoil(one, [['entry', 40, 0]]), /damaged/u],
    ['locked with a password', spoil(one, [['listed', 8, 0x00080001]]), /locked: .*password/u],
    ['that promises less than it holds', spoil(one, [['listed', 24, 3]]), /damaged/u],
    ['that promises more than it holds', spoil(one, [['listed', 24, 301]]), /damaged/u],
    ['that leads out of the file', spoil(one, [['listed', 42, 0x00ffffff]]), /damaged/u],
    ['whose entries overlap', overlapping(), /damaged/u],
    ['of the kind for 4 GB', spoil(one, [['listed', 20, 0xffffffff]]), /large: .*ZIP64/u],
    ['that counts wrongly', spoil(one, [['end', 8, 0x00090009]]), /damaged/u],
    ['packed in another way', spoil(one, [['listed', 8, 0x000e0000]]), /binary: .*\(14\)/u],
    ['with no file in it', zipSync({ 'a/': new Uint8Array() }), /empty: /u],
    ['that is a workbook', zipSync({ '[Content_Types].xml': utf8('<Types/>') }), /an office file/u],
    ['that is a book', zipSync({ mimetype: utf8('application/epub+zip') }), /an office file/u],
  ])('%s', (_, bytes, reason) => {
    expect(refusal(() => open(bytes))).toMatch(reason);
  });

  /** Two entries in the directory that lead to the same bytes: a bomb in the style of Fifield. */
  function overlapping(): Uint8Array {
    const bytes = Buffer.from(two);
    const second = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bytes.writeUInt32LE(0, second + 42);
    return Uint8Array.from(bytes);
  }

  it('with too many files, or too large ones', () => {
    const many = Object.fromEntries(
      Array.from({ length: 2_001 }, (__, index) => [`${index}.md`, new Uint8Array()]),
    );
    expect(refusal(() => open(zipSync(many)))).toMatch(/long: .*more than 2000 files/u);
    const zeros = zipSync({ 'a.md': new Uint8Array(4 * 1024 * 1024) });
    expect(refusal(() => open(zeros))).toMatch(/long: .*unpacks to more than 100 times its size/u);
    const promise = spoil(zeros, [['listed', 24, 101 * 1024 * 1024]]);
    expect(refusal(() => open(promise))).toMatch(/long: .*unpacks to more than 100 MB/u);
  });

  it('when the archives around it have left no room', () => {
    const room = { ...wholeRoom(), bytes: 400 };
    const file = { name: 'a.zip', bytes: one };
    expect(unpack(file, room)).toHaveLength(1);
    expect(room.bytes).toBe(100);
    expect(refusal(() => unpack(file, room))).toMatch(/long/u);
  });

  it('spoilt anywhere: files or one refusal, and never more than was promised', () => {
    const bytes = pack([
      { address: 'a.md', bytes: utf8('平阳县公报'.repeat(20)) },
      { address: 'b.md', bytes: utf8('平阳县公告') },
    ]);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const spoilt = Uint8Array.from(bytes);
        spoilt[at] = (spoilt[at] ?? 0) ^ change;
        try {
          const size = open(spoilt).reduce((sum, file) => sum + file.bytes.length, 0);
          expect(size).toBeLessThanOrEqual(315);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('packing', () => {
  const pages = [
    { address: 'https://paper.example/2025-01/09/node_2.htm?a=1', bytes: utf8('<html>二') },
    { address: 'https://paper.example/2025-01/09/node_10.htm', bytes: utf8('<html>十') },
    { address: '77777', bytes: utf8('<html>一') },
  ];

  it('keeps the order of the pages and gives the same bytes every time', async () => {
    const first = pack(pages);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(Buffer.from(pack(pages)).equals(first)).toBe(true);
    const order = pages.map(({ address }) => Buffer.from(first).indexOf(address));
    expect(order).toEqual(order.toSorted((one_, other) => one_ - other));
    expect(Buffer.from(pack(pages.toReversed())).equals(first)).toBe(false);
  });

  it('is undone by unpacking: the same addresses, the same bytes', () => {
    const found = open(pack(pages)).map(({ name, bytes }) => [name, text(bytes)]);
    expect(new Map(found as [string, string][])).toEqual(
      new Map(pages.map(({ address, bytes }) => [address, text(bytes)])),
    );
  });
});
