import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act, Answer, FactRef, Item } from '../../src/domain/index.ts';
import { parseIssue } from '../../src/parse/index.ts';
import {
  archiveCounts,
  confirmedFacts,
  type Db,
  findActs,
  findItem,
  findItems,
  findPrinted,
  issuesOn,
  newestItemId,
  nextWaiting,
  type ReviewedItem,
  recordReview,
  remindedDates,
  reviewedItems,
  saveChat,
  saveIssue,
  searchItems,
  setReminder,
} from '../../src/store/index.ts';
import { describeOnEachDialect, openInMemory } from '../support/databases.ts';
import { randomFrom } from '../support/digest-model.ts';
import { guessItem } from '../support/guessed-letters.ts';
import { aKeyDate, anAct, anAppointment, anIngest, anItem } from '../support/samples.ts';

const NOW = new Date('2025-01-10T00:00:00Z');
const NOTHING_NEW = { added: [], revised: [] };

const SAMPLE = parseIssue({
  name: 'pingyang-2025-01-09.md',
  carrier: 'markdown',
  text: readFileSync('samples/pingyang-2025-01-09.md', 'utf8'),
}).items;

type Parts = Parameters<typeof anIngest>[0];
const scan = (db: Db, items: readonly Item[], parts: Parts = {}) =>
  saveIssue(db, anIngest({ text: 'scan', carrier: 'ocr', items, ...parts }));
const print = (db: Db, items: readonly Item[], parts: Parts = {}) =>
  saveIssue(db, anIngest({ text: 'print', items, ...parts }));

const PARAGRAPHS = [
  '昨天上午，水头镇召开共富工坊建设推进会，各村书记参加会议，到三家工坊走访。',
  '会议听取了村民的意见和建议，要求各村把好事办好、实事办实，年内建成二十家工坊。',
  '会后，镇里与五家企业签订了协议，它们将在山区设立加工点，带动村民在家门口就业。',
  '据了解，去年全镇工坊共发放工资三千二百万元，参加的村民有一千九百多人。',
] as const;
const news = (body: string, parts: Partial<Item> = {}) =>
  anItem({ title: '水头镇召开共富工坊建设推进会', body, ...parts });
const whole = news(PARAGRAPHS.join('\n\n'));

const list = (person: string, parts: Partial<Act> = {}) =>
  anAppointment({
    title: '平阳县人民代表大会常务委员会任免名单',
    body: `2025年1月8日平阳县第十七届人大常委会第二十二次会议通过，任命${person}为平阳县民政局局长。`,
    acts: [anAct({ person, ...parts })],
  });
const doubted = { confidence: 0.7, reasons: ['ocr'] };

const act: FactRef = { itemId: 1, revision: 1, kind: 'act', position: 0 };
const say = (db: Db, answer: Answer, ref = act) =>
  recordReview(db, { ref, answer, adminId: 7 }, NOW);
const confirmed = async (db: Db) =>
  (await confirmedFacts(db, { afterId: 0, throughId: 99 })).map(({ fact }) =>
    fact.kind === 'act' ? fact.act.person : fact.keyDate.date,
  );
const found = async (db: Db, query: string) =>
  (await searchItems(db, { query, limit: 9, offset: 0 })).items.map(({ id }) => id);

describeOnEachDialect('clean letters of an article that was scanned', (open) => {
  it('are its next revision, though the headline was misread too; the old one stays', async () => {
    const { db } = await open();
    await scan(db, [news(whole.body.replace('推进', '堆进'), { title: '水头镇召开共语工坊' })]);
    expect(await print(db, [whole])).toMatchObject({ added: [], revised: [1] });
    expect(await findItem(db, 1)).toMatchObject({ ...whole, revision: 2 });
    expect([await found(db, '推进会'), await found(db, '共语')]).toEqual([[1], []]);
    const kept = await db
      .selectFrom('item_revisions')
      .select('title')
      .orderBy('revision')
      .execute();
    expect(kept.map(({ title }) => title)).toEqual(['水头镇召开共语工坊', whole.title]);
  });

  it('are corrected as any, and known whatever comes again', async () => {
    const { db } = await open();
    const guessed = news(whole.body.replace('推进', '堆进'), { title: '水头镇召开共语工坊' });
    await scan(db, [guessed]);
    await print(db, [whole]);
    const corrected = news(whole.body.replace('二十家', '三十家'));
    expect(await print(db, [corrected], { text: 'corrected' })).toMatchObject({ revised: [1] });
    for (const [text, item] of Object.entries({ whole, guessed, corrected }))
      expect(await print(db, [item], { text })).toMatchObject({ ...NOTHING_NEW, known: [1] });
    expect(await scan(db, [guessed], { text: 'again' })).toMatchObject(NOTHING_NEW);
    expect((await findItem(db, 1))?.body).toBe(corrected.body);
  });

  it('leave nothing to be asked, and are told as confirmed', async () => {
    const { db } = await open();
    await scan(db, [{ ...list('王劳', doubted), keyDates: [aKeyDate(doubted)] }]);
    await print(db, [{ ...list('王芳'), keyDates: [aKeyDate()] }]);
    expect(await nextWaiting(db, undefined)).toBeUndefined();
    expect(await say(db, { verdict: 'right' })).toBe('gone');
    expect(await confirmed(db)).toEqual(['王芳', '2025-02-11']);
    expect((await findActs(db, { limit: 9, offset: 0 })).acts).toMatchObject([
      { person: '王芳', confidence: 0.97 },
    ]);
  });

  it('that are doubted for another reason wait as any', async () => {
    const { db } = await open();
    await scan(db, [list('王劳', doubted)]);
    await print(db, [list('王芳', { confidence: 0.7, reasons: ['post-unknown'] })]);
    expect(await nextWaiting(db, undefined)).toMatchObject({ ref: { revision: 2 } });
    expect(await confirmed(db)).toEqual([]);
  });

  it('under the day they print take the article to its issue', async () => {
    const { db } = await open();
    await scan(db, [list('王劳', doubted), whole], { date: '2025-01-12' });
    const saved = await print(db, [list('王芳')]);
    expect(saved).toMatchObject({ revised: [1], issueId: '今日平阳/2025-01-09' });
    expect((await issuesOn(db, '2025-01-09'))[0]?.items.map(({ id }) => id)).toEqual([1]);
    expect((await issuesOn(db, '2025-01-12'))[0]?.items.map(({ id }) => id)).toEqual([2]);
    await print(db, [whole], { text: 'the rest' });
    expect(await archiveCounts(db)).toEqual({ issues: 1, items: 2, documents: 3 });
    expect(await found(db, '民政局')).toEqual([1]);
    const day = { since: '2025-01-09', until: '2025-01-09' };
    expect(await findActs(db, { period: day, limit: 9, offset: 0 })).toMatchObject({ total: 1 });
  });

  it('without a day stay in the issue that was scanned', async () => {
    const { db } = await open();
    await scan(db, [news(whole.body.replace('推进', '堆进'))]);
    const came = { ...anIngest({ text: 'print', date: '2025-01-12', items: [whole] }) };
    const saved = await saveIssue(db, { ...came, issue: { ...came.issue, date: null } });
    expect(saved).toMatchObject({ revised: [1], issueId: '今日平阳/2025-01-09' });
    expect(await issuesOn(db, '2025-01-12')).toEqual([]);
  });
});

describeOnEachDialect('what an admin said of scanned letters', (open) => {
  it('counts where clean ones say the same, and nobody is told again', async () => {
    const { db } = await open();
    await scan(db, [list('王芳', doubted)]);
    await say(db, { verdict: 'right' });
    await print(db, [list('王芳')]);
    expect(await confirmed(db)).toEqual(['王芳']);
    expect((await findItem(db, 1))?.acts).toMatchObject([{ person: '王芳', confidence: 1 }]);
    expect((await confirmedFacts(db, { afterId: 1, throughId: 99 })).length).toBe(0);
  });

  it.each([
    ['name', { person: '王劳' }],
    ['post', { post: '局氏' }],
    ['organization', { organization: '平阳县氏政局' }],
    ['action', { action: 'acting' }],
    ['day', { date: '2025-01-03' }],
  ] as const)(
    'does not make a misread %s right: what is printed is told, too',
    async (_, misread) => {
      const { db } = await open();
      await scan(db, [list('王芳', { ...doubted, ...misread })]);
      await say(db, { verdict: 'right' });
      await print(db, [list('王芳')]);
      const [told, ...others] = await confirmedFacts(db, { afterId: 1, throughId: 99 });
      const { confidence: _c, reasons: _r, span: _s, ...printed } = anAct();
      expect(told?.fact).toEqual({ kind: 'act', act: printed });
      expect(told?.instead).toEqual({ kind: 'act', act: { ...printed, ...misread } });
      expect(others).toEqual([]);
      expect((await findItem(db, 1))?.acts).toEqual([anAct()]);
    },
  );

  it('does not make wrong what is printed otherwise', async () => {
    const { db } = await open();
    await scan(db, [list('王芳', { ...doubted, organization: '平阳县氏政局' })]);
    await say(db, { verdict: 'wrong' });
    await print(db, [list('王芳')]);
    expect(await confirmed(db)).toEqual(['王芳']);
  });

  it('stays as it was said of what clean ones tell as well', async () => {
    const { db } = await open();
    await scan(db, [
      { ...list('王芳'), acts: [anAct(doubted), anAct({ ...doubted, person: '李劳' })] },
    ]);
    await say(db, { verdict: 'wrong' });
    const { person, action, post, organization, date } = anAct({ person: '李芳' });
    const corrected = { person, action, post, organization, date };
    await say(
      db,
      { verdict: 'corrected', fact: { kind: 'act', act: corrected } },
      { ...act, position: 1 },
    );
    await print(db, [{ ...list('王芳'), acts: [anAct(), anAct({ person: '李芳' })] }]);
    expect((await findItem(db, 1))?.acts).toMatchObject([{ person: '李芳', confidence: 1 }]);
    expect(await confirmed(db)).toEqual(['李芳']);
  });

  it('is kept as a labelled text, and what nobody said is none', async () => {
    const { db } = await open();
    await scan(db, [list('王劳', doubted)]);
    await say(db, { verdict: 'right' });
    await print(db, [list('王芳')]);
    const reviewed: ReviewedItem[] = [];
    for await (const each of reviewedItems(db)) reviewed.push(each);
    expect(reviewed).toMatchObject([{ text: 'scan', facts: [{ verdict: 'right' }] }]);
  });
});

describeOnEachDialect('an article that a scan broke in two', (open) => {
  const parts = [
    news(PARAGRAPHS.slice(0, 2).join('\n\n')),
    news(PARAGRAPHS.slice(2).join('\n\n'), {
      title: '会后',
      acts: [anAct(doubted)],
      keyDates: [aKeyDate(doubted)],
    }),
  ];

  it('is one again: what led to its part leads to it, and no id comes again', async () => {
    const { db } = await open();
    await scan(db, parts);
    expect(await print(db, [whole])).toMatchObject({ added: [], revised: [1] });
    expect((await findItems(db, { limit: 9, offset: 0 })).total).toBe(1);
    expect([await found(db, '工资'), await found(db, '会后')]).toEqual([[1], [1]]);
    expect((await findItem(db, 2))?.body).toBe(whole.body);
    expect((await findPrinted(db, 2))?.text).toBe('print');
    expect(await newestItemId(db)).toBe(2);
    expect(await print(db, [list('王芳')], { text: 'more' })).toMatchObject({ added: [3] });
  });

  it('keeps what was said of a part, and who is reminded of its date', async () => {
    const { db } = await open();
    await scan(db, parts);
    const ref = { ...act, itemId: 2, kind: 'key-date' } as const;
    await say(db, { verdict: 'right' }, ref);
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, NOW);
    const { itemId, revision, position } = ref;
    const date = { itemId, revision, position, label: '召开日期', date: '2025-02-11' } as const;
    await setReminder(db, 1, { date, daysBefore: 1, dueAt: NOW }, NOW);
    await print(db, [{ ...whole, keyDates: [aKeyDate()] }]);
    expect(await confirmed(db)).toEqual(['2025-02-11']);
    expect(await nextWaiting(db, { ...ref, position: 1 })).toBeUndefined();
    const reminded = await remindedDates(db, 1, { from: '2025-01-01', limit: 9, offset: 0 });
    expect(reminded.dates).toMatchObject([{ itemId: 1, revision: 2, title: whole.title }]);
  });

  it('is nothing new to a scan of it in pieces', async () => {
    const { db } = await open();
    await print(db, [whole]);
    expect(await scan(db, parts)).toMatchObject({ ...NOTHING_NEW, known: [1, 1] });
  });
});

describeOnEachDialect('two articles that a scan took for one', (open) => {
  const others = [
    '县供水公司昨天发布公告，因管网改造，昆阳镇城东片区将于本周五夜间停水八小时。',
    '公司提醒，用户应提前储水备用，恢复供水后可能短时浑浊，请开阀排放后再使用。',
  ];
  const water = anItem({ title: '昆阳镇城东片区本周五停水', body: others.join('\n\n') });
  const both = news(`${whole.body}\n\n${water.title}\n\n${water.body}`);

  it('are two: the one it was the most of, and a new one', async () => {
    const { db } = await open();
    await scan(db, [both]);
    expect(await print(db, [water, whole])).toMatchObject({ added: [2], revised: [1] });
    expect((await findItem(db, 1))?.body).toBe(whole.body);
    expect((await findItem(db, 2))?.body).toBe(water.body);
  });

  it('are nothing new where both are here', async () => {
    const { db } = await open();
    await print(db, [water, whole]);
    expect(await scan(db, [both])).toMatchObject(NOTHING_NEW);
  });
});

describeOnEachDialect('scans and prints of more or less', (open) => {
  it('a page scanned after its text adds what the text did not have', async () => {
    const { db } = await open();
    await print(db, [whole]);
    const saved = await scan(db, [news(whole.body.replace('推进', '堆进')), list('王芳', doubted)]);
    expect(saved).toMatchObject({ added: [2], revised: [], known: [1] });
  });

  it('an excerpt is the same article, whichever comes first', async () => {
    const { db } = await open();
    const excerpt = news(PARAGRAPHS[0]);
    await scan(db, [whole]);
    expect(await print(db, [excerpt])).toMatchObject({ ...NOTHING_NEW, known: [1] });
    expect((await findItem(db, 1))?.body).toBe(whole.body);
    const { db: other } = await open();
    await print(other, [excerpt]);
    expect(await scan(other, [whole])).toMatchObject({ ...NOTHING_NEW, known: [1] });
  });

  it('a second scan is nothing new, and one that shows more is the next revision', async () => {
    const { db } = await open();
    await scan(db, [news(PARAGRAPHS.slice(0, 2).join('\n\n'))]);
    const better = news(whole.body.replace('推进', '堆进'));
    expect(await scan(db, [better], { text: 'better' })).toMatchObject({ revised: [1] });
    expect(await scan(db, [whole], { text: 'again' })).toMatchObject(NOTHING_NEW);
    expect((await findItem(db, 1))?.body).toBe(better.body);
  });

  it('guessed letters never take the place of sure ones, however few of them were read', async () => {
    const { db } = await open();
    const decision = { ...whole, number: '第77号' };
    await print(db, [decision]);
    const torn = { ...decision, body: PARAGRAPHS[0].slice(0, 24) };
    expect(await scan(db, [torn])).toMatchObject({ ...NOTHING_NEW, known: [1] });
    const unread = { ...decision, body: '什么也认不出来的一堆字。' };
    expect(await scan(db, [unread], { text: 'torn' })).toMatchObject({
      ...NOTHING_NEW,
      known: [1],
    });
    expect((await findItem(db, 1))?.body).toBe(whole.body);
  });
});

describeOnEachDialect('another article in the same words', (open) => {
  const resignation = (person: string, post: string) =>
    anAppointment({
      title: `关于接受${person}辞去职务请求的决定`,
      body: `根据《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》的规定，平阳县第十七届人民代表大会常务委员会第二十二次会议决定：接受${person}辞去平阳县${post}职务的请求，报平阳县人民代表大会备案。`,
      acts: [anAct({ person, post, action: 'accept-resignation' })],
    });
  const one = resignation('金宗来', '副县长');
  const other = resignation('徐顺兵', '监察委员会主任');
  const guessed = (item: Item) => ({
    ...item,
    acts: item.acts.map((each) => ({ ...each, ...doubted })),
  });

  it('is another item, whichever was scanned', async () => {
    const { db } = await open();
    await scan(db, [guessed(one)]);
    expect(await print(db, [other])).toMatchObject({ added: [2], revised: [] });
    expect(await scan(db, [guessed(other)], { text: 'both' })).toMatchObject(NOTHING_NEW);
    expect(await print(db, [one], { text: 'both, printed' })).toMatchObject({ revised: [1] });
    const { db: second } = await open();
    await print(second, [one]);
    expect(await scan(second, [guessed(other)])).toMatchObject({ added: [2] });
  });

  it('is taken for itself where both were scanned', async () => {
    const { db } = await open();
    const misread = (item: Item) =>
      guessed({
        ...item,
        title: item.title.replace('职', '只'),
        body: item.body.replace('常务', '当务'),
      });
    await scan(db, [misread(one), misread(other)]);
    expect(await print(db, [other, one])).toMatchObject({ added: [], revised: [2, 1] });
    expect((await findItem(db, 1))?.body).toBe(one.body);
  });

  it('of another paper is not taken for this one’s', async () => {
    const { db } = await open();
    const notice = (place: string) =>
      anItem({
        title: '停水通知',
        body: `因供水管网检修，${place}明日八时至十六时停水，请居民提前储水，给您带来的不便敬请谅解。`,
      });
    await scan(db, [notice('水头镇')]);
    expect(await print(db, [notice('灵溪镇')], { publication: '今日苍南' })).toMatchObject({
      added: [2],
    });
  });
});

describe('letters guessed wrong', () => {
  /** How often articles are told again when an issue is scanned, printed and scanned again, or printed first. */
  async function countTwice(rate: number, seed: number): Promise<number> {
    const random = randomFrom(seed);
    const guess = () => SAMPLE.map((item) => guessItem(item, { rate, random }));
    const { db: scanned } = await openInMemory();
    const { db: printed } = await openInMemory();
    await scan(scanned, guess(), { date: '2025-01-10' });
    const saved = [
      await print(scanned, SAMPLE),
      await scan(scanned, guess(), { text: 'again' }),
      (await print(printed, SAMPLE)) && (await scan(printed, guess())),
    ];
    expect(await nextWaiting(scanned, undefined)).toBeUndefined();
    return saved.reduce((sum, { added }) => sum + added.length, 0);
  }

  it.each([
    [0.02, 0],
    [0.05, 0],
    [0.1, 1],
    [0.15, 3],
  ])('at a rate of %d: of 54 articles %d at most are told twice', async (rate, most) => {
    let twice = 0;
    for (const seed of [1, 2, 3]) twice += await countTwice(rate, seed);
    expect(twice).toBeLessThanOrEqual(most);
  });

  it('of one article more or less, and in whichever order: the others are the same', async () => {
    const some = fc.subarray([...SAMPLE], { minLength: 1 });
    const property = fc.asyncProperty(
      some,
      some,
      fc.boolean(),
      async (here, there, isScanFirst) => {
        const { db } = await openInMemory();
        const guessing = { rate: 0.03, random: randomFrom(7) };
        const guessed = here.map((item) => guessItem(item, guessing));
        const both = here.filter((item) => there.includes(item)).length;
        if (isScanFirst) await scan(db, guessed);
        await print(db, there);
        if (!isScanFirst) await scan(db, guessed);
        const { total } = await findItems(db, { limit: 99, offset: 0 });
        expect(total).toBe(here.length + there.length - both);
      },
    );
    await fc.assert(property, { numRuns: 12, seed: 20250109 });
  });
});
