import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../../src/parse/index.ts';
import { readDocuments, SourceError } from '../../../src/source/index.ts';
import { FIXTURES, parseText, SAMPLE, saidBy } from '../../parse/expected.ts';
import { withCentredTitles } from '../../support/docx.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (entries: Zippable) => readDocuments({ name: 'issues.zip', bytes: zipSync(entries) });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'no refusal',
    (error: unknown) => {
      expect(error).toBeInstanceOf(SourceError);
      return error instanceof SourceError ? `${error.fault}: ${error.message}` : '';
    },
  );
const markdown = utf8(SAMPLE);
const word = withCentredTitles(SAMPLE);
const said = saidBy(parseText('pingyang-2025-01-09.md', SAMPLE));

describe('a ZIP of issues', () => {
  it('gives every issue in it, of whatever carrier, in the order of their names', async () => {
    const { documents, refused } = await read({
      'word/pingyang-2025-01-09.docx': word,
      'pingyang-2025-01-09.md': markdown,
      '__MACOSX/._pingyang-2025-01-09.md': utf8('x'),
    });
    expect(refused).toEqual([]);
    expect(documents.map(({ raw }) => [raw.carrier, raw.name])).toEqual([
      ['markdown', 'pingyang-2025-01-09.md'],
      ['docx', 'word/pingyang-2025-01-09.docx'],
    ]);
    for (const { raw } of documents) expect(saidBy(parseIssue(raw))).toEqual(said);
  });

  it('gives what can be read, and says of the rest why not', async () => {
    const { documents, refused } = await read({
      'a.md': markdown,
      'b.docx': word.subarray(0, 900),
      'c.txt': utf8('Nothing in Chinese here.'),
    });
    expect(documents.map(({ raw }) => raw.name)).toEqual(['a.md']);
    expect(refused.map(({ fault, message }) => `${fault}: ${message}`)).toEqual([
      expect.stringMatching(/^damaged: .*b\.docx/u),
      expect.stringMatching(/^foreign: .*c\.txt/u),
    ]);
  });

  it('says too which of its pages, and of the files beside them, could not be read', async () => {
    const page = (text: string) =>
      utf8(`<html><meta charset="utf-8"><body><h1>水头镇推进共富</h1><p>${text}</p></body></html>`);
    const text = '本报讯 昨天上午，水头镇召开推进会，要求把好事办好、实事办实。'.repeat(4);
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 48, 48, 48, 48);
    const { documents, refused } = await read({
      'a.html': page(`${text}<img src="images/a.png">`),
      'b.html': utf8('<html><body></body></html>'),
      'blocked.html': utf8('<html><h2>环境异常</h2><p>完成验证后即可继续访问。</p></html>'),
      'images/a.png': png,
      'p.png': png,
      'r.xml': utf8('<rss version="2.0"><channel><title>今日平阳</title></channel></rss>'),
      'style.css': utf8('p { margin: 0 }'),
    });
    expect(documents).toHaveLength(1);
    expect(refused.map(({ source, fault }) => [source, fault])).toEqual([
      ['blocked.html', 'gated'],
      ['b.html', 'empty'],
      ['p.png', expect.any(String)],
      ['r.xml', 'empty'],
    ]);
  });

  it('in a ZIP is opened, and one more in that is not', async () => {
    const inner = zipSync({ 'pingyang-2025-01-09.md': markdown });
    const { documents } = await read({ 'january.zip': inner });
    expect(documents.map(({ raw }) => saidBy(parseIssue(raw)))).toEqual([said]);
    const three = read({ 'year.zip': zipSync({ 'january.zip': inner }) });
    expect(await refusal(three)).toMatch(/^binary: .*too deep/u);
  });

  it('that unpacks without end is refused, by itself or by the archives in it', async () => {
    const zeros = new Uint8Array(20_000_000);
    expect(await refusal(read({ 'a.md': zeros }))).toMatch(/^long: .*100 times its size/u);
    const bombs = { 'a.zip': zipSync({ 'a.md': zeros }), 'b.zip': zipSync({ 'b.md': zeros }) };
    expect(await refusal(read(bombs))).toMatch(/^long: .*100 times its size/u);
  });

  it('has no more room for all archives in it than for one', async () => {
    // Each of them alone is small enough, and no bomb.
    const inner = zipSync({ 'a.txt': utf8(fill(3_000_000)) });
    const names = Array.from({ length: 40 }, (_, at) => `${at}.zip`);
    const { documents, refused } = await read(
      Object.fromEntries(names.map((name) => [name, [inner, { level: 0 }]])),
    );
    const size = documents.reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(size).toBeGreaterThan(90 * 1024 * 1024);
    expect(size).toBeLessThanOrEqual(100 * 1024 * 1024);
    expect(refused.length).toBe(40 - documents.length);
    for (const { message } of refused) expect(message).toMatch(/unpacks to more than 100 MB/u);
  });
});

/** So many bytes of text that packs to a thirtieth. */
function fill(size: number): string {
  let text = '';
  for (let line = 1; text.length < size / 3; line += 1)
    text += `第${line}条　平阳县人民代表大会常务委员会决定任命下列人员，自公布之日起施行。\n`;
  return text;
}

const EPAPER = join(FIXTURES, 'epaper/founder-gb18030');

/** A folder's files as somebody would zip it. */
function zippable(dir: string): Zippable {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'expected.json')
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((path) => [relative(dirname(dir), path), Uint8Array.from(readFileSync(path))]),
  );
}

describe('a ZIP of a saved e-paper', () => {
  it('is one issue, whose document is its pages and reads the same again', async () => {
    const { documents } = await read(zippable(EPAPER));
    expect(documents.map(({ raw, mediaType }) => [raw.carrier, mediaType])).toEqual([
      ['html', 'application/zip'],
    ]);
    const [site] = documents;
    const expected = JSON.parse(readFileSync(join(EPAPER, 'expected.json'), 'utf8'));
    const titles = expected.items.map(({ title }: { title: string }) => title);
    expect(site && parseIssue(site.raw).items.map(({ title }) => title)).toEqual(titles);
    const bytes = site?.bytes ?? new Uint8Array();
    const again = (await readDocuments({ name: 'issues.zip', bytes })).documents;
    expect(again.map(({ raw, sha256 }) => [raw.text, sha256])).toEqual([
      [site?.raw.text, site?.sha256],
    ]);
  });
});
