import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeReview, composeUnread, tellFact } from '../../src/compose/index.ts';
import { sentenceAround } from '../../src/compose/sentence.ts';
import { expectSendable } from './limits.ts';

const spanOf = (text: string, words: string) => {
  const start = text.indexOf(words);
  return [start, start + words.length] as const;
};
const around = (text: string, words: string) =>
  sentenceAround(text, { span: spanOf(text, words), article: [0, text.length] });

describe('the printed sentence of a fact', () => {
  it.each([
    ['会议开了。决定任命王芳为局长。会议结束。', '王芳为局长', ['决定任命', '王芳为局长', '。']],
    ['决定任命王芳为局长。会议结束。', '任命王芳为局长。', ['决定', '任命王芳为局长。', '']],
    [
      '# 任免名单\n\n任命：\n王芳 局长\n李明 副局长\n\n完。',
      '王芳 局长',
      ['任命：\n', '王芳 局长', '\n李明 副局长'],
    ],
    ['他说：“任命王芳为局长。”大家鼓掌。', '王芳', ['他说：“任命', '王芳', '为局长。”']],
    ['# 王芳任局长\n\n正文。', '王芳任局长', ['', '王芳任局长', '']],
  ])('of «%s» and «%s» is whole, with the words apart', (text, words, [before, shown, after]) => {
    expect(around(text, words)).toEqual({ before, words: shown, after });
  });

  it('stays within its article, and says where a long list is cut', () => {
    const names = Array.from({ length: 300 }, (_, n) => `王${n}、`).join('');
    const { before, after } = around(`任命${names}为委员`, '王150');
    expect(before.startsWith('…')).toBe(true);
    expect(after.endsWith('…')).toBe(true);
    const text = '前一篇没有句号\n任命王芳为局长\n后一篇';
    const [start] = spanOf(text, '任命');
    expect(
      sentenceAround(text, { span: spanOf(text, '王芳'), article: [start, start + 8] }),
    ).toEqual({
      before: '任命',
      words: '王芳',
      after: '为局长',
    });
  });
});

const item = {
  id: 1,
  kind: 'appointment',
  title: '任免名单',
  publication: '今日平阳',
  issueDate: '2025-01-09',
} as const;

describe('a page of /review', () => {
  it('is a message Telegram takes, whatever is printed', () => {
    const text = fc.string({ unit: 'binary', maxLength: 3000 });
    fc.assert(
      fc.property(text, fc.nat(3000), fc.nat(3000), (printed, one, other) => {
        const [start, end] = [one, other].sort((a, b) => a - b);
        const page = composeReview({
          head: '待核实 1 项',
          item: { ...item, title: printed },
          printed: {
            text: printed.repeat(3),
            span: [start ?? 0, end ?? 0],
            article: [0, printed.length * 3],
          },
          lines: [printed, printed],
          language: 'zh',
          buttons: [],
        });
        expectSendable(page);
        expectSendable(
          composeUnread({
            head: '没有读懂 1 处',
            publication: printed,
            issueDate: '2025-01-09',
            text: printed.repeat(3),
            lines: [printed],
            language: 'en',
            buttons: [],
          }),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('tells a fact in the reader’s language', () => {
    const act = {
      person: '王芳',
      action: 'remove',
      post: '局长',
      organization: '平阳县民政局',
      date: '2025-01-09',
    } as const;
    expect(tellFact({ kind: 'act', act }, 'zh')).toBe(
      '免去王芳的平阳县民政局局长职务（2025年1月9日）',
    );
    const keyDate = { label: '选举日', date: '2025-01-24' } as const;
    expect(tellFact({ kind: 'key-date', keyDate }, 'en')).toContain('Election day');
  });
});
