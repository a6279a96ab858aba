import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCorrection } from '../../src/bot/review-line.ts';
import type { Fact } from '../../src/domain/index.ts';
import { cpuTime } from '../support/cpu-time.ts';

const NOW = new Date('2025-01-10T00:00:00Z');
const ACT = {
  person: '王方',
  action: 'appoint',
  post: '副局长',
  organization: '县民政局',
  date: null,
} as const;
const fact: Fact = { kind: 'act', act: ACT };
const date: Fact = { kind: 'key-date', keyDate: { label: '选举日', date: '2025-01-24' } };
const read = (line: string, of: Fact = fact) => readCorrection(line, of, NOW);

describe('the line of a correction', () => {
  it.each([
    ['姓名：王芳', { person: '王芳' }],
    ['姓名: 王芳，', { person: '王芳' }],
    [
      '姓名：王芳 职务：局长 机构：平阳县民政局',
      { person: '王芳', post: '局长', organization: '平阳县民政局' },
    ],
    ['职务：局长\n单位：平阳县民政局；', { post: '局长', organization: '平阳县民政局' }],
    ['日期：2025年1月9日', { date: '2025-01-09' }],
    ['日期：2025-01-09。', { date: '2025-01-09' }],
    ['动作：免去', { action: 'remove' }],
    ['动作：当选', { action: 'elect' }],
    ['action: Removed post: 局长', { action: 'remove', post: '局长' }],
    ['Name: 王芳 Date: 2025/1/9', { person: '王芳', date: '2025-01-09' }],
    ['机构：无', { organization: '' }],
    ['姓名：吐尔逊江·买买提', { person: '吐尔逊江·买买提' }],
  ])('«%s» changes what it names, and the rest stays', (line, changed) => {
    expect(read(line)).toEqual({
      kind: 'fact',
      fact: { kind: 'act', act: { ...ACT, ...changed } },
    });
  });

  it.each([
    ['', 'no-field'],
    ['改成局长', 'no-field'],
    ['姓名王芳', 'no-field'],
    ['真实姓名：王芳', 'no-field'],
    ['姓名：', 'empty'],
    ['职务：无', 'empty'],
    ['动作：提拔', 'action'],
    ['日期：1月9日', 'date'],
    ['日期：2025-02-30', 'date'],
    ['日期：昨天', 'date'],
    ['事项：选举日', 'not-of-this'],
    ['姓名：王方 职务：副局长', 'same'],
    ['日期：无', 'same'],
  ])('«%s» says what is wrong: %s', (line, problem) => {
    expect(read(line)).toEqual({ kind: 'problem', problem });
  });

  it.each([
    ['事项：截止日期', { label: '截止日期', date: '2025-01-24' }],
    ['日期：2025-02-11', { label: '选举日', date: '2025-02-11' }],
  ])('«%s» corrects a key date', (line, keyDate) => {
    expect(read(line, date)).toEqual({ kind: 'fact', fact: { kind: 'key-date', keyDate } });
  });

  it.each([
    ['姓名：王芳', 'not-of-this'],
    ['事项：生日', 'label'],
    ['日期：无', 'date'],
    ['日期：2025-01-24', 'same'],
  ])('«%s» is no correction of a key date: %s', (line, problem) => {
    expect(read(line, date)).toEqual({ kind: 'problem', problem });
  });

  it('of any words is an answer, soon, and never a longer name than a line holds', async () => {
    const words = fc.array(
      fc.oneof(
        fc.constantFrom('姓名', '职务', '：', ':', ' ', 'date', '日期', '2025-'),
        fc.string(),
      ),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(words, (parts) => {
        const given = read(parts.join(''));
        if (given.kind === 'problem' || given.fact.kind !== 'act') return;
        const { person, post, organization } = given.fact.act;
        for (const value of [person, post, organization])
          expect(value.length).toBeLessThanOrEqual(120);
      }),
    );
    expect(await cpuTime(() => read('姓名：'.repeat(1400)))).toBeLessThan(500);
  });
});
