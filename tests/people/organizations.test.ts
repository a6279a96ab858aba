import { describe, expect, it } from 'vitest';
import {
  isShortFor,
  looseWord,
  regionOf,
  resolveNames,
  spellOut,
  termOf,
} from '../../src/people/organizations.ts';

it.each([
  ['县政府', '县人民政府'],
  ['平阳县政府办公室', '平阳县人民政府办公室'],
  ['平阳县人大常委会', '平阳县人民代表大会常务委员会'],
  ['平阳县第十七届人民代表大会常务委员会', '平阳县人民代表大会常务委员会'],
  ['县十七届人大', '县人民代表大会'],
  ['平阳县人大法制委员会', '平阳县人民代表大会法制委员会'],
  ['平阳县法院', '平阳县人民法院'],
  ['温州市中级法院', '温州市中级人民法院'],
  ['宁波海事法院', '宁波海事法院'],
  ['中国人民大学', '中国人民大学'],
  ['平阳县监委', '平阳县监察委员会'],
  ['平阳县委', '中共平阳县委员会'],
  ['中国共产党平阳县委员会', '中共平阳县委员会'],
  ['中共平阳县委宣传部', '中共平阳县委员会宣传部'],
  ['平阳县政协', '中国人民政治协商会议平阳县委员会'],
  ['政协平阳县委员会', '中国人民政治协商会议平阳县委员会'],
  [' 平阳县 民政局', '平阳县民政局'],
])('%s is written out as %s', (name, full) => {
  expect(spellOut(name)).toBe(full);
  expect(spellOut(full)).toBe(full);
});

it.each([
  ['县民政局', '平阳县民政局', true],
  ['民政局', '平阳县民政局', true],
  ['平阳县民政局', '温州市平阳县民政局', true],
  ['中共县委员会', '中共平阳县委员会', true],
  ['区人民法院', '和兴区人民法院', true],
  ['民政局', '民政局', false],
  ['平阳县民政局', '苍南县民政局', false],
  ['委员会', '平阳县选举委员会', false],
  ['人民法院', '温州市中级人民法院', false],
  ['县委员会', '中共平阳县委员会', false],
])('%s may be short for %s: %s', (short, full, is) => {
  expect(isShortFor(short, full)).toBe(is);
});

describe('a name stands', () => {
  it('for the one full name that it may be short of', () => {
    const nameOf = resolveNames(['县民政局', '平阳县民政局', '温州市平阳县民政局', '财政部']);
    expect(['县民政局', '平阳县民政局', '财政部', '别的'].map(nameOf)).toEqual([
      '温州市平阳县民政局',
      '温州市平阳县民政局',
      '财政部',
      '别的',
    ]);
  });

  it('for itself where there are two', () => {
    const nameOf = resolveNames(['县民政局', '平阳县民政局', '苍南县民政局']);
    expect(nameOf('县民政局')).toBe('县民政局');
  });
});

it.each([
  ['平阳县民政局', '平阳县'],
  ['温州市平阳县民政局', '温州市平阳县'],
  ['中共平阳县委员会', '平阳县'],
  ['温州市民政局', '温州市'],
  ['景宁畲族自治县民政局', '景宁畲族自治县'],
  ['平阳县水头镇人民政府', '平阳县水头镇'],
  ['城市管理局', undefined],
  ['国家市场监督管理总局', undefined],
  ['最高人民法院', undefined],
  ['县民政局', undefined],
])('%s is of %s', (name, region) => {
  expect(regionOf(name)).toBe(region);
});

it.each([
  ['平阳县人民政府副县长', '人民政府副县长'],
  ['平阳县政府', '人民政府'],
  ['县民政局', '民政局'],
  ['副县长', '副县长'],
  ['平阳县', '平阳县'],
])('acts about %s are looked for by %s', (word, loose) => {
  expect(looseWord(word)).toBe(loose);
});

it.each([
  ['平阳县第十七届人民代表大会', '十七届'],
  ['县十七届人大', '十七届'],
  ['平阳县人民代表大会', null],
])('%s is of term %s', (name, term) => {
  expect(termOf(name)).toBe(term);
});
