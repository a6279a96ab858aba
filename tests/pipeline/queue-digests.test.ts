import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FREQUENCIES, type Item, type Subscription } from '../../src/domain/index.ts';
import { nextDigestAt } from '../../src/match/index.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import {
  type Db,
  findSubscription,
  inTransaction,
  listCampaigns,
  markGone,
  readMessages,
  saveChat,
  saveIssue,
  setKinds,
  setLanguage,
  setQuiet,
  setSchedule,
  setStyle,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aDecision, anAppointment, anIngest, anItem } from '../support/samples.ts';

const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
const eight = new Date('2025-01-10T00:00:00Z'); // 08:00 in Shanghai
const nextEight = new Date('2025-01-11T00:00:00Z');
const early = new Date('2025-01-09T22:00:00Z');

describeOnEachDialect('queueDigests', (open) => {
  it('tells each chat that is due what is new, once', async () => {
    const { db } = await open();
    await ingest(db, [aDecision(), anItem()]);
    await addChats(db, [1, 2]);
    expect(await run(db, eight)).toEqual({
      campaignId: expect.stringContaining('digest:2025-01-10T00:00:00.000Z'),
      chats: 2,
      messages: 2,
    });
    expect(await run(db, eight)).toEqual({ campaignId: null, chats: 0, messages: 0 });
    expect(await run(db, nextEight)).toEqual({ campaignId: null, chats: 0, messages: 0 });
    expect(await deliveriesOf(db)).toEqual([1, 2]);
    expect(
      (await listCampaigns(db, { limit: 9 })).map(({ kind, state, title }) => [kind, state, title]),
    ).toEqual([['digest', 'running', '今日平阳 2025-01-09']]);
    expect(await findSubscription(db, 1)).toMatchObject({ toldThrough: 2 });
  });

  it('tells what came in the very millisecond of the run before', async () => {
    const { db } = await open();
    await ingest(db, [anItem({ title: '第一条' })], '2025-01-09');
    await addChats(db, [1]);
    await setSchedule(db, 1, { frequency: 'instant', hour: null, timezone: null, dueAt: null });
    expect(await run(db, eight)).toMatchObject({ chats: 1, messages: 1 });
    await ingest(db, [anItem({ title: '第二条' })], '2025-01-10');
    expect(await run(db, eight)).toMatchObject({ chats: 1, messages: 1 });
  });

  it('waits until a chat’s digest is due, and then tells all of it in one', async () => {
    const { db } = await open();
    await ingest(db, [anItem({ title: '第一天' })], '2025-01-08');
    await addChats(db, [1]);
    expect(await run(db, early)).toMatchObject({ chats: 0 });
    await ingest(db, [anItem({ title: '第二天' })], '2025-01-09');
    const afterDowntime = new Date('2025-01-13T05:00:00Z');
    expect(await run(db, afterDowntime)).toMatchObject({ chats: 1, messages: 1 });
    const [text = ''] = await textsOf(db);
    expect(text).toContain('1. 第一天');
    expect(text).toContain('2. 第二天');
    expect(await dueAtOf(db, 1)).toBe('2025-01-14T00:00:00.000Z');
  });

  it('only moves a chat on for which nothing is new', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    await addChats(db, [1]);
    await setKinds(db, 1, ['decision']);
    expect(await run(db, eight)).toEqual({ campaignId: null, chats: 0, messages: 0 });
    expect(await findSubscription(db, 1)).toMatchObject({ toldThrough: 1 });
    expect(await dueAtOf(db, 1)).toBe(nextEight.toISOString());
    expect(await listCampaigns(db, { limit: 9 })).toEqual([]);
  });

  it('moves each chat on to its own next hour', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    await addChats(db, [1, 2, 3]);
    const own = { frequency: 'daily', hour: 19, timezone: 'Europe/Rome', dueAt: eight } as const;
    await setSchedule(db, 2, own);
    await setSchedule(db, 3, { ...own, frequency: 'instant', dueAt: null });
    expect(await run(db, eight)).toMatchObject({ chats: 3 });
    expect(await dueAtOf(db, 1)).toBe(nextEight.toISOString());
    expect(await dueAtOf(db, 2)).toBe('2025-01-10T18:00:00.000Z');
    expect(await dueAtOf(db, 3)).toBeNull();
  });

  it('tells at once whoever wants it at once', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    await addChats(db, [1, 2]);
    await setSchedule(db, 2, { frequency: 'instant', hour: null, timezone: null, dueAt: null });
    expect(await run(db, early)).toMatchObject({ chats: 1 });
    expect(await run(db, early)).toMatchObject({ chats: 0 });
    expect(await deliveriesOf(db)).toEqual([2]);
  });

  it('leaves a chat alone in its quiet hours, and tells it all in one at their end', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await setSchedule(db, 1, { frequency: 'instant', hour: null, timezone: null, dueAt: null });
    for (const id of [1, 2]) {
      const dueAt = (await findSubscription(db, id))?.dueAt ?? null;
      await setQuiet(db, id, { quiet: { from: 22, to: 10 }, dueAt });
    }
    const ten = new Date('2025-01-10T02:00:00Z');
    await ingest(db, [anItem({ title: '夜里一' })], '2025-01-09');
    expect(await run(db, early)).toMatchObject({ chats: 0 });
    expect(await dueAtOf(db, 1)).toBe(ten.toISOString());
    await ingest(db, [anItem({ title: '夜里二' })], '2025-01-10');
    expect(await run(db, eight)).toMatchObject({ chats: 0 });
    expect(await run(db, ten)).toMatchObject({ chats: 2, messages: 2 });
    const [text = ''] = await textsOf(db);
    for (const each of ['1. 夜里一', '2. 夜里二']) expect(text).toContain(each);
    expect(await dueAtOf(db, 1)).toBeNull();
    expect(await dueAtOf(db, 2)).toBe('2025-01-11T02:00:00.000Z');
    expect(await run(db, ten)).toMatchObject({ chats: 0 });
  });

  it('caught up after an outage in the night waits for the morning', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    await addChats(db, [1]);
    await setQuiet(db, 1, { quiet: { from: 22, to: 7 }, dueAt: eight });
    expect(await run(db, new Date('2025-01-12T17:00:00Z'))).toMatchObject({ chats: 0 });
    expect(await dueAtOf(db, 1)).toBe('2025-01-12T23:00:00.000Z');
    expect(await run(db, new Date('2025-01-12T23:00:10Z'))).toMatchObject({ chats: 1 });
    expect(await dueAtOf(db, 1)).toBe('2025-01-13T00:00:00.000Z');
  });

  it('on demand wakes nobody: who is in quiet hours is told at their end', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    await addChats(db, [1, 2]);
    await setQuiet(db, 1, { quiet: { from: 22, to: 7 }, dueAt: nextEight });
    expect(await run(db, early, { onlyNew: true })).toMatchObject({ chats: 1 });
    expect(await run(db, new Date('2025-01-09T23:00:00Z'))).toMatchObject({ chats: 1 });
    expect((await deliveriesOf(db)).sort()).toEqual([1, 2]);
  });

  it('on demand tells everybody now, and not again at the hour', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    await addChats(db, [1, 2]);
    expect(await run(db, early, { onlyNew: true })).toMatchObject({ chats: 2 });
    expect(await run(db, early, { onlyNew: true })).toMatchObject({ campaignId: null });
    expect(await run(db, eight)).toMatchObject({ chats: 0 });
    expect(await deliveriesOf(db)).toEqual([1, 2]);
  });

  it('leaves alone a chat that is gone, and one that wants nothing', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    await addChats(db, [1, 2, 3]);
    await markGone(db, 1, 'blocked', eight);
    await setKinds(db, 2, []);
    expect(await run(db, eight)).toMatchObject({ chats: 1 });
    expect(await deliveriesOf(db)).toEqual([3]);
  });

  it('looks at who is gone at their next time again, and tells them then if they are back', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    await addChats(db, [1, 2]);
    await markGone(db, 1, 'blocked', eight);
    await setKinds(db, 2, []);
    expect(await run(db, eight)).toMatchObject({ chats: 0 });
    expect(await dueAtOf(db, 1)).toBe(eight.toISOString()); // nobody else was due either
    await addChats(db, [3]);
    expect(await run(db, eight)).toMatchObject({ chats: 1 });
    for (const id of [1, 2]) expect(await dueAtOf(db, id)).toBe(nextEight.toISOString());
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, eight);
    expect(await run(db, nextEight)).toMatchObject({ chats: 1 });
    expect((await deliveriesOf(db)).sort()).toEqual([1, 3]);
  });

  it('speaks to each chat in its language and style, and of its kinds', async () => {
    const { db } = await open();
    await ingest(db, [aDecision({ title: '决定一' }), anItem({ title: '新闻二' })]);
    await addChats(db, [1, 2, 3]);
    await setLanguage(db, 2, 'en');
    await setStyle(db, 3, 'rich');
    await setKinds(db, 1, ['news']);
    await run(db, eight);
    const [chinese, english, rich] = await messagesOf(db);
    expect(chinese).toMatchObject({
      style: 'classic',
      text: expect.stringContaining('共 1 条新闻'),
    });
    expect(english).toMatchObject({
      style: 'classic',
      text: expect.stringContaining('1 decision, 1 news report'),
    });
    expect(rich).toMatchObject({ style: 'rich' });
  });

  it('uses the operator’s style for chats that chose none', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    await addChats(db, [1, 2]);
    await setStyle(db, 2, 'classic');
    await queueDigests({ db, now: () => eight, schedule, style: 'rich' }, { onlyNew: false });
    expect((await messagesOf(db)).map(({ style }) => style)).toEqual(['rich', 'classic']);
  });

  it('stores a text once, however many chats get it, over several pages', async () => {
    const { db } = await open();
    await ingest(db, [aDecision(), anAppointment(), anItem()]);
    const ids = Array.from({ length: 1_100 }, (_, n) => n + 1);
    await addChats(db, ids);
    expect(await run(db, eight)).toMatchObject({ chats: 1_100, messages: 1_100 });
    expect(await deliveriesOf(db)).toEqual(ids);
    expect(await db.selectFrom('messages').select('id').execute()).toHaveLength(1);
    expect(await listCampaigns(db, { limit: 9 })).toHaveLength(1);
  });

  it('cut off between two pages and run again tells everybody once', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    const ids = Array.from({ length: 1_100 }, (_, n) => n + 1);
    await addChats(db, ids);
    let asked = 0;
    const dyingClock = () => {
      asked += 1;
      if (asked === 3) throw new Error('pulled the plug');
      return eight;
    };
    const dying = queueDigests(
      { db, now: dyingClock, schedule, style: 'classic' },
      { onlyNew: false },
    );
    await expect(dying).rejects.toThrow('pulled the plug');
    expect((await deliveriesOf(db)).length).toBe(500);
    expect(await run(db, new Date(eight.getTime() + 60_000))).toMatchObject({ chats: 600 });
    expect(await deliveriesOf(db)).toEqual(ids);
  });

  it('asked to stop ends with the page in hand, and the next run tells the rest', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    const ids = Array.from({ length: 1_100 }, (_, n) => n + 1);
    await addChats(db, ids);
    const stopping = new AbortController();
    let asked = 0;
    const now = () => {
      asked += 1;
      if (asked === 2) stopping.abort(); // the first page has begun
      return eight;
    };
    const { signal } = stopping;
    const deps = { db, now, schedule, style: 'classic' } as const;
    expect(await queueDigests(deps, { onlyNew: false, signal })).toMatchObject({ chats: 500 });
    expect(await run(db, new Date(eight.getTime() + 60_000))).toMatchObject({ chats: 600 });
    expect(await deliveriesOf(db)).toEqual(ids);
  });

  it('cut off within a page leaves nothing of it behind', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    await addChats(db, [1, 2]);
    const dying = inTransaction(db, async (tx) => {
      await run(tx, eight);
      throw new Error('pulled the plug');
    });
    await expect(dying).rejects.toThrow('pulled the plug');
    expect(await deliveriesOf(db)).toEqual([]);
    expect(await listCampaigns(db, { limit: 9 })).toEqual([]);
    expect(await run(db, eight)).toMatchObject({ chats: 2 });
    expect(await deliveriesOf(db)).toEqual([1, 2]);
  });

  it('two runs at the same time tell everybody once', async () => {
    const { db } = await open();
    await ingest(db, [anItem()]);
    const ids = Array.from({ length: 700 }, (_, n) => n + 1);
    await addChats(db, ids);
    const oneSecondLater = new Date(eight.getTime() + 1_000);
    const runs = await Promise.all([run(db, eight), run(db, oneSecondLater, { onlyNew: true })]);
    expect(runs.reduce((sum, { chats }) => sum + chats, 0)).toBe(700);
    expect(await deliveriesOf(db)).toEqual(ids);
  });

  it('sends in parts, in order, what is too long for one message', async () => {
    const { db } = await open();
    const title = (n: number) => `第${n}件：${'很长的标题'.repeat(20)}`;
    await ingest(
      db,
      Array.from({ length: 90 }, (_, n) => anItem({ title: title(n) })),
    );
    await addChats(db, [1]);
    const { messages } = await run(db, eight);
    expect(messages).toBeGreaterThan(2);
    const texts = await textsOf(db);
    texts.forEach((text, index) => {
      expect(text.endsWith(`(${index + 1}/${messages})`)).toBe(true);
    });
  });

  it('over days of issues, ticks and crashes tells every chat everything it wants, once', async () => {
    const days = fc.array(fc.record({ issue: fc.boolean(), ticks, crashes: fc.boolean() }), {
      minLength: 3,
      maxLength: 12,
    });
    const property = fc.asyncProperty(
      days,
      fc.array(wishes, { minLength: 1, maxLength: 6 }),
      async (played, chats) => {
        const { db } = await open();
        await ingest(db, [anItem({ title: '《前期》' })], '2025-01-01');
        for (const [id, wish] of chats.entries()) await addWish(db, id, wish);
        const printed: Item[] = [anItem({ title: '《前期》' })];
        for (const [day, { issue, ticks: hoursOfDay, crashes }] of played.entries()) {
          const date = new Date(Date.UTC(2025, 0, 2 + day));
          if (issue) {
            const items = [
              anItem({ title: `《新闻${day}》` }),
              aDecision({ title: `《决定${day}》`, number: null }),
            ];
            await ingest(db, items, date.toISOString().slice(0, 10));
            printed.push(...items);
          }
          for (const hour of hoursOfDay) {
            const at = new Date(date.getTime() + hour * 3_600_000);
            if (crashes) await crash(db, at);
            await run(db, at);
          }
        }
        await run(db, new Date(Date.UTC(2025, 1, 1)));
        for (const [id, { kinds }] of chats.entries()) {
          const told = (await titlesTold(db, id)).toSorted();
          const wanted = printed
            .filter(({ kind }) => kinds.includes(kind))
            .map(({ title }) => title);
          expect(told).toEqual(wanted.toSorted());
        }
      },
    );
    await fc.assert(property, { numRuns: 12 });
  });
});

const ticks = fc
  .uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 6 })
  .map((hours) => hours.toSorted((a, b) => a - b));
type Wish = Pick<Subscription, 'kinds' | 'frequency' | 'hour' | 'timezone'>;
const wishes: fc.Arbitrary<Wish> = fc.record({
  kinds: fc.constantFrom<Subscription['kinds']>(['news'], ['decision'], ['decision', 'news']),
  frequency: fc.constantFrom(...FREQUENCIES),
  hour: fc.option(fc.integer({ min: 0, max: 23 })),
  timezone: fc.option(fc.constantFrom('Europe/Rome', 'America/New_York')),
});

async function addWish(db: Db, id: number, { kinds, ...rhythm }: Wish): Promise<void> {
  const dueAt = nextDigestAt(schedule, { ...rhythm, quiet: null }, new Date(Date.UTC(2025, 0, 1)));
  await addChats(db, [id]);
  await setKinds(db, id, kinds);
  await setSchedule(db, id, { ...rhythm, dueAt });
}

/** The run does its work, and all of it is undone before it is written down. */
async function crash(db: Db, at: Date): Promise<void> {
  const dying = inTransaction(db, async (tx) => {
    await run(tx, at);
    throw new Error('pulled the plug');
  });
  await expect(dying).rejects.toThrow('pulled the plug');
}

async function titlesTold(db: Db, chatId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('message_id')
    .where('chat_id', '=', chatId)
    .execute();
  const ids = rows.map(({ message_id }) => message_id);
  const messages = await readMessages(db, ids);
  const texts = ids
    .map((id) => messages.get(id))
    .map((message) => (message?.style === 'classic' ? message.text : ''));
  return texts.flatMap((text) => text.match(/《[^》]*》/gu) ?? []);
}

function run(db: Db, now: Date, { onlyNew = false } = {}) {
  return queueDigests({ db, now: () => now, schedule, style: 'classic' }, { onlyNew });
}

async function ingest(db: Db, items: readonly Item[], date = '2025-01-09'): Promise<void> {
  await saveIssue(
    db,
    anIngest({ items, date, text: `${date} ${items.map(({ title }) => title)}` }),
  );
}

/** Daily subscribers to everything, due at eight. */
async function addChats(db: Db, ids: readonly number[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const id of ids) {
      await saveChat(tx, { id, kind: 'private', language: 'zh' }, early);
      const kinds: Subscription['kinds'] = ['decision', 'appointment', 'notice', 'news'];
      await subscribe(tx, { chatId: id, kinds, dueAt: eight }, early);
    }
  });
}

/** The chats that are owed a message, one entry a message. */
async function deliveriesOf(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('deliveries').select('chat_id').orderBy('chat_id').execute();
  return rows.map(({ chat_id }) => chat_id);
}

async function messagesOf(db: Db) {
  const rows = await db
    .selectFrom('deliveries')
    .select('message_id')
    .orderBy('chat_id')
    .orderBy('part')
    .execute();
  const ids = rows.map(({ message_id }) => message_id);
  const messages = await readMessages(db, ids);
  return ids.map((id) => messages.get(id)).filter((message) => message !== undefined);
}

async function textsOf(db: Db): Promise<string[]> {
  return (await messagesOf(db)).map((message) => (message.style === 'classic' ? message.text : ''));
}

async function dueAtOf(db: Db, chatId: number): Promise<string | null | undefined> {
  const rows = db.selectFrom('subscriptions').select('due_at').where('chat_id', '=', chatId);
  return (await rows.executeTakeFirst())?.due_at;
}
