import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Interest, Item, Query } from '../../src/domain/index.ts';
import { matchQuery, readQuery } from '../../src/match/index.ts';
import { lookForFollowed } from '../../src/pipeline/followed-items.ts';
import { followedIn } from '../../src/pipeline/missed-items.ts';
import { countOwedChats } from '../../src/pipeline/owed-items.ts';
import { previewDigest } from '../../src/pipeline/preview-digest.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import {
  addInterest,
  type Db,
  findMissed,
  forgetChat,
  itemsAfter,
  listInterests,
  markGone,
  newestItemId,
  readMessages,
  recordReview,
  removeAllInterests,
  saveChat,
  saveIssue,
  setKinds,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aDecision, anAct, anAppointment, anIngest, anItem } from '../support/samples.ts';

const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
const START = new Date('2025-01-10T00:00:00Z');
const DAY = 24 * 60 * 60_000;

function aQuery(text: string, parts: Partial<Query> = {}): Query {
  return { by: 'word', text, kinds: null, publication: null, ...parts };
}

async function addChat(db: Db, chatId: number, ...texts: string[]): Promise<void> {
  await saveChat(db, { id: chatId, kind: 'private', language: 'zh' }, START);
  for (const text of texts)
    await addInterest(db, { chatId, query: aQuery(text), dueAt: START }, START);
}

async function publish(db: Db, date: string, ...items: Item[]): Promise<void> {
  await saveIssue(db, anIngest({ text: date, date, items, now: START }));
}

const town = anItem({ title: '水头镇建工坊', body: '水头镇建起共富工坊。' });
const works = anItem({ title: '鳌江镇修水利', body: '鳌江镇兴修水利。' });
const decision = aDecision({ title: '关于水利规划的决定', body: '决定如下。' });

async function run(db: Db, days = 0): Promise<{ chats: number }> {
  const now = new Date(START.getTime() + days * DAY);
  return queueDigests({ db, now: () => now, schedule, style: 'classic' }, { onlyNew: false });
}

/** The texts a chat is owed, in order. */
async function toldTo(db: Db, chatId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('message_id')
    .where('chat_id', '=', chatId)
    .orderBy('id')
    .execute();
  const messages = await readMessages(
    db,
    rows.map(({ message_id }) => message_id),
  );
  return rows.map(({ message_id }) => {
    const message = messages.get(message_id);
    return message?.style === 'classic' ? message.text : '';
  });
}

/** The headlines of a digest in order, with the sections they stand in. */
function outline(text = ''): string[] {
  return Array.from(text.matchAll(/^(?:【(.+)】|\d+\. (.+))$/gmu), ([, section, title]) =>
    String(section ?? title),
  );
}

describeOnEachDialect('a digest of what is followed', (open) => {
  it('has what matches and nothing else; who follows what is not printed gets none', async () => {
    const { db } = await open();
    await addChat(db, 1, '水头镇');
    await addChat(db, 2, '昆阳镇');
    await addChat(db, 3, '工坊', '水头镇', '共富');
    await publish(db, '2025-01-10', town, works, decision);
    expect(await countOwedChats(db, START)).toBe(2);
    expect((await run(db)).chats).toBe(2);
    for (const chatId of [1, 3]) {
      const [text, ...others] = await toldTo(db, chatId);
      expect(outline(text)).toEqual(['您关注的', '水头镇建工坊']);
      expect(others).toEqual([]);
    }
    expect(await toldTo(db, 2)).toEqual([]);
    await run(db, 1);
    expect(await toldTo(db, 1)).toHaveLength(1);
  });

  it('tells it first and the kinds after it, each article once', async () => {
    const { db } = await open();
    await addChat(db, 1, '水利');
    await subscribe(db, { chatId: 1, kinds: ['decision', 'news'], dueAt: START }, START);
    await publish(db, '2025-01-10', town, works, decision);
    await run(db);
    const [text] = await toldTo(db, 1);
    expect(outline(text)).toEqual([
      ...['您关注的', '关于水利规划的决定', '鳌江镇修水利'],
      ...['新闻', '水头镇建工坊'],
    ]);
  });

  it('is the very same for chats that get the same, and another where other articles are followed', async () => {
    const { db } = await open();
    for (const chatId of [1, 2, 3]) await addChat(db, chatId, chatId < 3 ? '水利' : '水头镇');
    for (const chatId of [1, 2, 3])
      await subscribe(db, { chatId, kinds: ['news'], dueAt: START }, START);
    await publish(db, '2025-01-10', town, works);
    await run(db);
    const ids = await db.selectFrom('deliveries').select('message_id').orderBy('chat_id').execute();
    expect(ids[0]).toEqual(ids[1]);
    expect(ids[0]).not.toEqual(ids[2]);
  });

  it('ends with the interest', async () => {
    const { db } = await open();
    await addChat(db, 1, '水头镇');
    await subscribe(db, { chatId: 1, kinds: ['decision'], dueAt: START }, START);
    await removeAllInterests(db, 1);
    await publish(db, '2025-01-10', town, decision);
    await run(db);
    expect(outline((await toldTo(db, 1))[0])).toEqual(['决定', '关于水利规划的决定']);
  });

  it('leaves out what the chat was told before its turn, and forgets that it was', async () => {
    const { db } = await open();
    await addChat(db, 1, '水头镇|鳌江镇');
    await publish(db, '2025-01-10', town, works);
    await db.insertInto('told_items').values({ chat_id: 1, item_id: 1 }).execute();
    await run(db);
    expect(outline((await toldTo(db, 1))[0])).toEqual(['您关注的', '鳌江镇修水利']);
    expect(await db.selectFrom('told_items').selectAll().execute()).toEqual([]);
  });

  it('is what a preview shows', async () => {
    const { db } = await open();
    await addChat(db, 1, '水头镇');
    await publish(db, '2025-01-10', town, works);
    const preview = await previewDigest({ db, style: 'classic' }, 1);
    await run(db);
    expect(preview?.map((message) => message.style === 'classic' && message.text)).toEqual(
      await toldTo(db, 1),
    );
    await removeAllInterests(db, 1);
    expect(await previewDigest({ db, style: 'classic' }, 1)).toBeUndefined();
  });

  it('brings a fact of it that was confirmed since, whatever its kind', async () => {
    const { db } = await open();
    await addChat(db, 1, '水头镇');
    await addChat(db, 2, '鳌江镇');
    const doubtful = [anAct({ person: '陈栋', confidence: 0.6 })];
    await publish(db, '2025-01-10', { ...town, acts: doubtful }, works);
    await run(db);
    const ref = { itemId: 1, revision: 1, kind: 'act', position: 0 } as const;
    const at = new Date(START.getTime() + DAY / 2);
    await recordReview(db, { ref, answer: { verdict: 'right' }, adminId: 1 }, at);
    await run(db, 1);
    const [first, second] = await toldTo(db, 1);
    expect(first).not.toContain('陈栋');
    expect(second).toContain('陈栋');
    expect(await toldTo(db, 2)).toHaveLength(1);
  });

  it('brings by a confirmed fact what did not match before', async () => {
    const { db } = await open();
    await addChat(db, 1);
    const query = aQuery('局长', { by: 'office' });
    await addInterest(db, { chatId: 1, query, dueAt: START }, START);
    await publish(db, '2025-01-10', anAppointment({ acts: [anAct({ confidence: 0.6 })] }));
    expect((await run(db)).chats).toBe(0);
    const ref = { itemId: 1, revision: 1, kind: 'act', position: 0 } as const;
    const at = new Date(START.getTime() + DAY / 2);
    await recordReview(db, { ref, answer: { verdict: 'right' }, adminId: 1 }, at);
    await run(db, 1);
    expect((await toldTo(db, 1)).join()).toContain('王芳');
  });

  it('knows what was begun to be followed while digests are written', async () => {
    const { db } = await open();
    await addChat(db, 1, '水头镇');
    await publish(db, '2025-01-10', town, works);
    const items = await itemsAfter(db, { afterId: 0, throughId: 2 });
    const followed = lookForFollowed();
    const wanted = { stretch: { after: 0, through: 9 }, items, reviewId: 0 };
    expect(await followed.of(db, wanted)).toEqual(new Map([[1, new Set([1])]]));
    await addChat(db, 2, '水利', '昆阳镇');
    expect(await followed.of(db, { ...wanted, items: [] })).toEqual(
      new Map([
        [1, new Set([1])],
        [2, new Set([2])],
      ]),
    );
    const corrected = items.map((item) => ({ ...item, revision: 2, title: '', body: '昆阳镇' }));
    expect(await followed.of(db, { ...wanted, items: corrected })).toEqual(
      new Map([[2, new Set([1, 2])]]),
    );
  });

  it('comes to whoever was away as what it missed, without what it did not follow', async () => {
    const { db } = await open();
    await addChat(db, 1, '水头镇');
    await publish(db, '2025-01-09', decision);
    await run(db);
    await markGone(db, 1, 'blocked', START);
    await publish(db, '2025-01-10', town, works);
    await publish(db, '2025-01-11', anItem({ body: '水头镇通水。' }));
    const chat = { id: 1, kind: 'private', language: 'zh' } as const;
    const missed = await saveChat(db, chat, new Date(START.getTime() + DAY), followedIn);
    expect(missed).toMatchObject({ count: 1 });
    const range = { afterId: 0, throughId: 100 };
    expect(await followedIn(db, 1, range)).toEqual([4, 2]);
    const followed = await followedIn(db, 1, missed ?? range);
    const wanted = {
      chatId: 1,
      kinds: [],
      publication: null,
      followed,
      urgent: [],
      ...(missed ?? range),
    };
    const { items } = await findMissed(db, { ...wanted, limit: 10, offset: 0 });
    expect(items.map(({ title }) => title)).toEqual(['水头镇建工坊']);
  });

  it('goes to nobody who unsubscribed from all kinds and follows nothing', async () => {
    const { db } = await open();
    await addChat(db, 1);
    await subscribe(db, { chatId: 1, kinds: ['news'], dueAt: START }, START);
    await setKinds(db, 1, []);
    await publish(db, '2025-01-10', town);
    expect((await run(db)).chats).toBe(0);
  });
});

describeOnEachDialect('articles found by grams', (open) => {
  it('are those a loop over everything that is followed would find', async () => {
    const { db } = await open();
    let [found, day] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(printed, { minLength: 1, maxLength: 6 }),
        fc.array(fc.array(queries, { maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        async (articles, chats) => {
          const afterId = await newestItemId(db);
          day += 1;
          const date = new Date(START.getTime() + day * DAY).toISOString().slice(0, 10);
          await publish(db, date, ...articles);
          const interests: Interest[] = [];
          for (const [chatId, wanted] of chats.entries()) {
            await addChat(db, chatId);
            for (const query of wanted)
              await addInterest(db, { chatId, query, dueAt: START }, START);
            interests.push(...(await listInterests(db, chatId)));
          }
          const items = await itemsAfter(db, { afterId, throughId: afterId + 100 });
          const expected = interests.flatMap(({ chatId, query }) =>
            items.flatMap((item) => (matchQuery(query, item) ? [`${chatId} ${item.id}`] : [])),
          );
          const stretch = { after: -1, through: 100 };
          const followed = await lookForFollowed().of(db, { stretch, items, reviewId: 0 });
          const pairs = [...followed].flatMap(([chat, ids]) =>
            [...ids].map((id) => `${chat} ${id}`),
          );
          expect(pairs.toSorted()).toEqual([...new Set(expected)].toSorted());
          found += pairs.length;
          for (const chatId of chats.keys()) await forgetChat(db, chatId);
        },
      ),
      { numRuns: 40 },
    );
    expect(found).toBeGreaterThan(10);
  });
});

const letters = fc.constantFrom(...'水头镇鎮头𠮷が', 'a', 'Ａ', 'é', '７');
const marks = fc.constantFrom(' ', '　', '\n', '，', '-', '\u200b', '\u0301');
const words = fc.string({
  unit: fc.oneof({ weight: 5, arbitrary: letters }, marks),
  minLength: 1,
  maxLength: 60,
});
const printed: fc.Arbitrary<Item> = fc
  .record({ title: words, body: words, person: words, post: words })
  .map(({ person, post, ...text }) =>
    anItem({ ...text, acts: [anAct({ person, post, organization: '水头镇' })] }),
  );
const word = fc.string({ unit: letters, minLength: 1, maxLength: 3 });
const queries: fc.Arbitrary<Query> = fc
  .record({
    by: fc.constantFrom('word', 'person', 'office', 'body', 'place'),
    parts: fc.array(
      fc.oneof(
        word,
        fc.tuple(word, word).map((pair) => pair.join('|')),
        word.map((not) => `-${not}`),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    kinds: fc.constantFrom<Query['kinds']>(null, ['news'], ['decision']),
  })
  .map(({ parts, ...query }) => ({ ...query, read: readQuery(parts.join(' ')) }))
  .filter(({ read }) => 'text' in read)
  .map(({ by, kinds, read }) => aQuery('text' in read ? read.text : '', { by, kinds }));
