import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../../src/parse/index.ts';
import { aPage, linesOf, readOne } from './sites.ts';

/** The lines of a text in the place its maker marks as such. */
function linesIn(body: string) {
  const html = `<html><body><founder-title>任免名单</founder-title><founder-content>${body}</founder-content></body></html>`;
  return linesOf(readOne(aPage(html))).slice(1);
}
const textsIn = (body: string) => linesIn(body).map(([, text]) => text);

describe('a text as sites write it', () => {
  it.each([
    [
      'paragraphs with hard spaces for indents',
      '<P>&nbsp;&nbsp;&nbsp;&nbsp;第一段。</P>\n<P>　　第二段。</P>',
      ['第一段。', '第二段。'],
    ],
    [
      'only line breaks, the first line outside any tag',
      '第一段。<BR>　　第二段。<br/>第三段。',
      ['第一段。', '第二段。', '第三段。'],
    ],
    ['boxes for paragraphs', '<DIV>第一段。</DIV><DIV>第二段。</DIV>', ['第一段。', '第二段。']],
    ['lines of the source', '<p>决定任命\n      张峻榕为\n局长。</p>', ['决定任命张峻榕为局长。']],
    ['indented lines in one box', '<div>第一段。\n　　第二段。</div>', ['第一段。', '第二段。']],
    ['Latin words on two lines of the source', '<p>Press\nrelease 3.0</p>', ['Press release 3.0']],
    [
      'a word processor’s tags inside a sentence',
      '<P class=MsoNormal><SPAN style="FONT-SIZE: 12pt">本报讯　<FONT><CHSDATE year="2025" month="1" day="9"><SPAN lang=EN-US>1</SPAN>月<SPAN lang=EN-US>9</SPAN>日</CHSDATE></FONT>，<o:p></o:p>召开会议。</SPAN></P>',
      ['本报讯　1月9日，召开会议。'],
    ],
    [
      'an advertisement between paragraphs',
      '<p>第一段。</p><!--advertisement code begin--><div>快来买房</div><!--advertisement code end--><p>第二段。</p>',
      ['第一段。', '第二段。'],
    ],
    [
      'an advertisement that never ends',
      '<p>第一段。</p><!--advertisement code begin--><p>第二段。</p>',
      ['第一段。', '第二段。'],
    ],
    [
      'what a reader does not see',
      '<p>第一段。</p><p style="DISPLAY: none">暗语。</p><script>"暗语"</script><style>p{}</style><!-- 暗语 --><p hidden>暗语。</p><p>第二段。</p>',
      ['第一段。', '第二段。'],
    ],
    ['names set apart', '<p>张&nbsp;&nbsp;三、李　四为委员。</p>', ['张 三、李　四为委员。']],
    [
      'guides and credits of the site',
      '<p>[放大] [缩小] [默认]</p><p>正文在此。</p><p>总监制：甲某 监制：乙某 责编：丙某 编辑：丁某</p><p>【编辑：甲某】</p><p>（图文:甲某 审核:乙某）</p>',
      ['正文在此。'],
    ],
    [
      'a broken comment after it',
      '<p>正文在此。</p>2025-01-10 1 1 濮阳样报 c123456.html 1 /enpproperty-->',
      ['正文在此。'],
    ],
    [
      'facts of the page left open',
      '<p>正文在此。</p><founder-date>2025-01-10</founder-date><founder-papername>样报</founder-papername>',
      ['正文在此。'],
    ],
    ['its title once more', '<p><b>任免名单</b></p><p>正文在此。</p>', ['正文在此。']],
    ['a jump to another page', '<p>正文在此（下转第2版）</p>', ['正文在此（下转第2版）']],
  ])('%s', (_, body, lines) => {
    expect(textsIn(body)).toEqual(lines);
  });

  it('keeps every word of a notice that looks like a guide', () => {
    const lines = [
      '编辑出版单位应当于2025年1月24日前报到。',
      '来源于财政的资金，由县财政局管理。',
      '上一版规划同时废止。',
    ];
    expect(textsIn(lines.map((line) => `<p>${line}</p>`).join(''))).toEqual(lines);
  });
});

describe('lines are marked', () => {
  it('as a heading where a short line is bold and no sentence', () => {
    expect(
      linesIn(
        '<p>开头。</p><P>　　<STRONG>凝聚动力</STRONG></P><p><b>决定任命：</b></p><p><b>这是一句话。</b></p><p>其中<b>一词</b></p>',
      ),
    ).toEqual([
      ['body', '开头。'],
      ['section', '凝聚动力'],
      ['body', '决定任命：'],
      ['body', '这是一句话。'],
      ['body', '其中一词'],
    ]);
  });

  it('as a caption under a picture, and not elsewhere', () => {
    expect(
      linesIn(
        '<p align=center><img src=a.jpg></p><p align=center><font face=楷体_GB2312>共富工坊一角</font></p><p>正文在此。</p><p>（记者 甲某 文/图）</p><img src=b.jpg><br>图为会场。<p>正文又来。</p><p style="text-align:center">会场 甲某 摄</p>',
      ),
    ).toEqual([
      ['caption', '共富工坊一角'],
      ['body', '正文在此。'],
      ['body', '（记者 甲某 文/图）'],
      ['caption', '图为会场。'],
      ['body', '正文又来。'],
      ['caption', '会场 甲某 摄'],
    ]);
  });

  it('as text where a picture’s words are all there is', () => {
    expect(linesIn('<img src=a.jpg><p>图为1月9日，村民在晒番薯粉。甲某 摄</p>')).toEqual([
      ['body', '图为1月9日，村民在晒番薯粉。甲某 摄'],
    ]);
  });
});

describe('a table', () => {
  it('of facts has a row on each line, which the parser reads', () => {
    const raw = readOne(
      aPage(`<html><founder-title>平阳县人民政府任免名单</founder-title><founder-content>
      <p>平阳县人民政府决定：</p><table><tr><th>姓名</th><th>任命职务</th><th>免去职务</th></tr>
      <tr><td>张峻榕</td><td><p>县民政局局长</p></td><td></td></tr>
      <tr><td>陈国翰</td><td></td><td>县民政局局长</td></tr></table>
      <p>平阳县人民政府</p><p>2025年1月9日</p></founder-content></html>`),
    );
    expect(raw.text).toContain(
      '姓名\t任命职务\t免去职务\n| 张峻榕 | 县民政局局长 |  |\n| 陈国翰 |  | 县民政局局长 |',
    );
    const acts = parseIssue(raw).items.flatMap((item) => item.acts);
    expect(acts.map(({ person, action }) => [person, action])).toEqual([
      ['张峻榕', 'appoint'],
      ['陈国翰', 'remove'],
    ]);
  });

  it('that only sets the page is read as its paragraphs', () => {
    expect(
      textsIn(
        `<table><tr><td>　　第一段。<br>第二段。</td></tr><tr><td>${'长'.repeat(210)}</td><td>旁注</td></tr></table>`,
      ),
    ).toEqual(['第一段。', '第二段。', '长'.repeat(210), '旁注']);
  });
});
