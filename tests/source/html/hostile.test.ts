import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeHtml,
  isHtml,
  linksOf,
  type Page,
  readHtml,
} from '../../../src/source/html/index.ts';
import { SourceError } from '../../../src/source/source-error.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { aPage, linesOf, loadSite, readOne } from './sites.ts';

const label = (encoding: string) =>
  `<html><meta http-equiv="Content-Type" content="text/html; charset=${encoding}">`;
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
// 黄㙍: the second letter needs four bytes.
const NAME_IN_GB18030 = [0xbb, 0xc6, 0x82, 0x30, 0xfc, 0x37];

describe('a page’s encoding', () => {
  it.each(['gb2312', 'gbk', 'x-gbk', 'GB_2312-80', 'utf-8', 'big5?'])(
    'is GB18030 under the label %s',
    (encoding) => {
      const bytes = Uint8Array.from([
        ...ascii(label(encoding)),
        ...NAME_IN_GB18030,
        ...ascii('</html>'),
      ]);
      expect(decodeHtml(bytes)).toContain(
        new TextDecoder('gb18030').decode(Uint8Array.from(NAME_IN_GB18030)),
      );
    },
  );

  it('is UTF-8 where its bytes are, whatever the label says', () => {
    expect(decodeHtml(new TextEncoder().encode(`${label('gb2312')}平阳`))).toContain('平阳');
  });

  it('is Big5 under its label', () => {
    expect(
      decodeHtml(Uint8Array.from([...ascii(label('big5')), 0xa5, 0xad, 0xb6, 0xa7])),
    ).toContain('平陽');
  });

  it.each([
    [
      'GB18030',
      '任命王芳为临溪县民政局局长',
      'beadd1d0bebfbef6b6a8a3acc8cec3fccdf5b7bcceaac1d9cfaacfd8c3f1d5febed6bed6b3a4a3ac',
    ],
    [
      'Big5',
      '任命王芳為臨溪縣民政局局長',
      'b867ace3a873a84da977a141a5f4a952a4fdaadaacb0c17bb7cbbfa4a5c1ac46a7bda7bdaaf8a141',
    ],
  ])('is %s under the label Big5 where its letters are those of a text', (_, said, hex) => {
    const bytes = Buffer.concat([Buffer.from(label('big5')), Buffer.from(hex, 'hex')]);
    expect(decodeHtml(bytes)).toContain(said);
  });

  it('is UTF-8 where a letter was lost on the way', () => {
    const bytes = new TextEncoder().encode(`${label('utf-8')}${'平阳县公报'.repeat(100)}`);
    expect(decodeHtml(bytes.subarray(0, -1))).toContain('平阳县公报平阳');
  });

  it('is no encoding for random bytes with zeros', () => {
    expect(decodeHtml(new Uint8Array(500))).toBeUndefined();
  });
});

describe('a page is known as one', () => {
  it.each([
    '<!DOCTYPE html>',
    '\ufeff<html>',
    '<!-- 版权 -->\n<HTML lang=zh>',
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML">',
    '<META charset=gb2312>',
  ])('by %s', (beginning) => {
    expect(isHtml(new TextEncoder().encode(beginning))).toBe(true);
  });

  it.each(['平阳 <html>', '# 公告\n<p>', '<?xml version="1.0"?><rss>', '<headline>', ''])(
    'and not by %s',
    (text) => {
      expect(isHtml(new TextEncoder().encode(text))).toBe(false);
    },
  );

  it('whatever encoding its first words are in', () => {
    for (const { bytes } of loadSite('founder-gb18030')) expect(isHtml(bytes)).toBe(true);
  });
});

/** An issue, or one clear line; nothing else may come of any bytes. */
function readSafely(pages: readonly Page[]): void {
  try {
    for (const { raw } of readHtml(pages)) {
      const { text, marks = [] } = raw;
      const isApart = marks.every(({ span }, index) => span[0] >= (marks[index - 1]?.span[1] ?? 0));
      const isWhole = marks.every(({ span }) => text.charAt(span[1]) === '\n' && span[1] > span[0]);
      expect([isApart, isWhole]).toEqual([true, true]);
    }
    for (const page of pages) linksOf(page);
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
  }
}

describe('pages nobody should have sent', () => {
  it('random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) =>
        readSafely([{ address: 'a.html', bytes }]),
      ),
      { numRuns: 100 },
    );
  });

  it('the pages of a site with parts cut out, doubled and mixed', () => {
    const pages = loadSite('layout-utf8');
    const cut = fc.record({
      page: fc.nat(pages.length - 1),
      from: fc.nat(3_000),
      to: fc.nat(3_000),
      with: fc.nat(pages.length - 1),
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 6 }), (cuts) => {
        const broken = [...pages];
        for (const { page, from, to, with: other } of cuts) {
          const [one, two] = [broken[page]?.bytes ?? [], broken[other]?.bytes ?? []];
          const bytes = Uint8Array.from([...one.slice(0, from), ...two.slice(to)]);
          broken[page] = { address: broken[page]?.address ?? '', bytes };
        }
        readSafely(broken);
      }),
      { numRuns: 60 },
    );
  });

  it('addresses of any kind', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (address, link) => {
        readSafely([
          aPage(
            `<html><base href="${link}"><a href="${link}">某</a><h1>任免名单</h1><founder-content>正文。</founder-content>`,
            address,
          ),
        ]);
      }),
      { numRuns: 200 },
    );
  });

  it('text that looks like tags or marks stays text', () => {
    const [, , body] = linesOf(
      readOne(
        aPage(
          '<html><h1>任免名单</h1><founder-content><p>第一。</p><p>&lt;b&gt;# 张三&lt;/b&gt; &amp;nbsp;</p></founder-content>',
        ),
      ),
    );
    expect(body).toEqual(['body', '<b># 张三</b> &nbsp;']);
  });

  const many = 50_000;
  it.each([
    ['tags without end', '<div>'.repeat(many)],
    ['paragraphs without end', '<p>文'.repeat(many)],
    ['comments without end', `${'<!--enpcontent-->'.repeat(many)}文`],
    ['open comments', '<!--'.repeat(many)],
    ['advertisements', '<!--advertisement code begin-->'.repeat(many)],
    ['facts', `<!--enpproperty ${'<founder-title>'.repeat(many)}`],
    ['tables in tables', '<table><tr><td>'.repeat(330)],
    ['spaces', `<p>文${' '.repeat(many * 5)}\n</p>`.repeat(3)],
    ['attributes', `<p ${'a="b" '.repeat(many)}>`],
    ['scripts', `<script>${'location.href='.repeat(many)}</script>`],
    ['brackets', `<title>${'>'.repeat(many)}${'<'.repeat(many)}`],
    ['links', '<a href="content_1.htm">文</a>'.repeat(many / 2)],
    ['lines', `<founder-content>${'文字。<br>'.repeat(many)}</founder-content>`],
  ])('%s take no longer than their length', async (_, html) => {
    const spent = await cpuTime(() => readSafely([aPage(`<html>${html}`)]));
    expect(spent).toBeLessThan(5_000);
  });
});
