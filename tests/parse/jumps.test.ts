import { describe, expect, it } from 'vitest';
import { parseText } from './expected.ts';

const MASTHEAD = ['临溪日报', '2024年5月21日 星期二', ''];

type Printed = { readonly title: string; readonly text: readonly string[] };

// No two lines of them are alike, so that each is found in one place only.
const ARTICLES: readonly Printed[] = [
  {
    title: '县人大常委会举行第十二次会议',
    text: ['本报讯（记者 赵一）5月20日，县九届人大常委会举行会议。会议审议了县人民法院关于执行'],
  },
  {
    title: '全县三十万亩小麦陆续成熟',
    text: ['本报记者 周五', '五月的临溪，麦浪滚滚。', '在城关镇，农机手早早做好了准备。'],
  },
  {
    title: '临溪今年新建农村公路五十公里',
    text: ['本报讯（记者 钱二）记者获悉，今年全县将新建农村公路五十公里，惠及十二个乡镇。'],
  },
  {
    title: '县公安局破获一起案件',
    text: ['本报讯（记者 孙三）5月19日，县公安局抓获犯罪嫌疑人两名。', '案件正在办理中。'],
  },
  {
    title: '停水公告',
    text: ['因管道检修，城关镇北街停水，请用户提前储水。', '临溪县自来水公司', '2024年5月20日'],
  },
];
const GOES_ON = '工作情况的报告。会议决定任命孙建国为临溪县副县长。';

/** Every way to print some of the articles, the first of which goes on after each of the others. */
function issues(): { text: string; lines: readonly string[] }[] {
  const found: { text: string; lines: readonly string[] }[] = [];
  for (const [isApart, isOwnLine, head] of WAYS) {
    for (const others of subsets(ARTICLES.slice(1))) {
      for (let after = 1; after <= others.length; after += 1) {
        const [first] = ARTICLES;
        if (!first) continue;
        const mark = '（下转第2版）';
        const begun = isOwnLine ? [...first.text, mark] : [`${first.text.join('')}${mark}`];
        const printed = [
          { title: first.title, text: begun },
          ...others.slice(0, after),
          { title: head, text: [`（上接第1版）${GOES_ON}`] },
          ...others.slice(after),
        ];
        const text = printed.flatMap(({ title, text }) => [
          ...(title === '' ? [] : [title]),
          ...(isApart && title !== '' ? [''] : []),
          ...text,
          '',
        ]);
        const lines = [first, ...others].flatMap(({ title, text }) => [title, ...text]);
        found.push({
          text: [...MASTHEAD, ...text].join('\n'),
          lines: [...lines, GOES_ON, ...(head === '' || head === first.title ? [] : [head])],
        });
      }
    }
  }
  return found;
}

const HEADS = ['', '县人大常委会举行第十二次会议', '奋力谱写新篇章'];
const WAYS = [true, false].flatMap((isApart) =>
  [true, false].flatMap((isOwnLine) => HEADS.map((head) => [isApart, isOwnLine, head] as const)),
);

/** One of them at least, in the order they have. */
function subsets<T>(all: readonly T[]): T[][] {
  const count = 2 ** all.length;
  return Array.from({ length: count - 1 }, (_, at) =>
    all.filter((__, place) => (((at + 1) >> place) & 1) === 1),
  );
}

/** The articles and the pieces that were not read, without white space. */
function piecesOf(text: string): string[] {
  const { items, unread } = parseText('any.txt', text);
  return [
    ...items.map(({ title, byline, body, signature }) => [title, byline, body, signature].join()),
    ...unread.map(({ span }) => text.slice(...span)),
  ].map(tight);
}

const tight = (text: string): string => text.replace(/\s/gu, '');

describe('an article that goes on on another page', () => {
  it('costs no line of any article, wherever it goes on', () => {
    const lost = issues().flatMap(({ text, lines }) => {
      const pieces = piecesOf(text);
      const isIn = (line: string) => pieces.filter((piece) => piece.includes(tight(line)));
      return lines.filter((line) => isIn(line).length !== 1).map((line) => ({ line, text }));
    });
    expect(lost.slice(0, 1)).toEqual([]);
  });

  it('goes on where its own mark is, of two', () => {
    const text = [
      ...MASTHEAD,
      '丰收时节话丰收',
      '本报记者 赵一',
      '五月的临溪，麦浪滚滚。在城关镇，合作社负责人',
      '→下转3版',
      '',
      '县人大常委会举行第十二次会议',
      '本报讯（记者 钱二）5月20日，县人大常委会举行会议。（下转2版①）',
      '',
      '（上接1版①）会议决定任命孙建国为临溪县副县长。',
      '',
      '（上接1版）介绍说，今年投入收割机一百台。',
    ];
    const [harvest, meeting, ...others] = parseText('any.txt', text.join('\n')).items;
    expect(harvest?.body).toContain('合作社负责人介绍说，今年投入收割机一百台。');
    expect(meeting?.body).toContain('会议决定任命孙建国为临溪县副县长。');
    expect(meeting?.acts).toHaveLength(1);
    expect(others).toEqual([]);
  });
});
