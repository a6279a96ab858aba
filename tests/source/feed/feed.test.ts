import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../../src/parse/index.ts';
import { isFeed, openFeed, readFeed } from '../../../src/source/feed/index.ts';
import { readDocuments, SourceError } from '../../../src/source/index.ts';
import { parseText, SAMPLE, saidBy } from '../../parse/expected.ts';
import { cpuTime } from '../../support/cpu-time.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const entriesOf = (text: string, name = 'feed.xml') =>
  openFeed({ name, bytes: utf8(text) }).then(({ entries }) => entries);
const issuesOf = (text: string) => readFeed({ name: 'feed.xml', bytes: utf8(text) });
const LONG = '昨天上午，水头镇召开共富工坊建设推进会，要求把好事办好、实事办实。';
const rss = (items: string, channel = '') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>今日平阳</title><link>https://paper.example/</link>${channel}${items}</channel></rss>`;
const item = (date: string, title = '水头镇推进共富', text = `<p>${LONG}</p>`) =>
  `<item><title>${title}</title><link>/a/${title}</link><pubDate>${date}</pubDate><content:encoded><![CDATA[${text}]]></content:encoded></item>`;

/** The sample issue as a feed: an entry an article, its text as web pages have it. */
const SAMPLE_FEED = rss(
  SAMPLE.split(/^# /gmu)
    .map((article) => article.trim())
    .filter((article) => article !== '')
    .map((article) => {
      const [title = '', ...blocks] = article.split(/\n{2,}/u);
      // A feed has one title: the body's name above a decision is left to its signature.
      return blocks[0]?.startsWith('## 关于')
        ? { title: blocks[0].slice(3), blocks: blocks.slice(1) }
        : { title, blocks };
    })
    .map(({ title, blocks }) =>
      item(
        'Thu, 09 Jan 2025 08:00:00 +0800',
        title,
        blocks
          .map((block) => block.replace(/ *\n/gu, '<br/>'))
          .map((block) => block.replace(/^## (.*)$/u, '<strong>$1</strong>'))
          .map((block) => `<p>&nbsp;&nbsp;&nbsp;&nbsp;${block}</p>`)
          .join('\n'),
      ),
    )
    .join('\n'),
);

describe('the sample issue as a feed', () => {
  it('says the same as in markdown', async () => {
    const [issue, ...others] = await issuesOf(SAMPLE_FEED);
    expect(others).toEqual([]);
    expect(issue?.raw).toMatchObject({
      carrier: 'feed',
      imprint: { publication: '今日平阳', date: '2025-01-09', number: null },
    });
    const said = saidBy(parseIssue(issue?.raw ?? { name: '', carrier: 'feed', text: '' }));
    expect(said).toEqual(saidBy(parseText('pingyang-2025-01-09.md', SAMPLE)));
  });

  it('is kept as a feed of its day, which says the same when it is read again', async () => {
    const [issue] = await issuesOf(SAMPLE_FEED);
    expect(issue?.mediaType).toBe('application/feed+json');
    const bytes = issue?.bytes ?? new Uint8Array();
    expect(isFeed(bytes)).toBe(true);
    const [again] = await readFeed({ name: 'feed.xml', bytes });
    expect(again?.raw).toEqual(issue?.raw);
    expect(again?.sha256).toBe(issue?.sha256);
  });
});

describe('a feed is known by how it begins', () => {
  it.each([
    ['RSS 2.0', rss('')],
    [
      'RSS 0.91 with a document type',
      '<?xml version="1.0"?>\n<!DOCTYPE rss SYSTEM "a.dtd">\n<rss version="0.91">',
    ],
    ['RSS 1.0', '<rdf:RDF xmlns="http://purl.org/rss/1.0/">'],
    [
      'Atom after a stylesheet and a comment',
      '\ufeff<?xml-stylesheet href="a"?><!-- > --><feed xmlns="a">',
    ],
    ['JSON Feed', '{"title":"今日平阳","items":[],"version":"https://jsonfeed.org/version/1"}'],
  ])('%s', (_, text) => {
    expect(isFeed(utf8(text))).toBe(true);
    expect(isFeed(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(true);
  });

  it.each(['<html><body>rss', '平阳县公报', '{"a":1}', '<rssx>', '# <rss>', ''])(
    '%s is none',
    (text) => {
      expect(isFeed(utf8(text))).toBe(false);
    },
  );
});

describe('an entry', () => {
  it('is told in the same words by every kind of feed', async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://paper.example/"><title>今日平阳</title><link rel="self" href="feed"/><entry><title type="html">水头镇&lt;b&gt;推进共富&lt;/b&gt;</title><link rel="enclosure" href="p.jpg"/><link href="a/1"/><published>2025-01-09T00:30:00Z</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>${LONG}</p></div></content></entry></feed>`;
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="x"><title>今日平阳</title><link>https://paper.example/</link></channel><item><title>水头镇推进共富</title><link>https://paper.example/a/1</link><dc:date>2025-01-09</dc:date><content:encoded>&lt;p&gt;${LONG}&lt;/p&gt;</content:encoded></item></rdf:RDF>`;
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: '今日平阳',
      home_page_url: 'https://paper.example/',
      items: [
        {
          id: '1',
          url: 'a/1',
          title: '水头镇推进共富',
          date_published: '2025-01-09T23:59:59+08:00',
          content_html: `<p>${LONG}</p>`,
        },
      ],
    });
    const plain = rss(item('Thu, 09 Jan 2025 10:00:00 GMT').replace(/\/a\/[^<]*/u, 'a/1'));
    for (const feed of [atom, rdf, json, plain]) {
      expect(await entriesOf(feed)).toEqual([
        {
          link: 'https://paper.example/a/1',
          title: '水头镇推进共富',
          date: '2025-01-09',
          html: `<p>${LONG}</p>`,
          isWhole: true,
        },
      ]);
    }
  });

  it.each([
    // Without a zone it is China's day, whatever the clock of this machine says.
    ['2025-01-10', '2025-01-10'],
    ['2025-01-10 08:00', '2025-01-10'],
    ['2025-01-10 00:30:00', '2025-01-10'],
    ['2025年1月10日 23:59', '2025-01-10'],
    ['2025/1/10 7:05:00', '2025-01-10'],
    ['Fri, 10 Jan 2025 00:05:00', '2025-01-10'],
    // With a zone it is the day it then was in China.
    ['2025-01-09T20:00:00Z', '2025-01-10'],
    ['2025-01-09T15:59:59.999Z', '2025-01-09'],
    ['Thu, 09 Jan 2025 16:00:00 GMT', '2025-01-10'],
    ['Thu, 9 Jan 25 16:00 +0000', '2025-01-10'],
    ['Thu, 09 Jan 2025 20:00:00 -0500', '2025-01-10'],
    ['Fri, 10 Jan 2025 00:30:00 +0900', '2025-01-09'],
    ['Fri Jan 10 00:30:00 CST 2025', '2025-01-10'],
    ['2025-12-31T23:00:00+01:00', '2026-01-01'],
    // What is no date is none.
    ['2025-02-30', null],
    ['yesterday', null],
    ['', null],
  ])('of %s is of %s', async (printed, day) => {
    expect((await entriesOf(rss(item(printed))))[0]?.date).toBe(day);
  });

  it("without a date is of the feed's day", async () => {
    const updated = '<lastBuildDate>2025-01-11 09:00</lastBuildDate>';
    expect((await entriesOf(rss(item(''), updated)))[0]?.date).toBe('2025-01-11');
  });

  it('is whole if its text is there, and not where a teaser leads on', async () => {
    const described = async (text: string) =>
      (await entriesOf(rss(`<item><title>题</title><description>${text}</description></item>`)))[0]
        ?.isWhole;
    expect(await described(LONG)).toBe(false);
    expect(await described(LONG.repeat(10))).toBe(true);
    expect(await described(`${LONG.repeat(10)}……`)).toBe(false);
    expect(await described(`${LONG.repeat(10)} [阅读全文]`)).toBe(false);
    // Short, but in several paragraphs; a line that names the source is none.
    expect(await described('<![CDATA[<p>经研究决定：</p><p>任命周明远为局长。</p>]]>')).toBe(true);
    expect(await described(`<![CDATA[来源：平阳发布<br>${LONG}]]>`)).toBe(false);
    expect(await described('<![CDATA[<p>各乡镇：</p><p>研究决定：</p><p>任命周]]>')).toBe(false);
    const whole = async (text: string) => (await entriesOf(rss(item('', '题', text))))[0]?.isWhole;
    expect(await whole(`<p>${LONG}</p>`)).toBe(true);
    expect(await whole('<img src="a.jpg">')).toBe(false);
    expect(await whole(`<p>${LONG}</p><a href="/">查看全文&gt;&gt;</a>`)).toBe(false);
  });

  it('leads to a page of the web or nowhere', async () => {
    const linked = async (link: string) =>
      (await entriesOf(rss(`<item><title>题</title><link>${link}</link></item>`)))[0]?.link;
    expect(await linked('a.htm')).toBe('https://paper.example/a.htm');
    expect(await linked('//other.example/a')).toBe('https://other.example/a');
    expect(await linked('javascript:alert(1)')).toBeNull();
    expect(await linked('file:///etc/passwd')).toBeNull();
    expect(await linked('http://[')).toBeNull();
  });
});

describe('a feed', () => {
  it('is an issue a day', async () => {
    const issues = await issuesOf(
      rss(
        item('2025-01-10', '甲事办好了') +
          item('2025-01-09', '乙事办好了') +
          item('2025-01-10', '丙事办好了'),
      ),
    );
    expect(issues.map(({ raw }) => [raw.imprint?.date, raw.text.match(/^# .*/gmu)])).toEqual([
      ['2025-01-10', ['# 甲事办好了', '# 丙事办好了']],
      ['2025-01-09', ['# 乙事办好了']],
    ]);
    expect(new Set(issues.map(({ sha256 }) => sha256)).size).toBe(2);
  });

  it('damaged by one byte loses one letter', async () => {
    const [head = '', tail = ''] = rss(item('', '水头镇推进共富', `<p>${LONG}｜</p>`)).split('｜');
    const bytes = Uint8Array.from([...utf8(head), 0xff, ...utf8(tail)]);
    const { entries } = await openFeed({ name: 'feed.xml', bytes });
    expect(entries.map(({ title }) => title)).toEqual(['水头镇推进共富']);
  });

  it('in GB18030 is read whatever its prologue says of it', async () => {
    // «平阳» in GB18030.
    const bytes = (encoding: string) =>
      Buffer.concat([
        Buffer.from(
          `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0"><channel><title>`,
        ),
        Buffer.from([0xc6, 0xbd, 0xd1, 0xf4]),
        Buffer.from('</title><item><title>'),
        Buffer.from([0xc6, 0xbd, 0xd1, 0xf4]),
        Buffer.from('</title></item></channel></rss>'),
      ]);
    for (const encoding of ['gb2312', 'GBK', 'utf-8', 'nonsense']) {
      const {
        entries: [entry],
      } = await openFeed({ name: 'feed.xml', bytes: bytes(encoding) });
      expect(entry?.title).toBe('平阳');
    }
  });

  it('with broken markup in its entries goes on', async () => {
    const [issue] = await issuesOf(
      rss(
        `<item><title>甲事 & 乙事</title><pubDate>2025-01-10</pubDate><description>第一段<br>&nbsp;&nbsp;第二段<p>${LONG.repeat(9)}</description></item>${item('2025-01-10', '丙事\u0008办好了')}`,
      ),
    );
    expect(issue?.raw.text).toBe(
      `# 甲事 & 乙事\n\n第一段\n第二段\n\n${LONG.repeat(9)}\n\n# 丙事办好了\n\n${LONG}\n`,
    );
  });

  it('shows what a reader would see: paragraphs, headings, tables, the words under pictures', async () => {
    const [issue] = await issuesOf(
      rss(
        item(
          '2025-01-10',
          '题目在此',
          `<style>p{}</style><h1>题目在此</h1><div>　　第一<span>段</span>，<!-- x -->在此。</div><p><strong>小标题</strong></p>
           <figure><img src="a"><figcaption>工坊一角</figcaption></figure># 不是标题<br><br/>又一段
           <table><tr><td>姓名</td><td>职务</td></tr><tr><td><p>江一帆</p></td><td>教育局|局长</td></tr></table>`,
        ),
      ),
    );
    expect(issue?.raw.text).toBe(
      '# 题目在此\n\n第一段，在此。\n\n## 小标题\n\n工坊一角\n\n不是标题\n\n又一段\n\n| 姓名 | 职务 |\n| 江一帆 | 教育局/局长 |\n',
    );
    const marked = issue?.raw.marks?.map(({ span, role }) => [role, issue.raw.text.slice(...span)]);
    expect(marked).toEqual([
      ['title', '# 题目在此'],
      ['section', '## 小标题'],
      ['caption', '工坊一角'],
    ]);
  });
});

const refusal = async (bytes: Uint8Array) => {
  const error = await readDocuments({ name: 'feed.xml', bytes }).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(SourceError);
  return error instanceof SourceError ? `${error.fault}: ${error.message}` : '';
};

describe('a feed that cannot be read is refused in one line', () => {
  it.each([
    ['cut short', rss(item('2025-01-10')).slice(0, -60), /^damaged: /u],
    ['without entries', rss(''), /^empty: .*without entries/u],
    [
      'of summaries only',
      rss(`<item><title>题</title><description>${LONG}</description></item>`),
      /^empty: .*whole article/u,
    ],
    ['of more entries than an issue', rss(item('2025-01-10').repeat(2_001)), /^long: /u],
    ['in broken JSON', '{"version":"https://jsonfeed.org/version/1",', /^damaged: /u],
  ])('%s', async (_, text, reason) => {
    expect(await refusal(utf8(text))).toMatch(reason);
  });

  it('its entities stay words: they are never multiplied', async () => {
    const names = [...'abcdefghij'];
    const entities = names
      .map((name, at) => `<!ENTITY ${name} "${at === 0 ? '哈' : `&${names[at - 1]};`.repeat(10)}">`)
      .join('');
    const [entry] = await entriesOf(
      `<!DOCTYPE rss [${entities}]>${rss(item('', '题&j;')).slice(21)}`,
    );
    expect(entry?.title.length).toBeLessThan(10);
  });

  it('however deep, long or unclosed its markup is, in time that grows with its length', async () => {
    const deep = '<b>'.repeat(100_000) + LONG + '</i>'.repeat(100_000);
    const angles = '<a'.repeat(300_000) + LONG;
    const lists = '<li><dd>'.repeat(50_000) + LONG;
    const spent = await cpuTime(async () => {
      for (const text of [deep, angles, lists]) {
        const [entry] = await entriesOf(rss(item('2025-01-10', '题目', text)));
        expect(entry?.title).toBe('题目');
      }
    });
    expect(spent).toBeLessThan(5_000);
  });

  it('or read, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.nat(600),
        async (noise, at) => {
          const whole = rss(item('2025-01-10'));
          const bytes = utf8(whole.slice(0, at) + noise + whole.slice(at));
          try {
            for (const { raw } of await readFeed({ name: 'feed.xml', bytes })) {
              expect(
                raw.marks?.every(({ span: [from, to] }) => from < to && to <= raw.text.length),
              ).toBe(true);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(SourceError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
