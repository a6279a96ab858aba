import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressOfDay, linksOf } from '../../../src/source/html/index.ts';
import { aPage, loadSite } from './sites.ts';

const at = 'http://paper.example/rb/index.html';
const redirectOf = (html: string, address = at) => linksOf(aPage(html, address)).redirect;

describe('a page sends its reader on', () => {
  it.each([
    ['by meta refresh', '<html><META HTTP-EQUIV="REFRESH" CONTENT="0; URL=html/a.htm">'],
    ['by meta refresh in quotes', `<meta http-equiv='refresh' content="0;url='html/a.htm'">`],
    ['by window.location.href', '<script>window.location.href = "html/a.htm";</script>'],
    ['by location alone', "<script>location='html/a.htm'</script>"],
    ['by location.replace', '<script>top.location.replace("html/a.htm")</script>'],
    ['by a clock', `<script>setTimeout("javascript:location.href='html/a.htm'", 1000)</script>`],
    ['when it is loaded', `<body onload="window.location.href='html/a.htm'">`],
    ['by a link for those without scripts', '<noscript><a href="html/a.htm">进入</a></noscript>'],
  ])('%s', (_, html) => {
    expect(redirectOf(html)).toBe('http://paper.example/rb/html/a.htm');
  });

  it.each([
    ['to itself', '<meta http-equiv=refresh content="600;url=index.html">'],
    ['after a while, to nowhere', '<meta http-equiv=refresh content="600">'],
    [
      'to its copy for telephones',
      '<script>if(/iPhone/.test(n)){location.href="/pad/index.html"}</script>',
    ],
    ['to an address its script puts together', '<script>location.href="html/" + day</script>'],
    ['to a script or a mail', '<meta http-equiv=refresh content="0;url=javascript:go()">'],
    [
      'from a page with articles',
      '<script>function go(){location.href="html/a.htm"}</script><a href="content_1.htm">某篇</a>',
    ],
  ])('but not %s', (_, html) => {
    expect(redirectOf(html)).toBeNull();
  });

  it('by way of a script first, where there is a link too', () => {
    const [shell] = loadSite('layout-utf8', 'http://paper.example/').filter(({ address }) =>
      address.endsWith('pc/layout/index.html'),
    );
    expect(shell && linksOf(shell).redirect).toBe(
      'http://paper.example/pc/layout/202501/10/node_01.html',
    );
  });
});

describe('links', () => {
  it.each([
    ['founder-gb18030', 'html/2025-01/10/node_1.htm', 4, 5],
    ['layout-utf8', 'pc/layout/202501/10/node_01.html', 3, 3],
  ] as const)(
    'of a page of %s are its pages and articles with their titles',
    (name, path, pages, articles) => {
      const [page] = loadSite(name, 'http://paper.example/').filter(({ address }) =>
        address.endsWith(path),
      );
      const links = page && linksOf(page);
      expect(links).toMatchObject({ date: '2025-01-10', redirect: null });
      expect(links?.pages).toHaveLength(pages);
      expect(links?.pages[0]?.title).toMatch(/^第?01版：要闻$/u);
      expect(links?.articles).toHaveLength(articles);
      expect(links?.articles[0]?.title).toBe('县十七届人大常委会召开第二十二次会议');
    },
  );

  it.each([
    ['C', 'nbs.D110000gmrb_02.htm', 'nw.D110000gmrb_20250110_1-02.htm'],
    ['D', 'Page02TB.htm', 'Articel02001GN.htm'],
    ['B', '../../layout/202501/10/node_02.html', '../../content/202501/10/content_12.html'],
    ['B′', '../../layout/202501/10/node_02.html', '../../c/202501/10/c12.html'],
  ])('of family %s', (_, page, article) => {
    const html = `<html><a href="${page}">第02版</a><a href="${article}">某篇</a><a href="about.html">关于</a></html>`;
    const links = linksOf(aPage(html, 'http://paper.example/a/b/2025-01/10/x.htm'));
    expect(links.pages.map(({ title }) => title)).toEqual(['第02版']);
    expect(links.articles.map(({ title }) => title)).toEqual(['某篇']);
  });

  it('of 厦门 are known by their places', () => {
    const html =
      '<a class="br1" href="a1.html">第A01版</a><div class="titss"><a href="b1.html">某篇</a></div>';
    expect(linksOf(aPage(html))).toMatchObject({
      pages: [{ address: 'http://paper.example/a1.html', title: '第A01版' }],
      articles: [{ address: 'http://paper.example/b1.html', title: '某篇' }],
    });
  });

  it.each([
    '/content/2025-01/10/123456.html',
    '/Html/2025-01-10/12345.html',
    '/qzxw/2025-1234/news-1-4.html',
    '/Newspapernews.aspx?b=12&nid=345',
    '/0123456789abcdef0123456789abcdef',
    '/content?content_id=12&period_id=34',
  ])('of a county’s site: %s', (link) => {
    const { articles } = linksOf(
      aPage(`<html><a href="${link.replace('&', '&amp;')}">某篇</a></html>`),
    );
    expect(articles).toEqual([{ address: `http://paper.example${link}`, title: '某篇' }]);
  });

  it('go nowhere else: other hosts, scripts, mail, telephones, files', () => {
    const html = `<html><a href="http://other.example/content_1.htm">甲</a><a href="javascript:content_1.htm">乙</a>
      <a href="mailto:content_1.htm">丙</a><a href="/pad/content_1.htm">丁</a><a href="content_1.pdf">戊</a></html>`;
    expect(linksOf(aPage(html))).toMatchObject({ pages: [], articles: [] });
  });

  it('stay with the page’s own day, and are the same whichever part of the picture they are on', () => {
    const html = `<html><map><area href="content_1.htm?div=-1"><area href="content_1.htm?div=0"></map>
      <a href="../09/node_1.htm"><font face=Webdings>3</font>上一期</a><a href="node_2.htm"><span>4</span>下一版</a>
      <a href="node_2.htm">第02版：要闻</a><a href="../09/content_9.htm">昨天</a>`;
    expect(linksOf(aPage(html, 'http://paper.example/html/2025-01/10/node_1.htm'))).toMatchObject({
      pages: [
        { address: 'http://paper.example/html/2025-01/10/node_2.htm', title: '第02版：要闻' },
      ],
      articles: [{ address: 'http://paper.example/html/2025-01/10/content_1.htm', title: null }],
    });
  });

  it('go to the newest day from a page without one', () => {
    const html =
      '<html><a href="html/2025-01/09/node_1.htm">九日</a><a href="html/2025-01/10/node_1.htm">十日</a>';
    expect(linksOf(aPage(html)).pages.map(({ title }) => title)).toEqual(['十日']);
  });

  it('have the titles their scripts write', () => {
    const html =
      '<html><a href=nw.D110000rb_20250110_1-01.htm><script>document.write(view("人大常委会<br>召开会议  "))</script></a>';
    expect(linksOf(aPage(html)).articles[0]?.title).toBe('人大常委会 召开会议');
  });

  it('are written from the page’s base', () => {
    const html = '<html><base href="/rb/2025-01/10/"><a href="content_1.htm#top">某篇</a></html>';
    expect(linksOf(aPage(html)).articles[0]?.address).toBe(
      'http://paper.example/rb/2025-01/10/content_1.htm',
    );
  });

  it('name the days of a list of issues', () => {
    const path = '../../fixtures/epaper/founder-gb18030/html/2025-01/period.xml';
    const bytes = readFileSync(join(import.meta.dirname, path));
    expect(linksOf({ address: 'http://paper.example/period.xml', bytes }).issueDates).toEqual([
      '2025-01-10',
      '2025-01-08',
    ]);
  });
});

describe('the front page of another day', () => {
  it.each([
    [
      'http://p.example/rb/html/2025-01/10/node_187.htm',
      'http://p.example/rb/html/2024-12/31/node_187.htm',
    ],
    [
      'http://p.example/pc/layout/202501/10/node_01.html',
      'http://p.example/pc/layout/202412/31/node_01.html',
    ],
    [
      'http://p.example/html/2025-01/10/nbs.D110000gmrb_01.htm',
      'http://p.example/html/2024-12/31/nbs.D110000gmrb_01.htm',
    ],
    [
      'http://p.example/fzrb/content/20250110/Page01TB.htm?v=1',
      'http://p.example/fzrb/content/20241231/Page01TB.htm?v=1',
    ],
  ])('of %s', (address, other) => {
    expect(addressOfDay(address, '2024-12-31')).toBe(other);
  });

  it.each([
    'http://p.example/paperindex.htm',
    'http://p.example/2025-01/10/about.html',
    'http://p.example/20250110/Page01a8f3e2.htm',
  ])('is not known from %s', (address) => {
    expect(addressOfDay(address, '2024-12-31')).toBeNull();
  });
});
