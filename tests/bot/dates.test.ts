import { describe, expect, it } from 'vitest';
import { readDate } from '../../src/bot/dates.ts';

/** Already the tenth in Pingyang, still the ninth in London. */
const NOW = new Date('2025-01-09T17:00:00Z');

describe('a day as people write it', () => {
  it.each([
    ['2025-01-09', '2025-01-09'],
    ['2025/1/9', '2025-01-09'],
    ['2025.1.9', '2025-01-09'],
    ['20250109', '2025-01-09'],
    ['2025年1月9日', '2025-01-09'],
    ['２０２５年１月９日', '2025-01-09'],
    [' 2025 年 1 月 9 日 ', '2025-01-09'],
    ['2025年1月9号', '2025-01-09'],
    ['1月9日', '2025-01-09'],
    ['1/9', '2025-01-09'],
    ['12月31日', '2024-12-31'],
    ['2月29日', '2024-02-29'],
    ['今天', '2025-01-10'],
    ['昨天', '2025-01-09'],
    ['前天', '2025-01-08'],
    ['today', '2025-01-10'],
    ['Yesterday', '2025-01-09'],
  ])('%s', (words, date) => {
    expect(readDate(words, NOW, 'Asia/Shanghai')).toBe(date);
  });

  it.each([
    '',
    '选举日',
    '2025-02-30',
    '13月1日',
    '2025-13-01',
    '0月9日',
    '2025-01',
    '9',
    '99999999',
    'constructor',
  ])('«%s» is none', (words) => {
    expect(readDate(words, NOW, 'Asia/Shanghai')).toBeUndefined();
  });

  it('is counted by the clocks of the zone', () => {
    expect(readDate('today', NOW, 'Europe/London')).toBe('2025-01-09');
  });
});
