import { expect, it } from 'vitest';
import { readIssues } from '../../../src/pipeline/read-issues.ts';
import { fetchFeed } from '../../../src/source/crawl/index.ts';
import { clientOf, failureOf, paper, pathsOf } from './paper.ts';

const WHOLE = `本报讯（记者 王芳）${'昨天下午，县人大常委会召开第二十二次会议，会议票决通过了有关人事任免事项。'.repeat(12)}`;

function rss(items: readonly { readonly link: string; readonly text: string }[]): string {
  const entries = items.map(
    ({ link, text }) =>
      `<item><title>县人大常委会召开会议</title><link>${link}</link><pubDate>Fri, 10 Jan 2025 08:00:00 +0800</pubDate><description><![CDATA[${text}]]></description></item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>平阳样报</title>${entries.join('')}</channel></rss>`;
}

const ARTICLE = `<html><head><meta charset="utf-8"></head><body><h1>公告</h1><p>${WHOLE}</p></body></html>`;

/** A feed of one whole entry and two summaries. */
async function site() {
  const served = await paper((path) => {
    if (path.startsWith('/news/')) return ARTICLE;
    const link = (name: string) => `${served.origin}/news/${name}.htm`;
    return path === '/feed.xml'
      ? rss([
          { link: link('whole'), text: WHOLE },
          { link: link('one'), text: '县人大…' },
          { link: link('two'), text: '县政协…' },
        ])
      : undefined;
  });
  return served;
}

it('a feed comes with the articles it only points to', async () => {
  const served = await site();
  const fetched = await fetchFeed(clientOf(served), `${served.origin}/feed.xml`, () => false);
  if (fetched.kind !== 'feed') throw new Error(fetched.kind);
  expect(fetched.feed?.name).toBe(`${served.origin}/feed.xml`);
  expect(pathsOf(fetched.pages)).toEqual(['/news/one.htm', '/news/two.htm']);
  expect(fetched.missing).toEqual([]);
});

it('an article that was seen is not fetched again, nor a feed that did not change', async () => {
  const served = await site();
  const [client, address] = [clientOf(served), `${served.origin}/feed.xml`];
  const fetched = await fetchFeed(client, address, (link) => link.endsWith('one.htm'));
  if (fetched.kind !== 'feed') throw new Error(fetched.kind);
  expect(pathsOf(fetched.pages)).toEqual(['/news/two.htm']);
  const again = await fetchFeed(client, address, () => false, { marks: fetched.marks });
  expect(again).toEqual({ kind: 'unchanged' });
});

it('a link into a private network is not followed, though the feed itself is there', async () => {
  const links = ['http://169.254.169.254/a.htm', 'http://10.0.0.1/b.htm', 'file:///etc/passwd'];
  const served = await paper((path) =>
    path === '/feed.xml' ? rss(links.map((link) => ({ link, text: '县人大…' }))) : undefined,
  );
  const fetched = await fetchFeed(clientOf(served), `${served.origin}/feed.xml`, () => false);
  if (fetched.kind !== 'feed') throw new Error(fetched.kind);
  expect(fetched.pages).toEqual([]);
  expect(fetched.missing.map(({ isPassing }) => isPassing)).toEqual(
    fetched.missing.map(() => false),
  );
});

it('a page in place of a feed is told', async () => {
  const served = await paper(() => ARTICLE);
  const error = await failureOf(fetchFeed(clientOf(served), served.origin, () => false));
  expect(error.message).toMatch(/it is no feed\.$/u);
});

it('a linked page without a day or a paper of its own is of those the feed says', async () => {
  const served = await paper((path) =>
    path === '/feed.xml'
      ? rss([{ link: `${served.origin}/news/one.htm`, text: '县人大…' }])
      : ARTICLE.replace('</p>', '</p><p>会议任命孙建国为平阳县副县长。</p>'),
  );
  const fetched = await fetchFeed(clientOf(served), `${served.origin}/feed.xml`, () => false);
  if (fetched.kind !== 'feed') throw new Error(fetched.kind);
  const { issues } = await readIssues({ pages: fetched.pages });
  expect(issues.map(({ issue }) => [issue.publication, issue.date])).toEqual([
    ['平阳样报', '2025-01-10'],
  ]);
  expect(issues.flatMap(({ issue }) => issue.items.flatMap(({ acts }) => acts))).toMatchObject([
    { person: '孙建国', date: '2025-01-09' }, // 昨天
  ]);
  // All there was to read has been: nobody is told that the feed holds no article.
  expect(fetched.feed).toBeNull();
});

it("what a linked page says itself goes before the feed's word", async () => {
  const dated = ARTICLE.replace('<head>', '<head><meta name="PubDate" content="2024-12-30">');
  const served = await paper((path) =>
    path === '/feed.xml' ? rss([{ link: `${served.origin}/a.htm`, text: '县人大…' }]) : dated,
  );
  const fetched = await fetchFeed(clientOf(served), `${served.origin}/feed.xml`, () => false);
  if (fetched.kind !== 'feed') throw new Error(fetched.kind);
  const { issues } = await readIssues({ pages: fetched.pages });
  expect(issues.map(({ issue }) => issue.date)).toEqual(['2024-12-30']);
});
