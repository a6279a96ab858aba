import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { issueToJson } from '../../src/parse/index.ts';
import { FIXTURES, parseText, SAMPLE, saidBy } from './expected.ts';

const NAME = 'pingyang-2025-01-09.md';
const issue = parseText(NAME, SAMPLE);

describe('the sample issue', () => {
  it('is read as its fixture says, field by field', () => {
    const parsed = readFileSync(join(FIXTURES, 'pingyang-2025-01-09/parsed.json'), 'utf8');
    expect(JSON.parse(JSON.stringify(issueToJson(NAME, '今日平阳', issue)))).toEqual(
      JSON.parse(parsed),
    );
  });

  it('is the sample that ships with the product', () => {
    const shipped = readFileSync(join(FIXTURES, '../../samples', NAME), 'utf8');
    expect(shipped).toBe(SAMPLE);
  });

  it('has its items cut at their headlines, one after the other', () => {
    for (const { span, title } of issue.items) {
      const printed = SAMPLE.slice(...span).replace(/[#\s]/gu, '');
      expect(printed).toContain(title.replace(/\s/gu, ''));
    }
    const ends = issue.items.map((item) => item.span[1]);
    const starts = issue.items.map((item) => item.span[0]);
    expect(starts.slice(1).every((start, index) => start >= (ends[index] ?? 0))).toBe(true);
  });

  it('points every act and key date to the printed words', () => {
    const words = issue.items.flatMap((item) =>
      [...item.acts, ...item.keyDates].map(({ span }) => SAMPLE.slice(...span)),
    );
    expect(words).toEqual([
      '张峻榕为平阳县人民政府副县长',
      '陈国翰的平阳县人民政府副县长职务',
      '选举日定为2025年1月24日',
      ...Array<string>(3).fill('接受金宗来、徐顺兵、周泳等辞去平阳县第十七届人民代表大会代表职务'),
    ]);
  });

  it('has the three paragraphs mended that the columns had broken', () => {
    const bodies = issue.items.map((item) => item.body).join('\n');
    for (const words of ['县人大常委会主任会议提请', '“一把手”招商组合拳', '共富工坊以“有爱”助']) {
      expect(bodies).toContain(words);
    }
  });
});

const plain = SAMPLE.replace(/^#+ /gmu, '').replace(/ +$/gmu, '');
const wrap = (text: string, width: number) =>
  text
    .split('\n')
    .map((line) => line.match(new RegExp(`.{1,${width}}`, 'gu'))?.join('\n') ?? '')
    .join('\n');
const indent = (text: string) => text.replace(/^(?=.)/gmu, '　　');
const close = (text: string) => text.replace(/\n{2,}/gu, '\n');
const spread = (text: string) => text.replace(/\n/gu, '\n\n');

describe('the same issue in another form', () => {
  it.each([
    ['without heading marks', plain],
    ['wrapped at 15 characters', wrap(plain, 15)],
    ['wrapped at 20 characters', wrap(plain, 20)],
    ['wrapped at 30 characters', wrap(plain, 30)],
    ['in markdown, wrapped at 20 characters', wrap(SAMPLE.replace(/ +$/gmu, ''), 20)],
    [
      'without heading marks, its headlines broken before the end of the column',
      wrap(SAMPLE.replace(/ +$/gmu, ''), 20).replace(/^#+ /gmu, ''),
    ],
    ['with indented paragraphs', indent(plain)],
    ['with indented paragraphs, wrapped', wrap(indent(plain), 24)],
    ['without blank lines', close(plain)],
    ['without blank lines, wrapped', close(wrap(plain, 30))],
    ['in markdown without blank lines', close(SAMPLE)],
    ['with a blank line after each line', spread(plain)],
  ])('says the same %s', (_, text) => {
    expect(saidBy(parseText('pingyang-2025-01-09.txt', text))).toEqual(saidBy(issue));
  });

  it.each([
    ['第1234期', '第1234期'],
    ['总第1234期', '总第1234期'],
    ['第12期（总第1234期）', '第12期（总第1234期）'],
    ['第 12 期 总第 1234 期', '第12期总第1234期'],
  ])(
    'keeps the number of its masthead, and with that of the year that among all: %s',
    (printed, kept) => {
      const { number } = parseText(
        'issue.txt',
        `今日平阳\n2025年1月10日 星期五 ${printed}\n\n${plain}`,
      );
      expect(number).toBe(kept);
    },
  );

  it('takes its day from the masthead, or from the newest signature', () => {
    const masthead = parseText('issue.txt', `今日平阳\n2025年1月10日 星期五 第1234期\n\n${plain}`);
    expect([masthead.publication, masthead.date, masthead.number]).toEqual([
      '今日平阳',
      '2025-01-10',
      '第1234期',
    ]);
    expect(masthead.items).toHaveLength(6);
    expect(parseText('issue.txt', plain).date).toBe('2025-01-09');
  });
});
