import { expect, it } from 'vitest';
import { findHoldings, withTitles } from '../../src/bot/office-holders.ts';
import type { Act } from '../../src/domain/index.ts';
import { holdingsOf, isAbout, shortNames } from '../../src/people/index.ts';
import {
  actsOfPerson,
  archiveBegins,
  bodiesEndingIn,
  type Db,
  saveIssue,
} from '../../src/store/index.ts';
import { chanceOf } from '../hardness/chance.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { anAct, anAppointment, anIngest } from '../support/samples.ts';

const people = ['王芳', '李明', '陈国翰'] as const;

describeOnEachDialect('who holds an office', (open) => {
  const deputy = { post: '副县长', organization: '平阳县人民政府' };
  const years: readonly (readonly [string, readonly Partial<Act>[]])[] = [
    ['2021-03-05', [{ ...deputy, person: '陈国翰', date: '2021-03-04' }]],
    [
      '2023-05-06',
      [{ ...deputy, person: '金宗来', organization: '县人民政府', date: '2023-05-05' }],
    ],
    [
      '2025-01-09',
      [
        { ...deputy, person: '陈国翰', action: 'remove', organization: '县人民政府' },
        { ...deputy, person: '张峻榕' },
        { ...deputy, person: '林可疑', confidence: 0.5 },
        { post: '县长', organization: '平阳县人民政府', person: '徐顺兵', action: 'elect' },
      ],
    ],
  ];

  it('is known from the certain acts, in whatever order the issues were read', async () => {
    const expected = [
      '张峻榕 2025-01-08 → null',
      '金宗来 2023-05-05 → null',
      '陈国翰 2021-03-04 → 2025-01-08',
    ];
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
      [1, 2, 0],
    ]) {
      const { db } = await open();
      for (const year of order) await read(db, ...(years[year] ?? ['2025-01-09', []]));
      for (const words of ['副县长', '平阳县人民政府副县长', '平阳县政府 副县长'])
        expect(await holders(db, words), words).toEqual(expected);
      expect(await holders(db, '县长')).toEqual(['徐顺兵 2025-01-08 → null']);
    }
  });

  it('is told apart where the paper prints two bodies that a short name may stand for', async () => {
    const { db } = await open();
    await read(db, '2025-01-09', [
      { organization: '县民政局' },
      { organization: '平阳县民政局', action: 'remove', date: '2025-03-01' },
    ]);
    expect(await holders(db, '平阳县民政局')).toEqual(['王芳 2025-01-08 → 2025-03-01']);
    await read(db, '2025-01-10', [{ organization: '苍南县民政局', person: '李明' }]);
    expect(await holders(db, '平阳县民政局')).toEqual(['王芳 null → 2025-03-01']);
  });

  it('is the same, titles and all, as from every act of everybody, read with its article', async () => {
    const { db } = await open();
    const chance = chanceOf(2025, 1);
    const oneOf = <T>(list: readonly [T, ...T[]]): T => list[chance.upTo(list.length)] ?? list[0];
    const anyAct = (): Act =>
      anAct({
        person: oneOf(people),
        action: oneOf(['appoint', 'remove', 'acting', 'elect', 'other']),
        post: oneOf(['局长', '副局长', '代局长', '局 长']),
        organization: oneOf(['平阳县民政局', '县民政局', '平阳县财政局', '苍南县民政局']),
        date: oneOf([null, '2025-01-08', '2025-02-08']),
        span: [chance.upTo(3), 20],
        confidence: oneOf([0.5, 0.97, 0.97]),
      });
    for (const date of ['2025-01-09', '2025-01-10', '2025-01-11', '2025-01-12']) {
      const items = ['任免名单', '任职名单', '免职名单'].map((title) =>
        anAppointment({ title, body: date + title, acts: [anyAct(), anyAct(), anyAct()] }),
      );
      await saveIssue(db, anIngest({ text: date, date, items }));
    }
    const all = (await Promise.all(people.map((name) => actsOfPerson(db, name)))).flat();
    for (const words of ['民政局', '局长', '县民政局副局长', '苍南', '财政局局长']) {
      const loose = words.replace(/^县/u, '');
      const held = all.filter(({ organization, post }) => `${organization}${post}`.includes(loose));
      const acts = all.filter((act) =>
        held.some(({ person, post }) => person === act.person && post === act.post),
      );
      const alsoKnown = await bodiesEndingIn(db, shortNames(acts));
      const expected = holdingsOf(acts, alsoKnown).filter((each) => isAbout(each, [words]));
      expect(expected.length, words).toBeGreaterThan(0);
      expect(await withTitles(db, await findHoldings(db, words)), words).toEqual(expected);
    }
  });

  it('goes by the newest revision of an article', async () => {
    const { db } = await open();
    await read(db, '2025-01-09', [{ person: '王芬' }]);
    await read(db, '2025-01-09', [{ person: '王芳' }], '第77号任免名单，更正后重新刊登。');
    expect(await holders(db, '民政局')).toEqual(['王芳 2025-01-08 → null']);
    expect(await actsOfPerson(db, '王芬')).toEqual([]);
  });

  it.each(['%', '_', '\\', "'", '"', '; drop table acts', '\u0000', '局长%', '𠮷'.repeat(80)])(
    'is not asked for by «%s», which means nothing to the database',
    async (words) => {
      const { db } = await open();
      await read(db, '2025-01-09', [{}]);
      expect(await holders(db, words)).toEqual([]);
      expect(await actsOfPerson(db, words)).toEqual([]);
    },
  );

  it('is nobody in an empty archive', async () => {
    const { db } = await open();
    expect(await holders(db, '局长')).toEqual([]);
    expect(await archiveBegins(db)).toBeNull();
  });
});

async function read(
  db: Db,
  date: string,
  acts: readonly Partial<Act>[],
  body = `${date}任免名单`,
): Promise<void> {
  const item = anAppointment({
    number: '第77号',
    body,
    acts: acts.map((act, index) => anAct({ span: [index * 20, index * 20 + 14], ...act })),
  });
  await saveIssue(db, anIngest({ text: `${date} ${body}`, date, items: [item] }));
}

async function holders(db: Db, words: string): Promise<string[]> {
  const day = (act: Pick<Act, 'date'> | null) => act?.date ?? null;
  return (await findHoldings(db, words)).map(
    ({ person, since, until }) => `${person} ${day(since)} → ${day(until)}`,
  );
}
