import { describe, expect, it } from 'vitest';
import { historyOf } from '../../src/people/index.ts';
import { aPrintedAct } from './samples.ts';

describe('what is told of a name', () => {
  it('stands newest first, whichever was read in first', () => {
    const acts = [
      aPrintedAct({ date: '2020-01-01' }),
      aPrintedAct({ action: 'remove', date: '2025-01-08' }),
      aPrintedAct({ post: '副局长', date: '2018-01-01' }),
    ];
    expect(historyOf(acts).acts.map(({ date }) => date)).toEqual([
      '2025-01-08',
      '2020-01-01',
      '2018-01-01',
    ]);
  });

  it('is told once, by the announcement, where a report says it again', () => {
    const announced = aPrintedAct();
    const reports = [
      aPrintedAct({ date: null, issueDate: '2025-01-10', organization: '县民政局' }),
      aPrintedAct({ issueDate: '2025-01-10' }),
    ];
    expect(historyOf([...reports, announced]).acts).toEqual([announced]);
  });

  it.each([
    [
      ['平阳县民政局', '沙坪县公安局'],
      ['平阳县', '沙坪县'],
    ],
    [['平阳县民政局', '平阳县人民政府'], []],
    [
      ['平阳县民政局', '温州市平阳县水头镇人民政府', '温州市民政局'],
      ['平阳县', '温州市'],
    ],
    [['财政部', '国务院'], []],
  ])('of %s: may be people of %s', (organizations, places) => {
    const acts = organizations.map((organization) => aPrintedAct({ organization }));
    expect(historyOf(acts).places).toEqual(places);
  });
});
