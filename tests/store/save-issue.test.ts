import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Item } from '../../src/domain/index.ts';
import {
  archiveCounts,
  type Db,
  findItem,
  findItems,
  latestIssue,
  saveIssue,
  searchItems,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aDecision, aKeyDate, anAct, anAppointment, anIngest, anItem } from '../support/samples.ts';

const NOTHING_NEW = { added: [], revised: [] };

describeOnEachDialect('an issue', (open) => {
  it('is kept with every field, act and key date as it was read', async () => {
    const { db } = await open();
    const items = [
      anItem({ subtitle: '陈栋主持', byline: null, body: '第一段“引文”。\n\n第二段𠮷。' }),
      aDecision({ keyDates: [aKeyDate(), aKeyDate({ label: '闭幕日期', date: '2025-02-14' })] }),
      anAppointment({ acts: [anAct({ person: '李明', date: null }), anAct()] }),
    ];
    await saveIssue(db, anIngest({ items, number: '第4371期' }));
    const where = { revision: 1, publication: '今日平阳', issueDate: '2025-01-09' };
    expect(await latestIssue(db)).toEqual({
      publication: '今日平阳',
      date: '2025-01-09',
      number: '第4371期',
      items: items.map((item, index) => ({ ...item, ...where, id: index + 1 })),
    });
  });

  it('read a second time from the same bytes changes nothing', async () => {
    const { db } = await open();
    const first = await saveIssue(db, anIngest({ items: [anItem(), aDecision()] }));
    const second = await saveIssue(db, anIngest({ items: [anItem(), aDecision()] }));
    expect(first).toMatchObject({ added: [1, 2], documentKnown: false });
    expect(second).toMatchObject({ ...NOTHING_NEW, known: [1, 2], documentKnown: true });
    expect(await archiveCounts(db)).toEqual({ issues: 1, items: 2, documents: 1 });
  });

  it('read from other bytes with the same words adds the document and nothing else', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest());
    const again = await saveIssue(db, anIngest({ text: 'the same, in a text file' }));
    expect(again).toMatchObject({ ...NOTHING_NEW, known: [1], documentKnown: false });
    expect(await archiveCounts(db)).toEqual({ issues: 1, items: 1, documents: 2 });
  });

  it('with nothing new under another date makes no second issue', async () => {
    const { db } = await open();
    const first = await saveIssue(db, anIngest());
    const later = await saveIssue(db, anIngest({ text: 'no date in it', date: '2025-03-01' }));
    expect(later).toMatchObject({ ...NOTHING_NEW, known: [1], issueId: first.issueId });
    expect(await archiveCounts(db)).toEqual({ issues: 1, items: 1, documents: 2 });
  });

  it('counts an article that was printed before as known, and the rest as new', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest());
    const items = [aDecision(), anItem()];
    const next = await saveIssue(db, anIngest({ text: 'the next day', date: '2025-01-10', items }));
    expect(next).toMatchObject({ added: [2], revised: [], known: [1] });
  });

  it('in the words of another publication is nothing new: nobody is told twice', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest());
    const other = await saveIssue(db, anIngest({ text: 'elsewhere', publication: '今日龙港' }));
    expect(other).toMatchObject({ ...NOTHING_NEW, known: [1] });
  });

  it('with its days written otherwise is nothing new, and with another day is changed', async () => {
    const { db } = await open();
    const on = (day: string) => anItem({ body: `选举日定为${day}，各选区按时投票。`.repeat(3) });
    await saveIssue(db, anIngest({ items: [on('2025年1月24日')] }));
    for (const day of ['二〇二五年一月二十四日', '2025-01-24', '2025.1.24', '2025年01月24日'])
      expect(await saveIssue(db, anIngest({ text: day, items: [on(day)] })), day).toMatchObject({
        ...NOTHING_NEW,
        known: [1],
      });
    const moved = await saveIssue(db, anIngest({ text: 'moved', items: [on('2025年1月25日')] }));
    expect(moved).toMatchObject({ added: [], revised: [1] });
  });

  it('may come in several documents, a page each', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest({ text: 'page 1' }));
    const second = await saveIssue(db, anIngest({ text: 'page 2', items: [aDecision()] }));
    expect(second).toMatchObject({ added: [2], issueId: '今日平阳/2025-01-09' });
    expect((await latestIssue(db))?.items.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('that cannot be kept as a whole is not kept at all', async () => {
    const { db } = await open();
    const broken = anItem({ title: '第二篇', kind: null as never });
    await expect(saveIssue(db, anIngest({ items: [anItem(), broken] }))).rejects.toThrow();
    expect(await archiveCounts(db)).toEqual({ issues: 0, items: 0, documents: 0 });
  });

  it('with a NUL in its text is kept, with spans that still fit', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest({ text: 'a\0b', items: [anItem({ body: '水头\0镇' })] }));
    expect((await findItem(db, 1))?.body).toBe('水头\uFFFD镇');
  });

  it('read by two at once is kept once, with ids that leave no gap', async () => {
    const { db } = await open();
    const reads = ['a', 'b', 'c', 'd'].map((text) =>
      saveIssue(db, anIngest({ text, items: [anItem(), anItem({ title: `只在${text}` })] })),
    );
    const saved = await Promise.all(reads);
    expect(saved.flatMap(({ added }) => added).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});

describeOnEachDialect('a correction', (open) => {
  const printed = aDecision({ body: '会议定于2025年2月11日召开，会期三天。' });
  const corrected = aDecision({
    body: '会议定于2025年2月12日召开，会期三天。',
    acts: [anAct({ person: '陈栋' })],
    keyDates: [aKeyDate({ date: '2025-02-12' })],
  });

  async function correct(db: Db, from: Item, to: Item) {
    await saveIssue(db, anIngest({ items: [from] }));
    return saveIssue(db, anIngest({ text: 'corrected', items: [to] }));
  }

  it('is a new revision of the same item, and the old one stays', async () => {
    const { db } = await open();
    const saved = await correct(db, printed, corrected);
    expect(saved).toMatchObject({ added: [], revised: [1], known: [] });
    expect(await findItem(db, 1)).toMatchObject({ ...corrected, revision: 2 });
    const bodies = await db
      .selectFrom('item_revisions')
      .select('body')
      .orderBy('revision')
      .execute();
    expect(bodies).toEqual([{ body: printed.body }, { body: corrected.body }]);
  });

  it('is found by its new words and no longer by its old ones', async () => {
    const { db } = await open();
    await correct(
      db,
      anItem({ body: '李明到会讲话并讲了很多话。' }),
      anItem({ body: '张伟到会讲话并讲了很多话。' }),
    );
    const count = async (query: string) =>
      (await searchItems(db, { query, limit: 9, offset: 0 })).total;
    expect(await count('张伟')).toBe(1);
    expect(await count('李明')).toBe(0);
  });

  it('is not undone by reading the first print again', async () => {
    const { db } = await open();
    await correct(db, printed, corrected);
    const again = await saveIssue(
      db,
      anIngest({ text: 'the first print, again', items: [printed] }),
    );
    expect(again).toMatchObject({ ...NOTHING_NEW, known: [1] });
    expect(await findItem(db, 1)).toMatchObject({ body: corrected.body });
  });

  it.each([
    ['a decimal point', '增长1.5万元的说明', '增长15万元的说明'],
    ['a per cent sign', '增长5的说明', '增长5%的说明'],
    ['one digit', '定于2月11日召开', '定于2月12日召开'],
  ])('may be just %s', async (_, from, to) => {
    const { db } = await open();
    expect(await correct(db, anItem({ body: from }), anItem({ body: to }))).toMatchObject({
      revised: [1],
    });
  });
});

describeOnEachDialect('two articles of one title', (open) => {
  const water = anItem({
    title: '公告',
    body: '因管道检修，水头镇明日停水八小时，请市民储水备用。',
  });
  const power = anItem({
    title: '公告',
    body: '万全变电所例行试验，海西片区周五断电，工厂自备能源。',
  });

  it('in one document are two items', async () => {
    const { db } = await open();
    expect((await saveIssue(db, anIngest({ items: [water, power] }))).added).toEqual([1, 2]);
  });

  it('in two documents of an issue are two items, if they say different things', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest({ text: 'page 1', items: [water] }));
    const second = await saveIssue(db, anIngest({ text: 'page 2', items: [power] }));
    expect(second).toMatchObject({ added: [2], revised: [] });
  });

  it('are corrected each by its own correction', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest({ items: [water, power] }));
    const better = { ...power, body: power.body.replace('周五', '周六') };
    const saved = await saveIssue(db, anIngest({ text: 'again', items: [better] }));
    expect(saved).toMatchObject({ added: [], revised: [2] });
  });

  it('and the very same words are one item, printed twice', async () => {
    const { db } = await open();
    const saved = await saveIssue(db, anIngest({ items: [water, water] }));
    expect(saved).toMatchObject({ added: [1], known: [1] });
  });
});

describeOnEachDialect('a scan', (open) => {
  const body =
    '昨天上午，水头镇召开共富工坊建设推进会，各村书记参加会议，并到三家工坊走访，听取了村民的意见和建议。';
  const guessed = anItem({
    title: '水头镇召开共富工坊建设推进会',
    body: body.replace('书记', '书已'),
  });

  it('of an issue that is here in surer letters is nothing new, under another day too', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest({ items: [anItem({ body })] }));
    const scan = { text: 'scan', carrier: 'ocr', date: '2025-01-10', items: [guessed] } as const;
    expect(await saveIssue(db, anIngest(scan))).toMatchObject({ ...NOTHING_NEW, known: [1] });
    expect(await archiveCounts(db)).toEqual({ issues: 1, items: 1, documents: 2 });
    expect((await findItem(db, 1))?.body).toBe(body);
  });

  it('is corrected by surer letters that come later', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest({ text: 'scan', carrier: 'ocr', items: [guessed] }));
    const surer = await saveIssue(db, anIngest({ items: [{ ...guessed, body }] }));
    expect(surer).toMatchObject({ added: [], revised: [1] });
  });

  it('of another issue is new', async () => {
    const { db } = await open();
    await saveIssue(db, anIngest());
    const other = anItem({ title: '县政协开会', body: '县政协昨天召开主席会议，通过了有关事项。' });
    const scan = await saveIssue(db, anIngest({ text: 'scan', carrier: 'ocr', items: [other] }));
    expect(scan.added).toEqual([2]);
  });
});

describeOnEachDialect('the same words', (open) => {
  /** What carriers do to a text: wrap it, space it, mark it, write it in other widths. */
  const NOISE = ['\n', ' ', '　', '\n\n', '**', '# ', '\\', '\u200b', '，', '、'];

  it('are nothing new, however they are wrapped, spaced, marked and punctuated', async () => {
    const { db } = await open();
    const item = aDecision({
      body: '经平阳县第十七届人大常委会第22次会议通过，自2025年1月9日起施行，增长3.5%。',
    });
    await saveIssue(db, anIngest({ items: [item] }));
    await fc.assert(
      fc.asyncProperty(noisy(item.title), noisy(item.body), async (title, body) => {
        const again = await saveIssue(
          db,
          anIngest({ text: `${title}\n${body}`, items: [{ ...item, title, body }] }),
        );
        expect(again).toMatchObject({ ...NOTHING_NEW, known: [1] });
      }),
      { numRuns: 60 },
    );
    expect((await findItems(db, { limit: 10, offset: 0 })).total).toBe(1);
  });

  function noisy(text: string): fc.Arbitrary<string> {
    const letters = [...text];
    const gap = fc.oneof({ weight: 4, arbitrary: fc.constant('') }, fc.constantFrom(...NOISE));
    return fc
      .array(gap, { minLength: letters.length, maxLength: letters.length })
      .map((gaps) => letters.map((letter, index) => letter + gaps[index]).join(''));
  }
});
