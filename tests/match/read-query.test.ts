import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuery } from '../../src/match/index.ts';

describe('what a person wants to follow', () => {
  it.each([
    ['水头镇', '水头镇'],
    ['  共富工坊　水头镇 ', '共富工坊 水头镇'],
    ['ＡＩ ｜ 人工智能', 'AI 人工智能'],
    ['ＡＩ｜人工智能', 'AI|人工智能'],
    ['招聘 －教师', '招聘 -教师'],
    ['招聘 -教师|医生', '招聘 -教师 -医生'],
    ['《平阳县城市管理办法》。', '平阳县城市管理办法'],
    ['招聘 招聘 | -', '招聘'],
    ['Covid-19 疫苗', 'Covid-19 疫苗'],
    ['水\u200b头', '水头'],
    ['沈 水利', '沈 水利'],
  ])('«%s» is kept as «%s»', (words, text) => {
    expect(readQuery(words)).toEqual({ text });
  });

  it.each([
    ['', 'empty'],
    [' 。、|- ', 'empty'],
    ['-教师', 'only-not'],
    ['镇', 'short'],
    ['a', 'short'],
    ['7 镇', 'short'],
    ['水利|镇', 'short'],
    ['水'.repeat(101), 'long'],
    ['水利 '.concat(Array.from({ length: 12 }, (_, n) => `第${n + 10}号`).join(' ')), 'long'],
  ])('«%s» cannot be followed: %s', (words, problem) => {
    expect(readQuery(words)).toEqual({ problem });
  });

  it('is the same when it is read again, whatever was typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: signs })), (words) => {
        const read = readQuery(words);
        if ('text' in read) expect(readQuery(read.text)).toEqual(read);
      }),
      { numRuns: 500 },
    );
  });
});

const signs = fc.constantFrom(
  '水',
  '头',
  '镇',
  'a',
  'Ｂ',
  '1',
  ' ',
  '　',
  '|',
  '｜',
  '-',
  '－',
  '。',
);
