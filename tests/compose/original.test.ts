import { describe, expect, it } from 'vitest';
import { composeOriginal } from '../../src/compose/index.ts';
import type { Language, Span } from '../../src/domain/index.ts';
import { aKeyDate, anAct } from '../support/samples.ts';
import { anItem } from './items.ts';
import { expectSendable, wholeText } from './limits.ts';

const PAPER = [
  '今日平阳',
  '',
  '第01版：要闻',
  '头版头条',
  '',
  '第2版',
  '任免名单',
  '任命王芳为局长。',
  '选举日为2月11日。',
];

/** Of the lines from one to another, in the text of all. */
function spanOf(lines: readonly string[], from: string, to = from): Span {
  const text = lines.join('\n');
  return [text.indexOf(from), text.indexOf(to) + to.length];
}

function original(language: Language, lines = PAPER) {
  const item = anItem({
    title: '任免名单',
    span: spanOf(lines, '任免名单', '选举日为2月11日。'),
    acts: [anAct({ span: spanOf(lines, '任命王芳为局长。') })],
    keyDates: [aKeyDate({ span: spanOf(lines, '选举日为2月11日。') })],
  });
  const document = { name: 'pingyang.md', text: lines.join('\n') };
  const messages = composeOriginal({ item, document, language });
  for (const message of messages) expectSendable(message);
  return wholeText(messages);
}

describe('the printed lines of an article', () => {
  it.each([
    [
      'zh',
      '（星期四） · 第 2 版\n',
      '（文件 pingyang.md，从第 7 行起）：',
      '原文在第 9 行',
      '原文在第 8 行',
    ],
    [
      'zh-hant',
      '（星期四） · 第 2 版\n',
      '（檔案 pingyang.md，從第 7 行起）：',
      '原文在第 9 行',
      '原文在第 8 行',
    ],
    [
      'en',
      ' · page 2\n',
      '(file pingyang.md, from line 7):',
      'printed on line 9',
      'printed on line 8',
    ],
  ] as const)('are told with day, page and line: %s', (language, page, place, date, act) => {
    const text = original(language);
    for (const words of [page, place, '任命王芳为局长。']) expect(text).toContain(words);
    expect(text).toMatch(new RegExp(`2025.* · ${date}`, 'u'));
    expect(text).toContain(` · ${act}`);
    expect(text).not.toMatch(/字符|字元|character/u);
  });

  it('are of no page where the document names none above them, or only in a sentence', () => {
    const lines = ['任免名单', '任命王芳为局长。', '选举日为2月11日。', '第3版'];
    expect(original('zh', lines)).not.toMatch(/第 .+ 版/u);
    expect(original('zh', ['见第4版的报道', ...lines])).not.toMatch(/第 .+ 版/u);
  });

  it.each([
    ['第A01版：综合', 'A1'],
    ['  03版', '3'],
    ['第 12 版', '12'],
  ])('are of the page that «%s» names: %s', (label, page) => {
    const lines = [label, '任免名单', '任命王芳为局长。', '选举日为2月11日。'];
    expect(original('zh', lines)).toContain(`第 ${page} 版`);
  });
});
