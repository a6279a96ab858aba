import { describe, expect, it } from 'vitest';
import { guessMeaning } from '../../src/bot/meaning.ts';

const UNKNOWN = { asPerson: false, asPost: false, asOrganization: false };

describe('as what words are taken that the acts do not know', () => {
  it.each([
    ['水头镇', 'place'],
    ['青街畲族乡', 'place'],
    ['昆阳街道', 'place'],
    ['南门社区', 'place'],
    ['岭根村', 'place'],
    ['平阳县', 'place'],
    ['人民路', 'place'],
    ['水头镇人民政府', 'body'],
    ['昆阳街道办事处', 'body'],
    ['民政局', 'body'],
    ['县委', 'body'],
    ['水头镇第一中学', 'body'],
    ['浙江大凯特钢科技有限公司', 'body'],
    ['副县长', 'office'],
    ['民政局局长', 'office'],
    ['审判员', 'office'],
    ['张峻榕', 'word'],
    ['停水', 'word'],
    ['路', 'word'],
    ['长', 'word'],
    ['村', 'word'],
    ['公积金 买房', 'word'],
    ['水头镇 民政局', 'word'],
    ['停水|停电', 'word'],
    ['-水头镇', 'word'],
    ['housing', 'word'],
    ['', 'word'],
  ])('«%s» is a %s', (words, meaning) => {
    expect(guessMeaning(words, UNKNOWN)).toBe(meaning);
  });
});

describe('what the acts know goes before how a name ends', () => {
  it.each([
    ['高村', { ...UNKNOWN, asPerson: true }, 'person'],
    ['监事', { ...UNKNOWN, asPost: true }, 'office'],
    ['国网平阳供电', { ...UNKNOWN, asOrganization: true }, 'body'],
    ['王芳 李明', { ...UNKNOWN, asPerson: true }, 'word'],
  ] as const)('«%s», %o: %s', (words, known, meaning) => {
    expect(guessMeaning(words, known)).toBe(meaning);
  });
});
