import { expect, it } from 'vitest';
import {
  type Db,
  findActs,
  findItem,
  findItems,
  issuesOn,
  itemsAfter,
  latestIssue,
  nearestIssueDates,
  newestItemId,
  publicationsOn,
  saveIssue,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aDecision, anAct, anAppointment, anIngest, anItem } from '../support/samples.ts';

/** Two issues, the older one read last: items 1 and 2 of the 9th, 3 and 4 of the 7th. */
async function twoIssues(db: Db): Promise<void> {
  await saveIssue(db, anIngest({ text: '9', items: [anAppointment(), anItem()] }));
  const items = [
    aDecision(),
    anAppointment({
      acts: [anAct({ person: '李明', post: '副县长', organization: '平阳县人民政府' })],
      body: '任命李明为平阳县人民政府副县长。',
    }),
  ];
  await saveIssue(db, anIngest({ text: '7', date: '2025-01-07', items }));
}

const ids = (items: readonly { readonly id: number }[]) => items.map(({ id }) => id);

describeOnEachDialect('the archive', (open) => {
  it('that is empty has nothing to give', async () => {
    const { db } = await open();
    expect(await newestItemId(db)).toBe(0);
    expect(await latestIssue(db)).toBeUndefined();
    expect(await findItem(db, 1)).toBeUndefined();
    expect(await issuesOn(db, '2025-01-09')).toEqual([]);
    expect(await nearestIssueDates(db, '2025-01-09')).toEqual({ before: null, after: null });
    expect(await findItems(db, { limit: 5, offset: 0 })).toEqual({ items: [], total: 0 });
    expect(await findActs(db, { limit: 5, offset: 0 })).toEqual({ acts: [], total: 0 });
    expect(await itemsAfter(db, { afterId: 0, throughId: 9 })).toEqual([]);
  });

  it('lists the newest issue first, in each as printed', async () => {
    const { db } = await open();
    await twoIssues(db);
    expect(ids((await findItems(db, { limit: 9, offset: 0 })).items)).toEqual([1, 2, 3, 4]);
  });

  it('gives a digest the oldest issue first, in each as printed', async () => {
    const { db } = await open();
    await twoIssues(db);
    expect(ids(await itemsAfter(db, { afterId: 0, throughId: 4 }))).toEqual([3, 4, 1, 2]);
    expect(ids(await itemsAfter(db, { afterId: 1, throughId: 3 }))).toEqual([3, 2]);
  });

  it('lists by kind, by day, by what is new, and page by page', async () => {
    const { db } = await open();
    await twoIssues(db);
    const all = { limit: 9, offset: 0 };
    expect(ids((await findItems(db, { ...all, kinds: ['appointment'] })).items)).toEqual([1, 4]);
    expect(ids((await findItems(db, { ...all, kinds: [] })).items)).toEqual([]);
    expect(ids((await findItems(db, { ...all, issueDate: '2025-01-07' })).items)).toEqual([3, 4]);
    expect(ids((await findItems(db, { ...all, afterId: 2 })).items)).toEqual([3, 4]);
    const page = await findItems(db, { limit: 2, offset: 1 });
    expect([ids(page.items), page.total]).toEqual([[2, 3], 4]);
  });

  it('finds the newest issue of one publication, and which have one of a day', async () => {
    const { db } = await open();
    const papers = [
      ['今日平阳', '2025-01-09'],
      ['今日平阳', '2025-01-10'],
      ['今日苍南', '2025-01-09'],
    ] as const;
    for (const [publication, date] of papers) {
      const items = [anItem({ title: publication, body: `${publication}${date}` })];
      await saveIssue(db, anIngest({ text: publication + date, publication, date, items }));
    }
    expect(await latestIssue(db)).toMatchObject({ publication: '今日平阳', date: '2025-01-10' });
    expect(await latestIssue(db, '今日苍南')).toMatchObject({ date: '2025-01-09' });
    expect(await latestIssue(db, '温州日报')).toBeUndefined();
    expect((await publicationsOn(db, '2025-01-09')).toSorted()).toEqual(['今日平阳', '今日苍南']);
    expect(await publicationsOn(db, '2025-01-10')).toEqual(['今日平阳']);
  });

  it('gives the newest issue by its day, not by when it was read', async () => {
    const { db } = await open();
    await twoIssues(db);
    expect(await newestItemId(db)).toBe(4);
    const latest = await latestIssue(db);
    expect(latest?.date).toBe('2025-01-09');
    expect(ids(latest?.items ?? [])).toEqual([1, 2]);
  });

  it('names the days with an issue next to a day', async () => {
    const { db } = await open();
    await twoIssues(db);
    expect(await nearestIssueDates(db, '2025-01-08')).toEqual({
      before: '2025-01-07',
      after: '2025-01-09',
    });
    expect(await nearestIssueDates(db, '2025-01-09')).toEqual({
      before: '2025-01-07',
      after: null,
    });
  });

  it('gives every item its own acts, however many items there are', async () => {
    const { db } = await open();
    const items = Array.from({ length: 1_200 }, (_, n) =>
      anAppointment({ title: `任免${n}`, body: `${n}`, acts: [anAct({ person: `人${n}` })] }),
    );
    await saveIssue(db, anIngest({ items }));
    const read = await itemsAfter(db, { afterId: 0, throughId: 1_200 });
    expect(read.map(({ acts }) => acts[0]?.person)).toEqual(items.map((_, n) => `人${n}`));
  });
});

describeOnEachDialect('acts', (open) => {
  it('are listed newest first, with the article they stand in', async () => {
    const { db } = await open();
    await twoIssues(db);
    const { acts, total } = await findActs(db, { limit: 9, offset: 0 });
    expect(total).toBe(2);
    expect(acts).toEqual([
      {
        ...anAct(),
        itemId: 1,
        issueDate: '2025-01-09',
        title: '平阳县人民代表大会常务委员会任免名单',
      },
      expect.objectContaining({ person: '李明', itemId: 4, issueDate: '2025-01-07' }),
    ]);
  });

  it.each([
    ['a person', '李明', 1],
    ['a surname', '李', 1],
    ['a post', '副县长', 1],
    ['an organization', '民政局', 1],
    ['what both have', '平阳县', 2],
    ['several words, all of them', '平阳县 李明', 1],
    ['a name written apart', '李 明', 1],
    ['nobody', '张三', 0],
    ['a wildcard, taken as it is written', '李%', 0],
    ['another wildcard', '李_', 0],
    ['nothing in particular', '  ', 2],
  ])('are found by %s', async (_, query, expected) => {
    const { db } = await open();
    await twoIssues(db);
    expect((await findActs(db, { query, limit: 9, offset: 0 })).total).toBe(expected);
  });

  it('of an older revision are not listed', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest({ items: [anAppointment()] }));
    const corrected = anAppointment({
      acts: [anAct({ person: '王方' })],
      body: '任命王方为平阳县民政局局长。',
    });
    await saveIssue(db, anIngest({ text: 'corrected', items: [corrected] }));
    const { acts } = await findActs(db, { limit: 9, offset: 0 });
    expect(acts.map(({ person }) => person)).toEqual(['王方']);
  });
});
