import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTIONS, type PrintedAct } from '../../src/domain/index.ts';
import { type Holding, holdingsOf, isAbout, shortNames } from '../../src/people/index.ts';
import { aPrintedAct } from './samples.ts';

/** 王芳 平阳县民政局局长 2025-01-08 → now. */
function lines(holdings: readonly Holding[]): string[] {
  return holdings.map(({ person, organization, post, isActing, since, until }) => {
    const day = (act: PrintedAct | null, none: string) =>
      act ? (act.date ?? `${act.issueDate}?`) : none;
    const office = `${organization}${post}${isActing ? '（代理）' : ''}`;
    return `${person} ${office} ${day(since, 'before')} → ${day(until, 'now')}`;
  });
}

describe('who is in an office', () => {
  it.each(['appoint', 'elect', 'approve-appointment'] as const)('comes in by %s', (action) => {
    expect(lines(holdingsOf([aPrintedAct({ action })]))).toEqual([
      '王芳 平阳县民政局局长 2025-01-08 → now',
    ]);
  });

  it.each([
    'remove',
    'accept-resignation',
    'dismiss',
    'recall',
    'approve-removal',
    'terminate',
  ] as const)('goes out by %s', (action) => {
    const acts = [aPrintedAct(), aPrintedAct({ action, date: '2025-03-01' })];
    expect(lines(holdingsOf(acts))).toEqual(['王芳 平阳县民政局局长 2025-01-08 → 2025-03-01']);
  });

  it('is not ended by whoever comes next: only an act about oneself does', () => {
    const acts = [aPrintedAct(), aPrintedAct({ person: '李明', date: '2025-06-01' })];
    expect(lines(holdingsOf(acts))).toEqual([
      '李明 平阳县民政局局长 2025-06-01 → now',
      '王芳 平阳县民政局局长 2025-01-08 → now',
    ]);
  });

  it('is not touched by an act that is no coming or going', () => {
    const acts = [aPrintedAct(), aPrintedAct({ action: 'other', date: '2025-03-01' })];
    expect(lines(holdingsOf(acts))).toEqual(['王芳 平阳县民政局局长 2025-01-08 → now']);
    expect(holdingsOf([aPrintedAct({ action: 'other' })])).toEqual([]);
  });

  it('was there before the archive if the first that is told is the going', () => {
    expect(lines(holdingsOf([aPrintedAct({ action: 'remove' })]))).toEqual([
      '王芳 平阳县民政局局长 before → 2025-01-08',
    ]);
  });

  it('is not told twice by the announcement and the report about it', () => {
    const acts = [
      aPrintedAct({ date: null, issueDate: '2025-01-10' }),
      aPrintedAct(),
      aPrintedAct({ action: 'remove', date: '2025-03-01', issueDate: '2025-03-02' }),
      aPrintedAct({ action: 'remove', date: null, issueDate: '2025-03-03' }),
    ];
    expect(lines(holdingsOf(acts))).toEqual(['王芳 平阳县民政局局长 2025-01-08 → 2025-03-01']);
  });

  it('may come back', () => {
    const acts = [
      aPrintedAct({ date: '2020-01-01' }),
      aPrintedAct({ action: 'remove', date: '2022-01-01' }),
      aPrintedAct({ date: '2024-01-01' }),
    ];
    expect(lines(holdingsOf(acts))).toEqual([
      '王芳 平阳县民政局局长 2024-01-01 → now',
      '王芳 平阳县民政局局长 2020-01-01 → 2022-01-01',
    ]);
  });

  it('acts first, and holds it from the election on', () => {
    const acting = aPrintedAct({
      action: 'acting',
      post: '县长',
      organization: '平阳县人民政府',
      date: '2024-11-01',
    });
    expect(lines(holdingsOf([acting]))).toEqual([
      '王芳 平阳县人民政府县长（代理） 2024-11-01 → now',
    ]);
    const elected = { ...acting, action: 'elect', date: '2025-02-11' } as const;
    expect(lines(holdingsOf([acting, elected]))).toEqual([
      '王芳 平阳县人民政府县长 2025-02-11 → now',
    ]);
  });

  it('is the same where the body is called by a shorter name', () => {
    const acts = [
      aPrintedAct({ organization: '县民政局' }),
      aPrintedAct({ organization: '平阳县民政局', action: 'remove', date: '2025-03-01' }),
    ];
    expect(lines(holdingsOf(acts))).toEqual(['王芳 平阳县民政局局长 2025-01-08 → 2025-03-01']);
  });

  it('is another in the other county, whatever another paper calls its own', () => {
    const acts = [
      aPrintedAct({ organization: '县民政局', publication: '今日苍南' }),
      aPrintedAct({ organization: '平阳县民政局', action: 'remove', date: '2025-03-01' }),
    ];
    expect(lines(holdingsOf(acts))).toEqual([
      '王芳 县民政局局长 2025-01-08 → now',
      '王芳 平阳县民政局局长 before → 2025-03-01',
    ]);
  });

  it('is told apart where a short name may stand for two bodies', () => {
    const acts = [
      aPrintedAct({ organization: '县民政局' }),
      aPrintedAct({ organization: '平阳县民政局', action: 'remove', date: '2025-03-01' }),
    ];
    expect(shortNames(acts)).toEqual(['县民政局']);
    const other = { publication: '今日平阳', organization: '苍南县民政局' };
    expect(lines(holdingsOf(acts, [other]))[0]).toBe('王芳 县民政局局长 2025-01-08 → now');
  });

  it('is of one term: the next begins by its own election', () => {
    const member = (term: string, parts: Partial<PrintedAct>) =>
      aPrintedAct({ post: '委员', organization: `平阳县${term}人民代表大会常务委员会`, ...parts });
    const acts = [
      member('第十七届', { action: 'elect', date: '2022-02-01' }),
      member('第十八届', { action: 'elect', date: '2027-02-01' }),
      member('第十七届', { action: 'accept-resignation', date: '2027-01-01' }),
    ];
    expect(lines(holdingsOf(acts))).toEqual([
      '王芳 平阳县第十八届人民代表大会常务委员会委员 2027-02-01 → now',
      '王芳 平阳县第十七届人民代表大会常务委员会委员 2022-02-01 → 2027-01-01',
    ]);
  });

  it('goes by the printed order within one day', () => {
    const [first, second] = [aPrintedAct({ action: 'remove' }), aPrintedAct()];
    expect(lines(holdingsOf([second, first]))).toEqual([
      '王芳 平阳县民政局局长 2025-01-08 → now',
      '王芳 平阳县民政局局长 before → 2025-01-08',
    ]);
  });
});

describe('whatever is printed', () => {
  const anyAct = fc
    .record({
      person: fc.constantFrom('王芳', '李明'),
      action: fc.constantFrom(...ACTIONS),
      post: fc.constantFrom('局长', '副局长', '代局长'),
      organization: fc.constantFrom('平阳县民政局', '县民政局', '民政局', '苍南县民政局'),
      publication: fc.constantFrom('今日平阳', '今日苍南'),
      date: fc.option(fc.constantFrom('2025-01-07', '2025-01-08', '2025-01-09')),
      issueDate: fc.constantFrom('2025-01-09', '2025-01-10'),
      title: fc.constantFrom('任免名单', '县人大常委会召开会议'),
      start: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ start, ...act }) => aPrintedAct({ ...act, span: [start, start + 1] }));

  it('any order of reading gives the same holders', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyAct, { maxLength: 14 })
          .chain((acts) =>
            fc.tuple(
              fc.constant(acts),
              fc.shuffledSubarray(acts, { minLength: acts.length, maxLength: acts.length }),
            ),
          ),
        ([acts, shuffled]) => {
          // Ids are given in the order of reading.
          const reread = shuffled.map((act, itemId) => ({ ...act, itemId }));
          expect(lines(holdingsOf(reread))).toEqual(lines(holdingsOf(acts)));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('nobody is said to hold or to have left an office without an act that says so', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 14 }), (acts) => {
        for (const { person, since, until } of holdingsOf(acts)) {
          for (const act of [since, until].filter((each) => each !== null)) {
            expect(acts).toContain(act);
            expect(act.person).toBe(person);
          }
          expect(since ?? until).not.toBeNull();
          expect(['remove', 'other']).not.toContain(since?.action);
          expect(['appoint', 'elect', 'acting', 'other']).not.toContain(until?.action);
        }
      }),
    );
  });
});

describe('an office is asked for', () => {
  const [holding] = holdingsOf([
    aPrintedAct({ post: '副县长', organization: '平阳县人民政府', date: '2025-01-08' }),
  ]);

  it.each([
    ['副县长', true],
    ['平阳县人民政府副县长', true],
    ['平阳县政府', true],
    ['平阳 副县长', true],
    ['县长', false],
    ['苍南', false],
    ['平阳 县长', false],
  ])('by %s: %s', (words, is) => {
    expect(holding && isAbout(holding, words.split(' '))).toBe(is);
  });
});
