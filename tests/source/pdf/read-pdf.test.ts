import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/domain/index.ts';
import { parseIssue } from '../../../src/parse/index.ts';
import { readPdf } from '../../../src/source/pdf/index.ts';
import { fingerprintOf } from '../../../src/store/archive/identity.ts';
import { pdfOf, setColumns } from './typeset.ts';

const fixture = (name: string) => new URL(`../../fixtures/${name}`, import.meta.url);
const bytesOf = (name: string) => new Uint8Array(readFileSync(fixture(`pdf/${name}`)));
const read = async (name: string) => (await readPdf({ name, bytes: bytesOf(name) })).raw;

const expected: { readonly items: readonly Record<string, string | null>[] } = JSON.parse(
  readFileSync(fixture('pdf/expected.json'), 'utf8'),
);

const typed = parseIssue({
  name: 'pingyang-2025-01-09.md',
  carrier: 'markdown',
  text: readFileSync(fixture('pingyang-2025-01-09/pingyang-2025-01-09.md'), 'utf8'),
});

const PAGES = ['two-column.pdf', 'two-column-rows.pdf', 'broadsheet.pdf'];
const tight = (text: string | null | undefined) => text?.replace(/\s/gu, '') ?? null;
const heads = (items: readonly Item[]) =>
  items.map(({ kind, title, subtitle, byline }) => ({
    kind,
    title: tight(title),
    subtitle,
    byline,
  }));

describe.each(PAGES)('%s', (name) => {
  it('holds the six articles of the page, in the order they are read', async () => {
    const { items } = parseIssue(await read(name));
    const wanted = expected.items.map(({ kind, title, subtitle, byline }) => ({
      kind,
      title: tight(title),
      // A number and a passed-by line are no subtitle.
      subtitle: subtitle?.startsWith('(') ? null : subtitle,
      byline,
    }));
    expect(heads(items)).toEqual(wanted);
  });

  it('says letter for letter what the typed copy says, so that nothing is told twice', async () => {
    const { items } = parseIssue(await read(name));
    expect(items.map(fingerprintOf)).toEqual(typed.items.map(fingerprintOf));
  });

  it('knows paper and day from the page head, and keeps head and foot out of the text', async () => {
    const { imprint, text, carrier } = await read(name);
    expect(carrier).toBe('pdf');
    expect(imprint).toEqual({ publication: '平阳样报', date: '2025-01-10', number: null });
    expect(text).not.toMatch(/平阳样报|星期五|责任编辑|新闻热线/u);
  });

  it('gives the letters a search finds, and no radicals', async () => {
    expect((await read(name)).text).not.toMatch(/[\u2e80-\u2fdf]/u);
  });
});

describe('a page of pictures among printed pages', () => {
  const printed = {
    width: 500,
    height: 700,
    words: setColumns(
      [
        {
          title: '县委召开常委会会议',
          paragraphs: Array(9).fill('会议强调，要坚持以人民为中心。'),
        },
      ],
      { left: 40, top: 60, count: 2, measure: 18, depth: 20, size: 10, gutter: 20 },
    ),
  };
  const picture = { width: 500, height: 700, words: [], isPicture: true };
  const empty = { width: 500, height: 700, words: [] };

  it('is named, and the others are read', async () => {
    const bytes = pdfOf([printed, picture, empty, picture]);
    const { raw, refused } = await readPdf({ name: 'paper.pdf', bytes });
    expect(raw.text).toContain('坚持以人民为中心');
    expect(refused.map(({ source, fault }) => ({ source, fault }))).toEqual([
      { source: 'paper.pdf, page 2, 4', fault: 'scan' },
    ]);
  });

  it('is not missed where there is none', async () => {
    const { refused } = await readPdf({ name: 'paper.pdf', bytes: pdfOf([printed, empty]) });
    expect(refused).toEqual([]);
  });
});
