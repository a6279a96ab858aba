import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../src/source/html/index.ts';
import { SourceError } from '../../../src/source/source-error.ts';
import { aPage, linesOf, readOne } from './sites.ts';

const BODY = '县人民政府决定，任命张峻榕为平阳县民政局局长，免去陈国翰的平阳县民政局局长职务。';
const utf8 = (html: string) => `<!DOCTYPE html><html><head><meta charset="utf-8">${html}</html>`;

describe('an article page', () => {
  it('of family A without comments has its head in cells of two classes', () => {
    const raw = readOne(
      aPage(
        `<html><body><table><tr><td class=font02>县十七届人大</td></tr>
        <tr><td class=font01>县长任命<br>民政局局长</td></tr><tr><td class=font02>今起就职</td></tr></table>
        <div id=ozoom><p>${BODY}</p></div></body></html>`,
        'http://paper.example/html/2025-01/10/content_1_2.htm',
      ),
    );
    expect(raw.imprint?.date).toBe('2025-01-10');
    expect(linesOf(raw)).toEqual([
      ['lead-in', '县十七届人大'],
      ['title', '县长任命 民政局局长'],
      ['subtitle', '今起就职'],
      ['body', BODY],
    ]);
  });

  it('of family A whose title has lost its opening tag', () => {
    const raw = readOne(
      aPage(`<html><body><td>县长任命民政局局长</founder-title></td>
      <!--enpcontent--><p>${BODY}</p><!--/enpcontent--></body></html>`),
    );
    expect(linesOf(raw)[0]).toEqual(['title', '县长任命民政局局长']);
  });

  it('whose facts give the paper as its first title has the other', () => {
    const raw = readOne(
      aPage(`<html><body><!--enpcontent--><p>${BODY}</p><!--/enpcontent--></body></html>
      <!--enpproperty <founder-date>2025-01-10</founder-date><founder-author>记者 李凌峰</founder-author>
      <founder-title>钱江样报</founder-title><founder-title>县长任命&ldquo;局长&rdquo;</founder-title>
      <founder-papername>钱江样报</founder-papername><founder-type>1</founder-type> /enpproperty-->`),
    );
    expect(raw.imprint).toEqual({ publication: '钱江样报', date: '2025-01-10', number: null });
    expect(linesOf(raw).slice(0, 2)).toEqual([
      ['title', '县长任命“局长”'],
      ['byline', '记者 李凌峰'],
    ]);
  });

  it('of the site of the same maker has its facts under other names', () => {
    const raw = readOne(
      aPage(`<html><body><div id="content"><!--enpcontent--><p>${BODY}</p><!--/enpcontent--></div></body></html>
      <!--enpproperty <articleid>1</articleid><date>2025-01-10 08:00:00:0</date><author>admin</author>
      <title>县长任命局长</title><subtitle>今起就职</subtitle><introtitle>县政府</introtitle>
      <nodename>要闻</nodename><sourcename>平阳样报</sourcename>/enpproperty-->`),
    );
    expect(raw.imprint?.date).toBe('2025-01-10');
    expect(linesOf(raw)).toEqual([
      ['lead-in', '县政府'],
      ['title', '县长任命局长'],
      ['subtitle', '今起就职'],
      ['body', BODY],
    ]);
  });

  it('of family D shows its text twice, and has it once', () => {
    const raw = readOne(
      aPage(
        utf8(`</head><body><div class="xha-view-title"><h3>引题在此</h3><h1>县长任命局长</h1></div>
        <div id="article_view_content"><p>□ 记者 李凌峰</p><p>${BODY}</p><p>　　□ 记者 李凌峰</p><p>${BODY}</p></div>`),
        'http://paper.example/fzrb/content/20250110/Articel01002GN.htm',
      ),
    );
    expect(raw.imprint?.date).toBe('2025-01-10');
    expect(linesOf(raw).map(([, text]) => text)).toEqual([
      '引题在此',
      '县长任命局长',
      '□ 记者 李凌峰',
      BODY,
    ]);
  });

  it('of family C has a hidden copy of its text, which is not read', () => {
    const raw = readOne(
      aPage(
        utf8(`</head><body><h1>县长任命局长</h1><div id="ozoom"><!--enpcontent--><p>${BODY}</p><!--/enpcontent--></div>
        <div style="display: none"><!--enpcontent--><p>隐藏的话。</p><!--/enpcontent--></div>`),
        'http://paper.example/html/2025-01/10/nw.D110000pyrb_20250110_1-01.htm',
      ),
    );
    expect(linesOf(raw).map(([, text]) => text)).toEqual(['县长任命局长', BODY]);
  });

  it('has one pair of marks around its text inside another', () => {
    const raw = readOne(
      aPage(`<html><title>县长任命局长</title><!--enpcontent--><!--enpcontent--><p>第一段在这里。</p>
      <!--/enpcontent--><p>第二段也在。</p><!--/enpcontent--></html>`),
    );
    expect(
      linesOf(raw)
        .slice(1)
        .map(([, text]) => text),
    ).toEqual(['第一段在这里。', '第二段也在。']);
  });

  it('of WeChat has its account for a paper, and the day its script says in China', () => {
    const raw = readOne(
      aPage(
        utf8(`<meta property="og:title" content="任免名单"></head><body>
        <h1 class="rich_media_title" id="activity-name">
          任免名单公布
        </h1><div id="meta_content"><strong class="profile_nickname">平阳发布</strong><em id="publish_time"></em></div>
        <div class="rich_media_content" id="js_content" style="visibility: hidden;"><section><p><span>县人民政府</span><span>决定任命：</span></p>
        <p>张峻榕为局长。</p><img data-src="https://mmbiz.example/a.png"></section></div>
        <script>var ct = "1736440200";</script>`),
        'https://mp.weixin.example/s/abc',
      ),
    );
    // 2025-01-09T16:30Z is the tenth in China.
    expect(raw.imprint).toEqual({ publication: '平阳发布', date: '2025-01-10', number: null });
    expect(linesOf(raw)).toEqual([
      ['title', '任免名单公布'],
      ['body', '县人民政府决定任命：'],
      ['body', '张峻榕为局长。'],
    ]);
  });

  it('of 厦门 has its day beside its text', () => {
    const raw = readOne(
      aPage(
        utf8(`</head><body><h1>县长任命局长</h1><div class="time">2020-01-02 08:00</div>
      <div class="cont-b"><content>${BODY}</content></div>`),
      ),
    );
    expect(raw.imprint?.date).toBe('2020-01-02');
    expect(linesOf(raw).at(-1)).toEqual(['body', BODY]);
  });

  it('of nobody’s making is read by where most of its words are', () => {
    const nav =
      '<div class="nav"><a href="/">首页</a> <a href="/b">政务公开</a> <a href="/c">新闻中心</a></div>';
    const raw = readOne(
      aPage(
        utf8(`<title>县长任命局长 - 平阳样网</title></head><body><h1>平阳样网</h1>${nav}
        <div class="w"><div class="l"><h2>县长任命局长</h2><div>发布时间：2025-01-10 08:00 来源：平阳样报</div>
        <div class="x"><p>${BODY}</p><p>${BODY}他们今天就职。</p></div></div></div>${nav}<div>版权所有 平阳样网</div>`),
        'http://site.example/zwgk/art.html',
      ),
    );
    expect(raw.imprint?.date).toBe('2025-01-10');
    expect(linesOf(raw)).toEqual([
      ['title', '县长任命局长'],
      [null, BODY],
      [null, `${BODY}他们今天就职。`],
    ]);
  });
});

describe('pages of the paper', () => {
  it('of family B′ give the order and the titles of articles that name none', () => {
    const content = (number: number) =>
      aPage(
        utf8(
          `</head><body><div id="ozoom"><!--enpcontent--><p>第${number}篇的正文在这里。</p><!--/enpcontent--></div>`,
        ),
        `http://paper.example/content/202501/10/c${number}.html`,
      );
    const list = aPage(
      utf8(`<title>农村样报 01版：要闻</title></head><body><div class="swiper-slide"><a href="node_01.html">01版：要闻</a></div>
      <map><area href="/content/202501/10/c1.html"><area href="/content/202501/10/c10.html"></map>
      <a href="/pad/202501/10/c1.html">手机版</a>
      <ul class="news-list"><li><a href="/content/202501/10/c10.html">后来的先登</a></li><li><a href="/content/202501/10/c1.html">先来的后登</a></li></ul>`),
      'http://paper.example/pc/paper/layout/202501/10/node_01.html',
    );
    const phone = aPage(
      utf8(
        '</head><body><h1>先来的后登</h1><!--enpcontent--><p>手机上的正文。</p><!--/enpcontent-->',
      ),
      'http://paper.example/pad/202501/10/c1.html',
    );
    const raw = readOne(phone, content(1), content(10), list);
    expect(raw.imprint).toEqual({ publication: '农村样报', date: '2025-01-10', number: null });
    expect(linesOf(raw).map(([, text]) => text)).toEqual([
      '后来的先登',
      '第10篇的正文在这里。',
      '先来的后登',
      '第1篇的正文在这里。',
    ]);
  });

  it('of nothing but advertisements are left out, but for what the state announces there', () => {
    const article = (name: string) =>
      aPage(
        `<html><h1>${name}标题</h1><!--enpcontent--><p>${name}的正文。</p><!--/enpcontent--></html>`,
        `2025-01/10/content_${name.length}.htm`,
      );
    const list = (number: number, link: string) =>
      aPage(
        `<html><a id=pageLink href=node_1.htm>第01版：要闻</a><a id=pageLink href=node_2.htm>第02版：广告</a>${link}</html>`,
        `2025-01/10/node_${number}.htm`,
      );
    const raw = readOne(
      list(1, '<a href=content_2.htm>某篇</a>'),
      list(
        2,
        '<a href=content_3.htm>某篇</a><a href=content_4.htm>平阳县选举委员会公告（第2号）</a>',
      ),
      article('新闻'),
      article('卖房子'),
      article('选举公告'),
    );
    expect(linesOf(raw).map(([, text]) => text)).toEqual([
      '新闻标题',
      '新闻的正文。',
      '选举公告标题',
      '选举公告的正文。',
    ]);
  });
});

describe('what holds no article is refused in one line', () => {
  const refusal = (html: string) => {
    try {
      readHtml([aPage(html)]);
      return 'no refusal';
    } catch (error) {
      expect(error).toBeInstanceOf(SourceError);
      return error instanceof Error ? error.message : '';
    }
  };

  it.each([['no pages', () => readHtml([]), /there is no article/u]])('%s', (_, read, message) => {
    expect(read).toThrow(message);
  });

  it.each([
    [
      'a page that only sends on',
      '<html><meta http-equiv=refresh content="0;url=a.htm"></html>',
      /no article/u,
    ],
    [
      'a picture',
      '<html><h1>冬日番薯粉</h1><!--enpcontent--><img src=a.jpg><!--/enpcontent--></html>',
      /no article/u,
    ],
    [
      'the gate before a site',
      '<html><body><p>环境异常</p><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a></body></html>',
      /prove not to be a robot/u,
    ],
    ['tags nested without end', '<html>'.concat('<div>'.repeat(100_000)), /nested deeper/u],
  ])('%s', (_, html, message) => {
    expect(refusal(html)).toMatch(message);
    expect(refusal(html)).not.toContain('\n');
  });

  it('but one such page among others costs only itself', () => {
    const bad = aPage('<div>'.repeat(5_000), 'http://paper.example/bad.html');
    const good = aPage(
      `<html><h1>县长任命</h1><!--enpcontent--><p>${BODY}</p><!--/enpcontent--></html>`,
    );
    expect(linesOf(readOne(bad, good)).at(-1)).toEqual(['body', BODY]);
  });
});
