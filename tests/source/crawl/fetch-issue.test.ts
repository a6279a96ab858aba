import { describe, expect, it } from 'vitest';
import { fetchIssue } from '../../../src/source/crawl/index.ts';
import { readPages } from '../../../src/source/index.ts';
import { type Answer, clientOf, epaper, failureOf, paper, pathsOf } from './paper.ts';

const FOUNDER = '/html/2025-01/10';
const NO_RESTS = { restsMs: [0, 0] };

/** A page list as Founder writes it. */
function list(pages: readonly number[], articles: readonly number[]): string {
  const links = [
    ...pages.map((page) => `<a id=pageLink href=node_${page}.htm>第0${page}版：要闻</a>`),
    ...articles.map((one) => `<a href=content_${one}.htm><div id=mp${one}>标题${one}</div></a>`),
  ];
  return `<html><head><meta charset="utf-8"></head><body><table><tr><td>${links.join('</td></tr>\n<tr><td>')}</td></tr></table></body></html>`;
}

function article(number: number): string {
  return `<html><head><meta charset="utf-8"></head><body><founder-title>标题${number}</founder-title>
<founder-content><!--enpcontent--><P>本报讯（记者 王芳）昨天下午，县人大常委会召开第${number}次会议。</P><!--/enpcontent--></founder-content></body></html>`;
}

/** One page with articles 1 to `count`. */
function onePage(count: number, change: (path: string) => Answer | 'as it is' = () => 'as it is') {
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  return (path: string): Answer => {
    const changed = change(path);
    if (changed !== 'as it is') return changed;
    if (path === `${FOUNDER}/node_1.htm`) return list([1], numbers);
    const number = Number(/content_(\d+)\.htm$/u.exec(path)?.[1]);
    return number >= 1 && number <= count ? article(number) : undefined;
  };
}

describe('an e-paper', () => {
  it('of tables comes whole from its first address, lists before their articles', async () => {
    const site = await paper(epaper('founder-gb18030'));
    const seen: string[] = [];
    const issue = await fetchIssue(clientOf(site), `${site.origin}/paperindex.htm`, {
      onPage: (done, total) => void seen.push(`${done <= total}`),
    });
    if (issue.kind !== 'pages') throw new Error(issue.kind);
    expect(pathsOf(issue.pages)).toEqual(
      [
        'node_1',
        ...['content_1101', 'content_1102', 'content_1103', 'content_1104', 'content_1105'],
        ...['node_2', 'content_1106', 'node_3', 'content_1107', 'node_4'],
      ].map((name) => `${FOUNDER}/${name}.htm`),
    );
    expect(issue.missing).toEqual([]);
    expect(new Set(seen)).toEqual(new Set(['true']));
    expect(seen.length).toBeGreaterThanOrEqual(10);
  });

  it('of the newer kind comes whole, through redirects by markup and by script', async () => {
    const site = await paper(epaper('layout-utf8'));
    const issue = await fetchIssue(clientOf(site), `${site.origin}/index.html`);
    if (issue.kind !== 'pages') throw new Error(issue.kind);
    expect(pathsOf(issue.pages)).toEqual([
      '/pc/layout/202501/10/node_01.html',
      '/pc/content/202501/10/content_1001.html',
      '/pc/content/202501/10/content_1002.html',
      '/pc/content/202501/10/content_1003.html',
      '/pc/layout/202501/10/node_02.html',
      '/pc/content/202501/10/content_1004.html',
      '/pc/layout/202501/10/node_03.html',
      '/pc/content/202501/10/content_1005.html',
      '/pc/content/202501/10/content_1006.html',
      '/pc/content/202501/10/content_1007.html',
    ]);
    expect(site.asked.some((path) => path.includes('/pad/'))).toBe(false);
  });

  it.each([
    ['founder-gb18030', 'paperindex.htm'],
    ['layout-utf8', 'index.html'],
  ])('%s fetched twice is the same document', async (name, start) => {
    const documents = [];
    for (let time = 0; time < 2; time++) {
      const site = await paper(epaper(name));
      const issue = await fetchIssue(clientOf(site), `${site.origin}/${start}`);
      if (issue.kind !== 'pages') throw new Error(issue.kind);
      const local = issue.pages.map(({ address, bytes }) => ({
        address: address.replace(site.origin, 'http://paper.example'),
        bytes,
      }));
      documents.push(readPages(local).documents.map(({ sha256 }) => sha256));
    }
    expect(documents[0]).toHaveLength(1);
    expect(documents[1]).toEqual(documents[0]);
  });

  it.each([
    ['gives entity tags', true],
    ['gives none', false],
  ])('that did not change is not fetched again, where its server %s', async (_, hasTags) => {
    let extra = '';
    const site = await paper(
      epaper('founder-gb18030', (path) =>
        path.endsWith('node_3.htm') && extra !== '' ? extra : 'as it is',
      ),
      hasTags,
    );
    const [client, start] = [clientOf(site), `${site.origin}/paperindex.htm`];
    const first = await fetchIssue(client, start);
    if (first.kind !== 'pages') throw new Error(first.kind);
    const marks = JSON.parse(JSON.stringify(first.marks)) as typeof first.marks;
    const before = site.asked.length;
    expect(await fetchIssue(client, start, { marks })).toEqual({ kind: 'unchanged' });
    expect(site.asked.slice(before).filter((path) => path.includes('content'))).toEqual([]);

    extra = list([1, 2, 3, 4], [1107, 1106]);
    const third = await fetchIssue(client, start, { marks });
    expect(third.kind).toBe('pages');
  });

  it('leads neither to other hosts nor to other days', async () => {
    const site = await paper(
      onePage(1, (path) =>
        path === `${FOUNDER}/node_1.htm`
          ? `${list([1], [1])}<a id=pageLink href="../../2025-01/09/node_1.htm">上一期</a>
             <a href="http://10.0.0.1/html/2025-01/10/content_9.htm">标题</a>
             <a href="//169.254.169.254/html/2025-01/10/content_9.htm">标题</a>
             <a href="javascript:void(0)">标题</a>`
          : 'as it is',
      ),
    );
    const issue = await fetchIssue(clientOf(site), `${site.origin}${FOUNDER}/node_1.htm`);
    if (issue.kind !== 'pages') throw new Error(issue.kind);
    expect(pathsOf(issue.pages)).toEqual([`${FOUNDER}/node_1.htm`, `${FOUNDER}/content_1.htm`]);
    expect(issue.missing).toEqual([]);
  });

  it('whose pages name ever more pages is given up at the limit', async () => {
    const site = await paper((path) => {
      const page = Number(/node_(\d+)\.htm$/u.exec(path)?.[1]);
      return page ? list([page * 2, page * 2 + 1], []) : undefined;
    });
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    const error = await failureOf(fetchIssue(clientOf(site), start));
    expect(error.fault).toBe('large');
    expect(site.asked.length).toBeLessThan(2_010);
  }, 60_000);
});

describe('an issue without measure', () => {
  it('is given up at 100 MB, though none of its pages is too large', async () => {
    const body = `<html>${'a'.repeat(24 * 1024 * 1024)}</html>`;
    const site = await paper(
      onePage(9, (path) => (path.includes('content') ? { status: 200, body } : 'as it is')),
    );
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    const error = await failureOf(fetchIssue(clientOf(site), start));
    expect(error.fault).toBe('large');
    expect(site.asked.filter((path) => path.includes('content'))).toHaveLength(5);
  });
});

describe('a page without measure', () => {
  it('is not searched for links: everybody else would wait for it', async () => {
    const body = list([1], [1]).replace('</body>', `${'<p>a</p>'.repeat(3_000_000)}</body>`);
    const site = await paper(
      onePage(1, (path) => (path.includes('node') ? { status: 200, body } : 'as it is')),
    );
    const error = await failureOf(
      fetchIssue(clientOf(site), `${site.origin}${FOUNDER}/node_1.htm`),
    );
    expect(error.fault).toBe('not-a-page');
    expect(site.asked).toEqual(['/robots.txt', `${FOUNDER}/node_1.htm`]);
  });
});

describe('a page that leads on', () => {
  const shells: readonly [string, (to: string) => string][] = [
    [
      'meta',
      (to) => `<html><head><meta http-equiv="refresh" content="0; url=${to}"></head></html>`,
    ],
    [
      'script',
      (to) => `<html><body><script>window.location.href = "${to}";</script></body></html>`,
    ],
    [
      'delayed script',
      (to) =>
        `<html><body><script>setTimeout("javascript:location.href='${to}'", 10)</script></body></html>`,
    ],
    ['noscript', (to) => `<html><body><noscript><a href="${to}">进入</a></noscript></body></html>`],
  ];

  it.each(shells)('by %s is followed', async (_, shell) => {
    const site = await paper(
      onePage(1, (path) => (path === '/' ? shell('html/2025-01/10/node_1.htm') : 'as it is')),
    );
    const issue = await fetchIssue(clientOf(site), site.origin);
    expect(issue.kind === 'pages' && pathsOf(issue.pages)).toEqual([
      `${FOUNDER}/node_1.htm`,
      `${FOUNDER}/content_1.htm`,
    ]);
  });

  it('to a reader without scripts leads to its own site, whatever else he may click on', async () => {
    const other = '<a href="http://beian.miit.gov.cn/">备案</a>';
    const shell = `<html><body><noscript>${other}<a href="html/2025-01/10/node_1.htm">进入</a></noscript></body></html>`;
    const site = await paper(onePage(1, (path) => (path === '/' ? shell : 'as it is')));
    const issue = await fetchIssue(clientOf(site), site.origin);
    expect(issue.kind === 'pages' && issue.pages).toHaveLength(2);
  });

  it.each(shells)('by %s round and round is left', async (_, shell) => {
    const site = await paper((path) => shell(path === '/a.htm' ? '/b.htm' : '/a.htm'));
    const error = await failureOf(fetchIssue(clientOf(site), `${site.origin}/a.htm`));
    expect(error.fault).toBe('redirects');
    expect(site.asked.filter((path) => path !== '/robots.txt')).toHaveLength(5);
  });

  it.each(shells)('by %s into a private network is not followed', async (_, shell) => {
    for (const inside of [
      'http://169.254.169.254/x.htm',
      'http://[::1]/x.htm',
      'http://in.example/x.htm',
    ]) {
      const site = await paper(() => shell(inside));
      const error = await failureOf(fetchIssue(clientOf(site), site.origin));
      expect(['refused-address', 'not-a-page']).toContain(error.fault);
    }
  });

  it('does so no more once there is something on it: its script is for telephones', async () => {
    const site = await paper(
      onePage(1, (path) =>
        path === `${FOUNDER}/node_1.htm`
          ? `<script>if (isPhone) window.location.href = "/wap/";</script>${list([1], [1])}`
          : 'as it is',
      ),
    );
    const issue = await fetchIssue(clientOf(site), `${site.origin}${FOUNDER}/node_1.htm`);
    expect(issue.kind === 'pages' && issue.pages).toHaveLength(2);
  });
});

describe('an article that does not come', () => {
  it('is tried again, and is there if it comes then', async () => {
    let tries = 0;
    const site = await paper(
      onePage(3, (path) =>
        path.endsWith('content_2.htm') && ++tries < 3 ? { status: 502 } : 'as it is',
      ),
    );
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    const issue = await fetchIssue(clientOf(site), start, NO_RESTS);
    expect(issue).toMatchObject({ kind: 'pages', missing: [] });
    expect(issue.kind === 'pages' && issue.pages).toHaveLength(4);
  });

  it('costs itself alone, after it was asked for again', async () => {
    const site = await paper(
      onePage(3, (path) => (path.endsWith('content_2.htm') ? { status: 500 } : 'as it is')),
    );
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    const issue = await fetchIssue(clientOf(site), start, NO_RESTS);
    if (issue.kind !== 'pages') throw new Error(issue.kind);
    const address = `${site.origin}${FOUNDER}/content_2.htm`;
    expect(issue.missing).toEqual([
      {
        address,
        fault: 'status',
        status: 500,
        reason: 'the server answers 500',
        isPassing: true,
      },
    ]);
    expect(issue.pages).toHaveLength(3);
    expect(site.asked.filter((path) => path.endsWith('content_2.htm'))).toHaveLength(3);
  });

  it('because it is gone is asked for once, and the issue is not fetched again for it', async () => {
    const site = await paper(
      onePage(3, (path) => (path.endsWith('content_2.htm') ? undefined : 'as it is')),
    );
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    const issue = await fetchIssue(clientOf(site), start, NO_RESTS);
    expect(issue).toMatchObject({ kind: 'pages', missing: [{ isPassing: false }] });
    expect(issue.kind === 'pages' && issue.marks).toHaveLength(1);
    expect(site.asked.filter((path) => path.endsWith('content_2.htm'))).toHaveLength(1);
  });

  it('like five others in a row means that the site is down', async () => {
    const site = await paper(
      onePage(50, (path) => (path.includes('content') ? { status: 500 } : 'as it is')),
    );
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    const error = await failureOf(fetchIssue(clientOf(site), start, NO_RESTS));
    expect(error.status).toBe(500);
    expect(site.asked.length).toBeLessThan(20);
  });

  it('because we ask too much ends the visit, with the rest the site wants', async () => {
    const headers = { 'retry-after': '90' };
    const site = await paper(
      onePage(50, (path) =>
        path.endsWith('content_3.htm') ? { status: 429, headers } : 'as it is',
      ),
    );
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    const error = await failureOf(fetchIssue(clientOf(site), start, NO_RESTS));
    expect(error).toMatchObject({ status: 429, retryAfterMs: 90_000 });
    expect(site.asked.at(-1)).toBe(`${FOUNDER}/content_3.htm`);
    expect(site.asked.filter((path) => path.endsWith('content_3.htm'))).toHaveLength(1);
  });

  it('because it leads to another site is not that site', async () => {
    const other = await paper(() => article(2));
    const location = other.origin.replace('127.0.0.1', 'localhost');
    const site = await paper(
      onePage(3, (path) =>
        path.endsWith('content_2.htm') ? { status: 302, headers: { location } } : 'as it is',
      ),
    );
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    const issue = await fetchIssue(clientOf(site, other), start);
    expect(issue).toMatchObject({ kind: 'pages', missing: [{ isPassing: false }] });
    expect(other.asked).toEqual([]);
  });

  it('is asked for only after robots.txt, by who was told of the front page alone', async () => {
    const robots = 'User-agent: *\nDisallow: /';
    const site = await paper(onePage(3, (path) => (path === '/robots.txt' ? robots : 'as it is')));
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    const error = await failureOf(fetchIssue(clientOf(site), start));
    expect(error).toMatchObject({ fault: 'forbidden' });
    expect(error.message).toContain('the robots.txt of its site forbids it');
    expect(site.asked).toEqual(['/robots.txt']);
  });

  it('named by itself is read as whoever named it would read it', async () => {
    const robots = 'User-agent: *\nDisallow: /';
    const site = await paper(onePage(3, (path) => (path === '/robots.txt' ? robots : 'as it is')));
    const issue = await fetchIssue(clientOf(site), `${site.origin}${FOUNDER}/content_2.htm`);
    expect(issue.kind === 'pages' && issue.pages).toHaveLength(1);
  });

  it('is not asked for again where robots.txt has come to forbid it', async () => {
    let robots = '';
    const site = await paper(onePage(3, (path) => (path === '/robots.txt' ? robots : 'as it is')));
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    const issue = await fetchIssue(clientOf(site), start);
    const marks = 'marks' in issue ? issue.marks : [];
    robots = 'User-agent: *\nDisallow: /html/';
    const asked = site.asked.length;
    await failureOf(fetchIssue(clientOf(site), start, { marks }));
    expect(site.asked.slice(asked)).toEqual(['/robots.txt']);
  });

  it('because robots.txt forbids it is not asked for', async () => {
    const robots = `User-agent: Gongbao\nDisallow: ${FOUNDER}/content_2`;
    const site = await paper(onePage(3, (path) => (path === '/robots.txt' ? robots : 'as it is')));
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    const issue = await fetchIssue(clientOf(site), start);
    expect(issue).toMatchObject({ kind: 'pages', missing: [{ isPassing: false }] });
    expect(site.asked.filter((path) => path.endsWith('content_2.htm'))).toEqual([]);
    expect(site.asked.filter((path) => path === '/robots.txt')).toHaveLength(1);
  });
});

describe('the issue of a day', () => {
  const period = (...days: readonly string[]) =>
    `<?xml version="1.0"?><period_list>${days.map((day) => `<period id="1"><period_name>${day}</period_name><front_page>node_7.htm</front_page></period>`).join('')}</period_list>`;

  it('is found from any other day', async () => {
    const site = await paper(
      onePage(2, (path) => (path === '/html/2025-01/13/node_1.htm' ? list([1], []) : 'as it is')),
    );
    const start = `${site.origin}/html/2025-01/13/node_1.htm`;
    const issue = await fetchIssue(clientOf(site), start, { day: '2025-01-10' });
    expect(issue.kind === 'pages' && pathsOf(issue.pages)[0]).toBe(`${FOUNDER}/node_1.htm`);
  });

  it('is found from the address of the paper, which leads to today', async () => {
    const site = await paper(
      epaper('founder-gb18030', (path) => {
        if (path === '/html/2025-01/period.xml') return undefined;
        if (path === '/html/2025-01/08/content_1.htm') return article(1);
        return path === '/html/2025-01/08/node_1.htm' ? list([1], [1]) : 'as it is';
      }),
    );
    const start = `${site.origin}/paperindex.htm`;
    const issue = await fetchIssue(clientOf(site), start, { day: '2025-01-08' });
    expect(issue.kind === 'pages' && pathsOf(issue.pages)).toEqual([
      '/html/2025-01/08/node_1.htm',
      '/html/2025-01/08/content_1.htm',
    ]);
  });

  it('begins with the page the paper lists for it, whatever its number', async () => {
    const site = await paper(
      onePage(2, (path) => {
        if (path === '/html/2025-01/period.xml') return period('2025-01-08', '2025-01-10');
        return path === '/html/2025-01/08/node_7.htm' ? list([7], [1]) : 'as it is';
      }),
    );
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    await fetchIssue(clientOf(site), start, { day: '2025-01-08' }).catch(() => undefined);
    expect(site.asked).toContain('/html/2025-01/08/node_7.htm');
    expect(site.asked).not.toContain('/html/2025-01/08/node_1.htm');
  });

  it.each<[string, (path: string) => Answer | 'as it is']>([
    [
      'the paper does not list it',
      (path) => (path.endsWith('.xml') ? period('2025-01-10') : 'as it is'),
    ],
    ['its page is not there', () => 'as it is'],
    [
      'a page says politely that it is not there',
      (path) =>
        path.includes('/08/')
          ? '<html><body><p>您访问的页面不存在。</p></body></html>'
          : 'as it is',
    ],
    [
      'its address leads to another day',
      (path) =>
        path === '/html/2025-01/08/node_1.htm'
          ? { status: 302, headers: { location: `${FOUNDER}/node_1.htm` } }
          : 'as it is',
    ],
  ])('is absent where %s', async (_, change) => {
    const site = await paper(onePage(2, change));
    const start = `${site.origin}${FOUNDER}/node_1.htm`;
    expect(await fetchIssue(clientOf(site), start, { day: '2025-01-08' })).toEqual({
      kind: 'absent',
    });
  });

  it('cannot be told where addresses have no day', async () => {
    const site = await paper(() => '<html><body>平阳</body></html>');
    const issue = fetchIssue(clientOf(site), `${site.origin}/paper`, { day: '2025-01-08' });
    expect((await failureOf(issue)).message).toMatch(/does not tell where 2025-01-08 is\.$/u);
  });
});

describe('an address of something else', () => {
  it('gives a file as it is, named by its address without the query', async () => {
    const site = await paper(() => '%PDF-1.4 …');
    const issue = await fetchIssue(clientOf(site), `${site.origin}/2025-01-10.pdf?key=secret`);
    if (issue.kind !== 'files') throw new Error(issue.kind);
    expect(issue.files.map(({ name }) => name)).toEqual([`${site.origin}/2025-01-10.pdf`]);
    expect(Buffer.from(issue.files[0]?.bytes ?? []).toString()).toBe('%PDF-1.4 …');
  });

  it('that is one article gives that article and not its neighbours', async () => {
    const site = await paper(epaper('founder-gb18030'));
    const start = `${site.origin}${FOUNDER}/content_1101.htm`;
    const issue = await fetchIssue(clientOf(site), start);
    expect(issue.kind === 'pages' && pathsOf(issue.pages)).toEqual([`${FOUNDER}/content_1101.htm`]);
    expect(site.asked).toHaveLength(1);
  });

  it('that is one article of a county site gives that article, whatever stands beside it', async () => {
    const beside = '<ul><li><a href="123457.html">另一篇文章的标题</a></li></ul>';
    const site = await paper((path) =>
      path.startsWith('/content/') ? article(1).replace('</body>', `${beside}</body>`) : undefined,
    );
    const start = `${site.origin}/content/2025-01/10/123456.html`;
    const issue = await fetchIssue(clientOf(site), start);
    expect(issue.kind === 'pages' && pathsOf(issue.pages)).toEqual([
      '/content/2025-01/10/123456.html',
    ]);
  });

  it('whose pages are PDFs gives those of the newest day, in order', async () => {
    const index = `<html><body><ul>
<li><a href="/resfile/2025-01-09/01/01.pdf">2025-01-09</a></li>
<li><a href="/resfile/2025-01-10/01/01.pdf">A01</a> <a href="/resfile/2025-01-10/02/02.pdf#page=1">A02</a>
<a href='/resfile/2025-01-10/01/01.pdf'>下载</a> <a href="http://10.0.0.1/resfile/2025-01-10/03/03.pdf">A03</a></li>
</ul></body></html>`;
    const site = await paper((path) => {
      if (path === '/') return index;
      return path.endsWith('.pdf') ? `%PDF-1.4 ${path}` : undefined;
    });
    const issue = await fetchIssue(clientOf(site), site.origin);
    if (issue.kind !== 'files') throw new Error(issue.kind);
    expect(issue.files.map(({ name }) => new URL(name).pathname)).toEqual([
      '/resfile/2025-01-10/01/01.pdf',
      '/resfile/2025-01-10/02/02.pdf',
    ]);
  });

  it('that only a browser could fill is told so in one line', async () => {
    const site = await paper(
      () =>
        '<!doctype html><html><head><script src="app.js"></script></head><body><div id="app"></div></body></html>',
    );
    const error = await failureOf(fetchIssue(clientOf(site), site.origin));
    expect(error.fault).toBe('not-a-page');
    expect(error.message).toMatch(/no PDF, only a page that a script fills in a browser\.$/u);
  });
});

describe('a visit', () => {
  it('is stopped by whoever asked, between two pages too', async () => {
    const stop = new AbortController();
    const site = await paper(onePage(50));
    const issue = fetchIssue(clientOf(site), `${site.origin}${FOUNDER}/node_1.htm`, {
      signal: stop.signal,
      onPage: (done) => {
        if (done === 5) stop.abort(new Error('enough'));
      },
    });
    await expect(issue).rejects.toThrow('enough');
    expect(site.asked.length).toBeLessThan(10);
  });

  it('has an end', async () => {
    const site = await paper(
      onePage(3, (path) => (path.endsWith('content_2.htm') ? { status: 500 } : 'as it is')),
    );
    const issue = fetchIssue(clientOf(site), `${site.origin}${FOUNDER}/node_1.htm`, {
      restsMs: [60_000],
      visitMs: 200,
    });
    expect((await failureOf(issue)).fault).toBe('timeout');
  });
});

it('an address is named without what is asked of it, which may be a key', () => {
  const address = 'https://paper.example/list.html?key=SECRETKEY';
  const page = (text: string) => ({ address, bytes: new TextEncoder().encode(text) });
  const body = '本报讯 水头镇召开推进会，要求把好事办好、实事办实。'.repeat(4);
  const { documents } = readPages([
    page(`<html><meta charset="utf-8"><h1>水头镇推进共富</h1><p>${body}</p></html>`),
  ]);
  expect(documents.map(({ raw }) => raw.name)).toEqual(['https://paper.example/list.html']);
  expect(() => readPages([page('<html><body></body></html>')])).toThrow(
    'Cannot read https://paper.example/list.html: ',
  );
});
