import { describe, expect, it } from 'vitest';
import { parseText } from './expected.ts';

const MEETING = '临溪县第十七届人大常委会第二十二次会议';
const ACT = '会议决定任命王芳为临溪县副县长。';

function dayOfAct(text: string): string | null | undefined {
  const acts = parseText('any.txt', text).items.flatMap((item) => item.acts);
  return acts.find(({ person }) => person === '王芳')?.date;
}

/** A page of a paper of 10 January, whose report begins with `lead`. */
const paper = (lead: string) =>
  `临溪日报 2025年1月10日 星期五 第1234期\n\n县人大常委会任命一名副县长\n\n本报讯（记者 王伟）${lead}\n\n${ACT}\n`;
/** A page that prints `top` below its headline. */
const page = (top: string) => `县人大常委会任命一名副县长\n\n${top}${MEETING}召开。\n\n${ACT}\n`;
/** A report of 9 January that ends with `sentence`. */
const report = (sentence: string) =>
  paper(`1月9日，${MEETING}召开。\n\n${sentence}`).replace(ACT, '');

describe('the day of a meeting is the one told in', () => {
  it.each([
    [`昨日上午，${MEETING}召开。`, '2025-01-09'],
    [`昨晚，${MEETING}召开。`, '2025-01-09'],
    [`${MEETING}昨闭幕。`, '2025-01-09'],
    [`今天，${MEETING}召开。`, '2025-01-10'],
    [`前天下午，${MEETING}召开。`, '2025-01-08'],
    [`昨天（1月9日），${MEETING}召开。`, '2025-01-09'],
    [`九日上午，${MEETING}召开。`, '2025-01-09'],
    [`本月9日，${MEETING}召开。`, '2025-01-09'],
    [`上月30日，${MEETING}召开。`, '2024-12-30'],
    [`去年12月30日，${MEETING}召开。`, '2024-12-30'],
    [`31日，${MEETING}召开。`, '2024-12-31'],
    [`1月8日至9日，${MEETING}召开。`, '2025-01-09'],
    [`1月8日、9日，${MEETING}召开。`, '2025-01-09'],
    [`8—9日，${MEETING}召开。`, '2025-01-09'],
    [`12月31日至1月1日，${MEETING}召开。`, '2025-01-01'],
    [`1月5日至9日，${MEETING}召开。`, null],
    [`1月5日开幕的${MEETING}9日闭幕。`, '2025-01-09'],
    [`1月5日至9日，${MEETING}召开。9日下午，会议闭幕。`, '2025-01-09'],
    [`记者10日获悉，${MEETING}9日召开。`, '2025-01-09'],
    [`日前，${MEETING}召开。`, null],
    [`1月上旬，${MEETING}召开。`, null],
    [`${MEETING}召开。`, null],
  ])('%s', (lead, day) => {
    expect(dayOfAct(paper(lead))).toBe(day);
  });
});

describe('a month or a year that is not told is taken from', () => {
  it.each([
    ['2025-01-10 08:30 来源：临溪日报\n\n昨日，', '2025-01-09'],
    ['10.01.2025 19:02\n\n1月9日，', '2025-01-09'],
    ['25/01/10 08:30\n\n1月9日，', '2025-01-09'],
    ['临溪日报　2025-01-10　A1版\n\n昨日，', '2025-01-09'],
    ['第01版：要闻 2025年01月10日\n\n昨日，', '2025-01-09'],
    ['发布时间：2025-01-10 08:30 浏览次数：123\n\n昨日，', '2025-01-09'],
    ['王伟 2025-01-10 08:12\n\n昨日，', '2025-01-09'],
    ['新华社临溪2025年1月9日电（记者王伟）', '2025-01-09'],
    ['新华社临溪1月9日电（记者王伟）', null],
    ['昨日，', null],
    ['1月9日，', null],
  ])('%j', (top, day) => {
    expect(dayOfAct(page(top))).toBe(day);
  });
});

describe('in a report of 9 January the day of an act is that of its own sentence in', () => {
  it.each([
    ['会议决定任命王芳为临溪县副县长。', '2025-01-09'],
    ['1月8日，会议决定任命王芳为临溪县副县长。', '2025-01-08'],
    ['去年8月15日，县人大常委会决定任命王芳为临溪县副县长。', '2024-08-15'],
    ['去年8月，县人大常委会决定任命王芳为临溪县副县长。', null],
    ['此前，县人大常委会已决定任命王芳为临溪县副县长。', null],
    ['李明此前任县长助理，会议决定任命王芳为临溪县副县长。', '2025-01-09'],
    ['次日，县人大常委会决定任命王芳为临溪县副县长。', '2025-01-10'],
    ['会议指出，要落实1月6日召开的全市会议部署。会议决定任命王芳为临溪县副县长。', '2025-01-09'],
    [
      '赵强强调，要落实1月6日召开的全市会议部署。\n\n会议决定任命王芳为临溪县副县长。',
      '2025-01-09',
    ],
    ['会议追认任命王芳为临溪县副县长。', null],
    ['会议听取了关于2024年12月31日债务情况的报告，决定任命王芳为临溪县副县长。', '2025-01-09'],
    ['会议传达学习近期有关会议精神，决定任命王芳为临溪县副县长。', '2025-01-09'],
    ['会议要求在1月20日前完成整改，决定任命王芳为临溪县副县长。', '2025-01-09'],
    ['会议决定，2月12日召开县十七届人大四次会议，并任命王芳为临溪县副县长。', '2025-01-09'],
  ])('%s', (sentence, day) => {
    expect(dayOfAct(report(sentence))).toBe(day);
  });
});
