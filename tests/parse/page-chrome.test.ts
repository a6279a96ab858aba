import { describe, expect, it } from 'vitest';
import { parseText } from './expected.ts';

const MEETING = '县人大常委会举行第十二次会议';
const ROAD = '临溪今年新建农村公路五十公里';
const MEETING_TEXT = '本报讯（记者 赵一）5月20日，县九届人大常委会举行会议。会议听取了报告。';
const ROAD_TEXT = '本报讯（记者 钱二）今年全县将新建农村公路五十公里。';
const ARTICLES = [
  [MEETING, MEETING_TEXT],
  [ROAD, ROAD_TEXT],
];

/** The titles of a text, each with its body. */
const read = (text: string) => {
  const issue = parseText('any.txt', text);
  return { ...issue, told: issue.items.map(({ title, body }) => [title, body]) };
};

describe('what stands about the articles of a page', () => {
  it.each([
    '第1版：要闻',
    '第01版',
    '01版：要闻',
    'A01：头版',
    'A1 要闻',
    '版次：01',
    '今日4版',
    '下一版»本期共4版, 当前第1版 PDF',
    '内部资料 免费赠阅',
    '放大 缩小 默认',
    '地址：临溪县城关镇 电话：0719-3222222 鄂ICP备05012345号',
    '2024-05-21 1 1 临溪日报 c123456.html 1 /enpproperty-->',
    `${MEETING} ${ROAD}`,
  ])('is no headline and no text: %s', (chrome) => {
    const lines = [
      '临溪日报',
      '2024年5月21日 星期二',
      '',
      chrome,
      MEETING,
      '',
      MEETING_TEXT,
      chrome,
    ];
    expect(read([...lines, ROAD, '', ROAD_TEXT, '', chrome].join('\n')).told).toEqual(ARTICLES);
  });

  it('tells the number of the issue', () => {
    const { number, told } = read(`1234 期\n第1版:1\n${MEETING}\n\n${MEETING_TEXT}\n`);
    expect(number).toBe('1234期');
    expect(told).toEqual([[MEETING, MEETING_TEXT]]);
  });

  it('tells the paper and the day, as its site prints them', () => {
    const head = '房县报数字报纸\n2018年6月4星期一\n内部资料 免费赠阅\n';
    const { publication, date } = read(`${head}${MEETING}\n\n${MEETING_TEXT}\n`);
    expect([publication, date]).toEqual(['房县报', '2018-06-04']);
  });

  it.each(['第一版《临溪县志》出版', 'A股三大指数收盘齐涨'])(
    'is not the headline that looks like it: %s',
    (title) => {
      expect(read(`${title}\n${MEETING_TEXT}\n`).told).toEqual([[title, MEETING_TEXT]]);
    },
  );
});

describe('reports under heads in brackets', () => {
  it('are articles, though the second begins with 又讯', () => {
    const text = '【县委】\n本报讯 日前，县委开会。\n\n【人大】\n又讯 昨日，县人大常委会开会。\n';
    expect(read(text).items.map(({ title }) => title)).toEqual(['【县委】', '【人大】']);
  });
});
