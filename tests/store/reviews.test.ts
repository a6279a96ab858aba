import { expect, it } from 'vitest';
import type { Act, Answer, FactRef, Item } from '../../src/domain/index.ts';
import {
  confirmedFacts,
  countWaiting,
  type Db,
  dealWithUnread,
  discardReviewDraft,
  findActs,
  findItem,
  findReviewDraft,
  newestReviewId,
  nextUnread,
  nextWaiting,
  type ReviewedItem,
  recentAdminActs,
  recordReview,
  reviewedItems,
  saveIssue,
  saveReviewDraft,
  searchItems,
  settledReviewId,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aKeyDate, anAct, anAppointment, anIngest, anItem } from '../support/samples.ts';

const NOW = new Date('2025-01-10T00:00:00Z');
const ADMIN = 1001;
const doubted = (parts: Partial<Act> = {}) => anAct({ confidence: 0.6, ...parts });

async function read(db: Db, items: readonly Item[], text = 'first', date = '2025-01-09') {
  return saveIssue(db, anIngest({ text, items, date }));
}

const act = (position = 0, revision = 1, itemId = 1): FactRef => ({
  itemId,
  revision,
  kind: 'act',
  position,
});
const say = (db: Db, ref: FactRef, answer: Answer, { adminId = ADMIN, now = NOW } = {}) =>
  recordReview(db, { ref, answer, adminId }, now);

async function allWaiting(db: Db): Promise<FactRef[]> {
  const refs: FactRef[] = [];
  let next = await nextWaiting(db, undefined);
  while (next && refs.length < 100) {
    refs.push(next.ref);
    next = await nextWaiting(db, next.ref);
  }
  return refs;
}

describeOnEachDialect('what waits', (open) => {
  it('is every fact below the line that is shown, the newest issue first', async () => {
    const { db } = await open();
    await read(db, [anAppointment({ acts: [doubted()] })], 'old', '2025-01-02');
    await read(db, [
      anItem(),
      anAppointment({
        title: '任免名单之二',
        acts: [anAct(), doubted({ person: '李明' }), doubted({ person: '赵敏' })],
        keyDates: [aKeyDate({ confidence: 0.79 }), aKeyDate({ date: '2025-03-01' })],
      }),
    ]);
    expect(await allWaiting(db)).toEqual([
      act(1, 1, 3),
      act(2, 1, 3),
      { itemId: 3, revision: 1, kind: 'key-date', position: 0 },
      act(0, 1, 1),
    ]);
    expect(await countWaiting(db)).toEqual({ facts: 4, unread: 0 });
  });

  it('comes with its words and their document, how sure it is and why', async () => {
    const { db } = await open();
    const item = anAppointment({
      span: [3, 30],
      acts: [doubted({ span: [5, 9], reasons: ['no-date'] })],
    });
    await read(db, [item], '一二三四五六七八九十');
    expect(await nextWaiting(db, undefined)).toMatchObject({
      fact: { kind: 'act', act: { person: '王芳', action: 'appoint' } },
      confidence: 0.6,
      reasons: ['no-date'],
      item: { id: 1, title: item.title, publication: '今日平阳', issueDate: '2025-01-09' },
      printed: { text: '一二三四五六七八九十', article: [3, 30], span: [5, 9] },
    });
  });

  it('is nothing in an older revision, nor what was answered', async () => {
    const { db } = await open();
    const list = (body: string, acts: Act[]) => anAppointment({ number: '第1号', body, acts });
    await read(db, [list('任命王芳为局长。', [doubted()])]);
    await read(db, [list('任命李明为局长。', [doubted({ person: '李明' })])], 'second');
    expect(await allWaiting(db)).toEqual([act(0, 2)]);
    await say(db, act(0, 2), { verdict: 'wrong' });
    expect(await allWaiting(db)).toEqual([]);
  });

  it('is not among the acts', async () => {
    const { db } = await open();
    await read(db, [anAppointment({ acts: [doubted(), anAct({ person: '李明' })] })]);
    const { acts, total } = await findActs(db, { limit: 9, offset: 0 });
    expect([total, acts.map(({ person }) => person)]).toEqual([1, ['李明']]);
  });
});

describeOnEachDialect('a review', (open) => {
  it('makes a right fact sure everywhere', async () => {
    const { db } = await open();
    await read(db, [anAppointment({ acts: [doubted({ reasons: ['no-date'] })] })]);
    expect(await say(db, act(), { verdict: 'right' })).toBe('recorded');
    const [told] = (await findActs(db, { query: '王芳', limit: 9, offset: 0 })).acts;
    expect(told).toMatchObject({ person: '王芳', confidence: 1, reasons: [] });
    expect((await findItem(db, 1))?.acts).toMatchObject([{ confidence: 1 }]);
  });

  it('shows a wrong fact nowhere', async () => {
    const { db } = await open();
    await read(db, [
      anAppointment({ body: '。', acts: [doubted()], keyDates: [aKeyDate({ confidence: 0.1 })] }),
    ]);
    expect((await searchItems(db, { query: '王芳', limit: 9, offset: 0 })).total).toBe(1);
    await say(db, act(), { verdict: 'wrong' });
    await say(db, { ...act(), kind: 'key-date' }, { verdict: 'wrong' });
    expect(await findItem(db, 1)).toMatchObject({ acts: [], keyDates: [] });
    expect((await findActs(db, { limit: 9, offset: 0 })).total).toBe(0);
    expect((await searchItems(db, { query: '王芳', limit: 9, offset: 0 })).total).toBe(0);
  });

  it('puts the corrected fact in its place, at the same words', async () => {
    const { db } = await open();
    await read(db, [anAppointment({ acts: [doubted({ span: [2, 7] })] })]);
    const { person, action, post, date } = anAct({ person: '王方', date: null });
    const corrected = { person, action, post, date, organization: '平阳县教育局' };
    await say(db, act(), { verdict: 'corrected', fact: { kind: 'act', act: corrected } });
    expect((await findItem(db, 1))?.acts).toEqual([
      { ...corrected, span: [2, 7], confidence: 1, reasons: [] },
    ]);
    expect((await searchItems(db, { query: '教育局', limit: 9, offset: 0 })).total).toBe(1);
  });

  it('is given once: the first counts, and who was first is not told of another', async () => {
    const { db } = await open();
    await read(db, [anAppointment({ acts: [doubted()] })]);
    expect(await say(db, act(), { verdict: 'right' })).toBe('recorded');
    expect(await say(db, act(), { verdict: 'wrong' })).toBe('repeated');
    expect(await say(db, act(), { verdict: 'wrong' }, { adminId: 7 })).toBe('answered');
    expect(await say(db, act(5), { verdict: 'wrong' })).toBe('gone');
    expect((await findItem(db, 1))?.acts).toHaveLength(1);
    const noted = await recentAdminActs(db, 9);
    expect(noted).toMatchObject([{ adminId: ADMIN, action: 'review right' }]);
    expect(JSON.parse(noted[0]?.detail ?? '')).toMatchObject({ read: { act: { person: '王芳' } } });
  });

  it('of many at once is one for each fact, numbered without gaps', async () => {
    const { db } = await open();
    const acts = Array.from({ length: 12 }, (_, n) => doubted({ person: `王${n}` }));
    await read(db, [anAppointment({ acts })]);
    const outcomes = await Promise.all(
      acts.flatMap((_, n) =>
        [1, 2].map((adminId) => say(db, act(n), { verdict: 'right' }, { adminId })),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(12);
    expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(12);
    expect(await newestReviewId(db)).toBe(12);
  });

  it('is of both where an article says the same twice', async () => {
    const { db } = await open();
    await read(db, [anAppointment({ acts: [doubted(), doubted({ date: null })] })]);
    expect(await say(db, act(0), { verdict: 'wrong' })).toBe('recorded');
    expect(await say(db, act(1), { verdict: 'right' })).toBe('repeated');
    expect((await findItem(db, 1))?.acts).toEqual([]);
  });

  it('has come to rest when nobody has answered for a while', async () => {
    const { db } = await open();
    await read(db, [anAppointment({ acts: [doubted()] })]);
    expect(await settledReviewId(db, NOW)).toBe(0);
    await say(db, act(), { verdict: 'right' });
    expect(await settledReviewId(db, new Date(NOW.getTime() - 1))).toBe(0);
    expect(await settledReviewId(db, NOW)).toBe(1);
  });
});

describeOnEachDialect('a later revision', (open) => {
  const list = (body: string, acts: Act[]) => anAppointment({ number: '第1号', body, acts });

  it('keeps what was said of the facts it still tells', async () => {
    const { db } = await open();
    const [right, wrong, mended] = [
      doubted({ person: '甲某' }),
      doubted({ person: '乙某' }),
      doubted({ person: '丙某' }),
    ];
    await read(db, [list('一', [right, wrong, mended])]);
    await say(db, act(0), { verdict: 'right' });
    await say(db, act(1), { verdict: 'wrong' });
    const fact = { kind: 'act', act: anAct({ person: '丙谋' }) } as const;
    await say(db, act(2), { verdict: 'corrected', fact });
    const moved = (parts: Act) => ({ ...parts, span: [50, 60] as const, organization: '县民政局' });
    await read(
      db,
      [list('二', [moved(mended), doubted({ person: '丁某' }), moved(wrong), moved(right)])],
      'second',
    );
    expect((await findItem(db, 1))?.acts).toMatchObject([
      { person: '丙谋', organization: '平阳县民政局', confidence: 1, span: [50, 60] },
      { person: '丁某', confidence: 0.6 },
      { person: '甲某', organization: '平阳县民政局', confidence: 1, span: [50, 60] },
    ]);
    expect(await allWaiting(db)).toEqual([act(1, 2)]);
  });

  it('that prints what was corrected needs no second review', async () => {
    const { db } = await open();
    await read(db, [list('一', [doubted({ person: '王方' })])]);
    const { person, action, post, organization, date } = anAct();
    const fact = { kind: 'act', act: { person, action, post, organization, date } } as const;
    await say(db, act(), { verdict: 'corrected', fact });
    await read(db, [list('二', [doubted()])], 'second');
    expect(await allWaiting(db)).toEqual([]);
    expect((await findItem(db, 1))?.acts).toMatchObject([{ person: '王芳', confidence: 1 }]);
  });

  it('asks again where two facts could be the one that was answered', async () => {
    const { db } = await open();
    await read(db, [list('一', [doubted()])]);
    await say(db, act(), { verdict: 'right' });
    const elsewhere = ['甲局', '乙局'].map((organization) => doubted({ organization }));
    await read(db, [list('二', elsewhere)], 'second');
    expect(await allWaiting(db)).toHaveLength(2);
  });

  it('takes back no confirmed fact that it does not tell any more', async () => {
    const { db } = await open();
    await read(db, [list('一', [doubted()])]);
    await say(db, act(), { verdict: 'right' });
    expect(await confirmedFacts(db, { afterId: 0, throughId: 9 })).toHaveLength(1);
    await read(db, [list('二', [])], 'second');
    expect(await confirmedFacts(db, { afterId: 0, throughId: 9 })).toEqual([]);
  });
});

describeOnEachDialect('confirmed facts', (open) => {
  it('are those between two reviews, with their articles, and no rejected ones', async () => {
    const { db } = await open();
    await read(db, [
      anAppointment({
        acts: [doubted(), doubted({ person: '李明' }), doubted({ person: '赵敏' })],
        keyDates: [aKeyDate({ confidence: 0.5 })],
      }),
    ]);
    await say(db, act(0), { verdict: 'right' });
    await say(db, act(1), { verdict: 'wrong' });
    await say(db, { ...act(0), kind: 'key-date' }, { verdict: 'right' });
    await say(db, act(2), { verdict: 'right' });
    const facts = await confirmedFacts(db, { afterId: 0, throughId: 3 });
    expect(facts).toMatchObject([
      { reviewId: 1, fact: { act: { person: '王芳' } }, item: { id: 1, kind: 'appointment' } },
      { reviewId: 3, fact: { keyDate: { label: '召开日期', date: '2025-02-11' } } },
    ]);
    expect(await confirmedFacts(db, { afterId: 3, throughId: 4 })).toHaveLength(1);
    expect(await confirmedFacts(db, { afterId: 4, throughId: 4 })).toEqual([]);
  });

  it('of an archive that was read in are nobody’s news', async () => {
    const { db } = await open();
    await read(db, [anItem()]);
    const old = anAppointment({ acts: [doubted()] });
    await saveIssue(
      db,
      anIngest({ text: 'old', date: '2023-01-09', items: [old], now: new Date('2025-02-01') }),
    );
    expect(await say(db, act(0, 1, 2), { verdict: 'right' })).toBe('recorded');
    expect(await confirmedFacts(db, { afterId: 0, throughId: 9 })).toEqual([]);
  });
});

describeOnEachDialect('unread parts', (open) => {
  const TEXT = '第一篇。\n读不懂的一段\n第二篇。\n还有一段';
  const unread = [
    { span: [5, 11] as const, reason: 'a headline without a text' },
    { span: [17, 21] as const, reason: 'the reader failed' },
  ];

  it('are kept word for word, and shown until somebody has dealt with them', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest({ text: TEXT, unread }));
    const first = await nextUnread(db, undefined);
    expect(first).toMatchObject({ text: '读不懂的一段', reason: 'a headline without a text' });
    const second = await nextUnread(db, first?.id);
    expect(second).toMatchObject({ text: '还有一段', issueDate: '2025-01-09' });
    expect(await nextUnread(db, second?.id)).toBeUndefined();
    const dealt = { id: first?.id ?? 0, adminId: ADMIN };
    expect(await dealWithUnread(db, dealt, NOW)).toBe(true);
    expect(await dealWithUnread(db, dealt, NOW)).toBe(false);
    expect(await nextUnread(db, undefined)).toEqual(second);
    expect(await countWaiting(db)).toEqual({ facts: 0, unread: 1 });
    expect(await recentAdminActs(db, 9)).toMatchObject([{ action: 'review unread' }]);
  });

  it('are the same part in another document of the issue', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest({ text: TEXT, unread }));
    const again = unread.map(({ span, reason }) => ({
      span: [span[0] + 2, span[1] + 2] as const,
      reason,
    }));
    await saveIssue(db, anIngest({ text: `\n\n${TEXT}`, unread: again }));
    expect((await countWaiting(db)).unread).toBe(2);
  });
});

describeOnEachDialect('a correction that was begun', (open) => {
  it('is one for each admin, and forgotten after a while', async () => {
    const { db } = await open();
    const fact = { kind: 'key-date', keyDate: { label: '选举日', date: '2025-01-24' } } as const;
    await saveReviewDraft(db, ADMIN, { ref: act(), correction: null }, NOW);
    await saveReviewDraft(db, ADMIN, { ref: act(1), correction: fact }, NOW);
    expect(await findReviewDraft(db, ADMIN, NOW)).toEqual({ ref: act(1), correction: fact });
    expect(await findReviewDraft(db, ADMIN, new Date(NOW.getTime() + 1))).toBeUndefined();
    expect(await findReviewDraft(db, 7, NOW)).toBeUndefined();
    await discardReviewDraft(db, ADMIN);
    expect(await findReviewDraft(db, ADMIN, NOW)).toBeUndefined();
  });
});

describeOnEachDialect('reviewed articles', (open) => {
  it('are given with their printed text and what was said of each fact', async () => {
    const { db } = await open();
    const item = anAppointment({ span: [2, 6], acts: [doubted(), doubted({ person: '李明' })] });
    await read(db, [anItem(), item], '一二三四五六七');
    await say(db, act(1, 1, 2), { verdict: 'wrong' });
    await say(db, act(0, 1, 2), { verdict: 'right' });
    const reviewed: ReviewedItem[] = [];
    for await (const each of reviewedItems(db)) reviewed.push(each);
    expect(reviewed).toMatchObject([
      {
        id: 2,
        text: '三四五六',
        facts: [
          { verdict: 'wrong', read: { act: { person: '李明' } }, now: null },
          { verdict: 'right', now: { act: { person: '王芳' } } },
        ],
      },
    ]);
  });
});
