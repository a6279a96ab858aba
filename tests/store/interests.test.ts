import { expect, it } from 'vitest';
import {
  MOST_INTERESTS,
  type OwnWhen,
  type Query,
  type Rhythm,
  WITH_DIGEST,
} from '../../src/domain/index.ts';
import {
  addInterest,
  chatCounts,
  countAudience,
  type Db,
  dueOwnRhythms,
  exportChats,
  findSubscription,
  followsAnything,
  forgetChat,
  importChats,
  listInterests,
  markGone,
  migrateChat,
  ownRhythmsOf,
  removeAllInterests,
  removeInterest,
  retireChats,
  saveChat,
  saveIssue,
  setInterestRhythm,
  setKinds,
  setQuiet,
  setSchedule,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { anIngest, anItem } from '../support/samples.ts';

const NOW = new Date('2025-01-09T00:00:00Z');
const LATER = new Date('2025-01-10T00:00:00Z');
const OWN: OwnWhen = {
  ...{ frequency: 'weekly', hour: 7, timezone: 'America/New_York' },
  quiet: { from: 22, to: 7 },
};

async function aChat(db: Db, ...ids: number[]): Promise<void> {
  for (const id of ids) await saveChat(db, { id, kind: 'private', language: 'zh' }, NOW);
}

function aQuery(text: string, parts: Partial<Query> = {}): Query {
  return { by: 'word', text, kinds: null, publication: null, ...parts };
}

const follow = (db: Db, chatId: number, text: string, parts: Partial<Query> = {}) =>
  addInterest(db, { chatId, query: aQuery(text, parts), dueAt: NOW }, NOW);

const followed = async (db: Db, chatId: number) =>
  (await listInterests(db, chatId)).map(({ query }) => query.text);

const publish = (db: Db, date: string) =>
  saveIssue(db, anIngest({ text: date, date, items: [anItem({ body: date })] }));

/** The texts of all queries, with the grams they are found by. */
async function queries(db: Db): Promise<Record<string, string[]>> {
  const rows = await db
    .selectFrom('queries')
    .leftJoin('query_anchors', 'query_anchors.query_id', 'queries.id')
    .select(['queries.definition', 'gram'])
    .orderBy('gram')
    .execute();
  const grams = Map.groupBy(rows, ({ definition }) => String(JSON.parse(definition).text));
  return Object.fromEntries(
    [...grams].map(([text, found]) => [text, found.flatMap(({ gram }) => gram ?? [])]),
  );
}

describeOnEachDialect('what a chat follows', (open) => {
  it('is listed as it was added, each once', async () => {
    const { db } = await open();
    await aChat(db, 1);
    const added = await follow(db, 1, '水头镇', { by: 'place', kinds: ['news', 'decision'] });
    await follow(db, 1, '水利');
    expect(added).toMatchObject({ kind: 'added', interest: { chatId: 1, frequency: null } });
    const again = await follow(db, 1, '水头镇', { by: 'place', kinds: ['decision', 'news'] });
    expect(again).toMatchObject({ kind: 'known', interest: { id: idOf(added) } });
    expect(await followed(db, 1)).toEqual(['水头镇', '水利']);
    expect((await listInterests(db, 1))[0]?.query).toEqual({
      ...{ by: 'place', text: '水头镇', kinds: ['decision', 'news'], publication: null },
    });
  });

  it('is kept once for all who follow the same', async () => {
    const { db } = await open();
    await aChat(db, 1, 2, 3);
    for (const chatId of [1, 2]) await follow(db, chatId, '水头镇');
    await follow(db, 3, '水头镇', { by: 'place' });
    expect(await db.selectFrom('queries').select('definition').orderBy('id').execute()).toEqual([
      { definition: '{"by":"word","text":"水头镇","kinds":null,"publication":null}' },
      { definition: '{"by":"place","text":"水头镇","kinds":null,"publication":null}' },
    ]);
  });

  it('is found by a gram that few others are found by, of alternatives by one each', async () => {
    const { db } = await open();
    await aChat(db, 1);
    for (const text of ['平阳', '平阳县', '鳌江|水头镇', '平阳 鳌江镇', '工坊|AI -平阳', '沈 5G'])
      await follow(db, 1, text);
    expect(await queries(db)).toEqual({
      平阳: ['平阳'],
      平阳县: ['阳县'],
      '鳌江|水头镇': ['水头', '鳌江'],
      '平阳 鳌江镇': ['江镇'],
      '工坊|AI -平阳': ['ai', '工坊'],
      '沈 5G': ['5g'],
    });
  });

  it('ends one by one or altogether; what nobody follows any more is gone', async () => {
    const { db } = await open();
    await aChat(db, 1, 2);
    const town = idOf(await follow(db, 1, '水头镇'));
    for (const text of ['水利', '工坊']) await follow(db, 1, text);
    await follow(db, 2, '水利');
    expect(await removeInterest(db, 2, town)).toBeUndefined();
    expect(await removeInterest(db, 1, town)).toBeDefined();
    expect(await removeInterest(db, 1, town)).toBeUndefined();
    expect(Object.keys(await queries(db))).toEqual(expect.arrayContaining(['水利', '工坊']));
    expect(await removeAllInterests(db, 1)).toBe(2);
    expect(await queries(db)).toEqual({ 水利: ['水利'] });
    expect(await followsAnything(db, 1)).toBe(false);
    expect(await followsAnything(db, 2)).toBe(true);
  });

  it('is at most fifty things, and the fifty-first leaves nothing behind', async () => {
    const { db } = await open();
    await aChat(db, 1);
    for (let n = 0; n < MOST_INTERESTS; n += 1) await follow(db, 1, `第${n}号公告`);
    expect(await follow(db, 1, '水头镇')).toEqual({ kind: 'full' });
    expect(await follow(db, 1, '第7号公告')).toMatchObject({ kind: 'known' });
    expect(await followed(db, 1)).toHaveLength(MOST_INTERESTS);
    expect(Object.keys(await queries(db))).not.toContain('水头镇');
  });

  it('may be begun and ended by many at once', async () => {
    const { db } = await open();
    const chats = Array.from({ length: 12 }, (_, n) => n + 1);
    await aChat(db, ...chats);
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(
        chats.map(async (chatId) => {
          await follow(db, chatId, '水头镇');
          if (chatId % 3 > 0) await removeAllInterests(db, chatId);
        }),
      );
      for (const chatId of chats)
        expect(await followed(db, chatId)).toEqual(chatId % 3 > 0 ? [] : ['水头镇']);
      await Promise.all(chats.map((chatId) => removeAllInterests(db, chatId)));
      expect(await queries(db)).toEqual({});
    }
  });

  it('may have a rhythm of its own, and from where it was told', async () => {
    const { db } = await open();
    await aChat(db, 1);
    const id = idOf(await follow(db, 1, '水头镇'));
    const weekly = { chatId: 1, id, ...OWN, dueAt: LATER };
    expect(await setInterestRhythm(db, weekly)).toBe(true);
    expect(await setInterestRhythm(db, { ...weekly, chatId: 2 })).toBe(false);
    expect(await listInterests(db, 1)).toMatchObject([OWN]);
    expect(await rhythms(db)).toEqual([{ told_through: 0, due_at: LATER.toISOString() }]);
    await setInterestRhythm(db, { ...weekly, frequency: null });
    expect(await listInterests(db, 1)).toMatchObject([WITH_DIGEST]);
    const { dueAt } = (await findSubscription(db, 1)) ?? {};
    expect(await rhythms(db)).toEqual([{ told_through: 0, due_at: dueAt?.toISOString() }]);
  });

  it('may have no quiet hours where its chat has some, or leave them to it', async () => {
    const { db } = await open();
    await aChat(db, 1);
    const id = idOf(await follow(db, 1, '水头镇'));
    for (const quiet of ['none', null] as const) {
      await setInterestRhythm(db, { chatId: 1, id, ...OWN, quiet, dueAt: LATER });
      expect(await listInterests(db, 1)).toMatchObject([{ ...OWN, quiet }]);
      expect(await ownRhythmsOf(db, 1)).toEqual([{ interestId: id, ...OWN, quiet, dueAt: LATER }]);
    }
  });

  it('that fills in what an interest leaves open, the chat’s quiet hours by the chat’s clock', async () => {
    const { db } = await open();
    await aChat(db, 1);
    const [rome, newYork] = ['Europe/Rome', 'America/New_York'];
    const night = { from: 21, to: 8 };
    const id = idOf(await follow(db, 1, '水头镇'));
    const rhythm = { frequency: 'daily', hour: 9, timezone: rome } as const;
    await setSchedule(db, 1, { ...rhythm, dueAt: LATER });
    await setQuiet(db, 1, { quiet: night, dueAt: LATER });
    const cases: readonly (readonly [Partial<OwnWhen>, Partial<Rhythm>])[] = [
      [{}, { hour: 9, timezone: rome, quiet: night, quietZone: rome }],
      [{ hour: 0 }, { hour: 0, timezone: rome, quiet: night, quietZone: rome }],
      [{ timezone: newYork }, { hour: 9, timezone: newYork, quiet: night, quietZone: rome }],
      [{ quiet: 'none' }, { timezone: rome, quiet: null }],
      [
        { timezone: newYork, quiet: { from: 0, to: 5 } },
        { timezone: newYork, quiet: { from: 0, to: 5 }, quietZone: newYork },
      ],
    ];
    for (const [own, filled] of cases) {
      const when: OwnWhen = { ...WITH_DIGEST, frequency: 'weekly', ...own };
      await setInterestRhythm(db, { chatId: 1, id, ...when, dueAt: NOW });
      const stretch = { after: 0, through: 9 };
      const [due] = await dueOwnRhythms(db, { now: LATER, newest: 0, stretch });
      expect(due?.rhythm).toMatchObject({ frequency: 'weekly', ...filled });
    }
  });
});

describeOnEachDialect('a chat that follows something and wants no kinds', (open) => {
  it('is subscribed: its first digest brings the newest issue', async () => {
    const { db } = await open();
    for (const date of ['2025-01-08', '2025-01-09']) await publish(db, date);
    await aChat(db, 1, 2);
    await follow(db, 1, '水头镇');
    expect(await findSubscription(db, 1)).toMatchObject({ kinds: [], toldThrough: 1 });
    expect(await chatCounts(db)).toMatchObject({ active: 2, subscribed: 1 });
    expect(await countAudience(db, { kind: 'all' })).toBe(1);
    expect(await countAudience(db, { kind: 'kind', item: 'news' })).toBe(0);
  });

  it('keeps where it was told when it takes up kinds, and when it gives them up again', async () => {
    const { db } = await open();
    await aChat(db, 1);
    await follow(db, 1, '水头镇');
    for (const date of ['2025-01-08', '2025-01-09']) await publish(db, date);
    await subscribe(db, { chatId: 1, kinds: ['news'], dueAt: LATER }, NOW);
    expect(await findSubscription(db, 1)).toMatchObject({ kinds: ['news'], toldThrough: 0 });
    await setKinds(db, 1, []);
    expect(await countAudience(db, { kind: 'all' })).toBe(1);
    await removeAllInterests(db, 1);
    expect(await countAudience(db, { kind: 'all' })).toBe(0);
    await follow(db, 1, '水利');
    expect(await findSubscription(db, 1)).toMatchObject({ kinds: [], toldThrough: 1 });
  });

  it('is on a roster without kinds, and stays as it is when one names it so', async () => {
    const { db } = await open();
    await aChat(db, 1);
    await follow(db, 1, '水头镇');
    const row = { chatId: 1, language: null, kinds: null, hour: 7, timezone: null };
    await importChats(db, [row], { now: NOW, nextDue: () => LATER });
    expect(await findSubscription(db, 1)).toMatchObject({ kinds: [], hour: 7 });
    const exported = [];
    for await (const chat of exportChats(db)) exported.push(chat);
    expect(exported).toMatchObject([{ chatId: 1, kinds: [], hour: 7, isFollowing: true }]);
  });
});

describeOnEachDialect('with a chat goes what it follows', (open) => {
  it('when it wants to be forgotten', async () => {
    const { db } = await open();
    await aChat(db, 1, 2);
    for (const chatId of [1, 2]) await follow(db, chatId, '水利');
    await follow(db, 1, '水头镇');
    await forgetChat(db, 1);
    expect(await queries(db)).toEqual({ 水利: ['水利'] });
    expect(await rhythms(db)).toHaveLength(1);
  });

  it('when it was out of reach for too long', async () => {
    const { db } = await open();
    await aChat(db, 1);
    await follow(db, 1, '水头镇');
    await markGone(db, 1, 'blocked', NOW);
    await retireChats(db, { before: LATER, signal: new AbortController().signal });
    expect(await queries(db)).toEqual({});
  });

  it('to its new address, where what both follow is followed once', async () => {
    const { db } = await open();
    await aChat(db, 1, 2);
    const id = idOf(await follow(db, 1, '水头镇'));
    await setInterestRhythm(db, { chatId: 1, id, ...OWN, dueAt: LATER });
    await follow(db, 1, '水利');
    for (const text of ['水利', '工坊']) await follow(db, 2, text);
    await saveIssue(db, anIngest());
    const told = [1, 2].map((chat_id) => ({ chat_id, item_id: 1 }));
    await db.insertInto('told_items').values(told).execute();
    await migrateChat(db, 1, 2, NOW);
    expect((await followed(db, 2)).toSorted()).toEqual(['工坊', '水利', '水头镇'].toSorted());
    expect((await listInterests(db, 2)).find(({ query }) => query.text === '水头镇')).toMatchObject(
      OWN,
    );
    expect(await followed(db, 1)).toEqual([]);
    expect(Object.keys(await queries(db))).toHaveLength(3);
    expect(await db.selectFrom('told_items').selectAll().execute()).toEqual([told[1]]);
  });

  it('but not to a new address that has unsubscribed already', async () => {
    const { db } = await open();
    await aChat(db, 1, 2);
    await follow(db, 1, '水头镇');
    await subscribe(db, { chatId: 2, kinds: ['news'], dueAt: NOW }, NOW);
    await setKinds(db, 2, []);
    await migrateChat(db, 1, 2, NOW);
    expect(await followed(db, 2)).toEqual([]);
    expect(await queries(db)).toEqual({});
  });
});

function idOf(added: Awaited<ReturnType<typeof addInterest>>): number {
  if (added.kind === 'full') throw new Error('The chat follows too much');
  return added.interest.id;
}

function rhythms(db: Db) {
  return db.selectFrom('interests').select(['told_through', 'due_at']).execute();
}
