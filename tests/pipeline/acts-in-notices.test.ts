import { expect, it } from 'vitest';
import { type Item, type ItemKind, type Query, WITH_DIGEST } from '../../src/domain/index.ts';
import { followedIn } from '../../src/pipeline/missed-items.ts';
import { countOwedChats } from '../../src/pipeline/owed-items.ts';
import { previewDigest } from '../../src/pipeline/preview-digest.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { queueUrgent } from '../../src/pipeline/queue-urgent.ts';
import { recentMatches } from '../../src/pipeline/recent-matches.ts';
import { resumeInterest } from '../../src/pipeline/resume-interest.ts';
import {
  addInterest,
  type Db,
  findMissed,
  markGone,
  readMessages,
  recordReview,
  saveChat,
  saveIssue,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aKeyDate, anAct, anIngest, anItem } from '../support/samples.ts';

const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
const START = new Date('2025-01-10T00:00:00Z');
const later = (hours: number) => new Date(START.getTime() + hours * 3_600_000);
const TITLE = '平阳县人民政府关于赵强等职务任免的通知';

/** As a government prints them; the act sure, or read with doubt. */
function aNotice({ confidence = 0.97, ...parts }: Partial<Item> = {}): Item {
  const acts = [anAct({ person: '赵强', confidence })];
  return anItem({
    kind: 'notice',
    title: TITLE,
    body: '任命赵强为平阳县民政局局长。',
    acts,
    ...parts,
  });
}

async function addChat(db: Db, chatId: number, kinds: readonly ItemKind[]): Promise<void> {
  await saveChat(db, { id: chatId, kind: 'private', language: 'zh' }, START);
  await subscribe(db, { chatId, kinds, dueAt: null }, START);
}

async function print(db: Db, item: Item, { date = '2025-01-09', now = START } = {}): Promise<void> {
  const other = anItem({ title: '水头镇通车', body: `水头镇${date}通车。` });
  await saveIssue(db, anIngest({ text: date, date, items: [item, other], now }));
}

function confirm(db: Db, kind: 'act' | 'key-date') {
  const ref = { itemId: 1, revision: 1, kind, position: 0 };
  return recordReview(db, { ref, answer: { verdict: 'right' }, adminId: 1 }, START);
}

function run(db: Db, now: Date) {
  return queueDigests({ db, now: () => now, schedule, style: 'classic' }, { onlyNew: false });
}

/** What was queued for each chat, a text a message. */
async function told(db: Db): Promise<Record<number, string[]>> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['chat_id', 'message_id'])
    .orderBy('id')
    .execute();
  const ids = rows.map(({ message_id }) => message_id);
  const messages = await readMessages(db, ids);
  const byChat = Map.groupBy(rows, ({ chat_id }) => chat_id);
  return Object.fromEntries(
    [...byChat].map(([chatId, own]) => [
      chatId,
      own.map(({ message_id }) => JSON.stringify(messages.get(message_id))),
    ]),
  );
}

const timesIn = (texts: readonly string[] = [], words: string) =>
  texts.join('').split(words).length - 1;

describeOnEachDialect('a notice that tells of acts', (open) => {
  it('concerns who wants appointments, and who wants notices, each once', async () => {
    const { db } = await open();
    await addChat(db, 1, ['appointment']);
    await addChat(db, 2, ['notice']);
    await addChat(db, 3, ['notice', 'appointment']);
    await addChat(db, 4, ['decision']);
    await print(db, aNotice());
    expect(await countOwedChats(db, START)).toBe(3);
    expect(JSON.stringify(await previewDigest({ db, style: 'classic' }, 1))).toContain(TITLE);
    expect(await run(db, START)).toMatchObject({ chats: 3 });
    const texts = await told(db);
    for (const chat of [1, 2, 3]) {
      expect(timesIn(texts[chat], TITLE)).toBe(1);
      expect(timesIn(texts[chat], '水头镇')).toBe(0);
    }
    expect(await run(db, later(24))).toMatchObject({ chats: 0 });
    expect(await countOwedChats(db, later(24))).toBe(0);
  });

  it('concerns them only once an act that waits is confirmed, which is told once', async () => {
    const { db } = await open();
    await addChat(db, 1, ['appointment']);
    await addChat(db, 2, ['notice']);
    await addChat(db, 3, ['notice', 'appointment']);
    await print(db, aNotice({ confidence: 0.6 }));
    expect(await run(db, START)).toMatchObject({ chats: 2 });
    expect(Object.keys(await told(db))).toEqual(['2', '3']);
    await confirm(db, 'act');
    expect(await countOwedChats(db, later(24))).toBe(2);
    expect(await run(db, later(24))).toMatchObject({ chats: 2 });
    const texts = await told(db);
    expect(texts[1]).toHaveLength(1);
    expect(texts[1]?.[0]).toContain('经核实补充');
    expect([1, 2, 3].map((chat) => timesIn(texts[chat], TITLE))).toEqual([1, 1, 2]);
    expect([1, 2, 3].map((chat) => timesIn(texts[chat], '赵强\\n'))).toEqual(
      [1, 2, 3].map(() => timesIn(texts[1], '赵强\\n')),
    );
    expect(await run(db, later(48))).toMatchObject({ chats: 0 });
  });

  it('is told as an article to whom its turn comes after the act was confirmed', async () => {
    const { db } = await open();
    await addChat(db, 1, ['appointment']);
    await print(db, aNotice({ confidence: 0.6 }));
    await confirm(db, 'act');
    expect(await run(db, later(24))).toMatchObject({ chats: 1 });
    const texts = await told(db);
    expect(timesIn(texts[1], TITLE)).toBe(1);
    expect(timesIn(texts[1], '经核实补充')).toBe(0);
    expect(await run(db, later(48))).toMatchObject({ chats: 0 });
  });

  it('brings them its dates that are confirmed later, too', async () => {
    const { db } = await open();
    await addChat(db, 1, ['appointment']);
    await print(db, aNotice({ keyDates: [aKeyDate({ confidence: 0.6 })] }));
    await run(db, START);
    await confirm(db, 'key-date');
    expect(await run(db, later(24))).toMatchObject({ chats: 1 });
    expect((await told(db))[1]?.at(-1)).toContain('2025年2月11日');
  });

  it('reaches them at once where it is urgent', async () => {
    const { db } = await open();
    await addChat(db, 1, ['appointment']);
    await addChat(db, 2, ['decision']);
    await print(db, aNotice({ title: '关于防汛指挥部人员任免的通知' }), { now: later(1) });
    const queued = await queueUrgent({ db, now: () => later(1), style: 'classic' });
    expect(queued).toMatchObject({ items: 1, chats: 1 });
    expect(await run(db, later(2))).toMatchObject({ chats: 0 });
  });

  it.each([
    { confidence: 0.97, told: [1] },
    { confidence: 0.6, told: [] },
  ])(
    '$confidence is passed over by what is followed again if a digest told it: $told',
    async (read) => {
      const { db } = await open();
      await addChat(db, 1, ['appointment']);
      await print(db, aNotice({ confidence: read.confidence }));
      await run(db, START);
      const query: Query = { by: 'person', text: '赵强', kinds: null, publication: null };
      const added = await addInterest(db, { chatId: 1, query, dueAt: later(48) }, later(1));
      if (added.kind !== 'added') throw new Error('It is followed already.');
      const interest = { ...added.interest, ...WITH_DIGEST, frequency: 'weekly' as const };
      const standing = { toldThrough: 0, chatToldThrough: 0, dueAt: later(48) };
      await resumeInterest(db, interest, standing);
      const rows = await db.selectFrom('told_items').select('item_id').execute();
      expect(rows.map(({ item_id }) => item_id)).toEqual(read.told);
    },
  );

  it.each([0.97, 0.6])('is missed by them if its act is sure: %d', async (confidence) => {
    const { db } = await open();
    await print(db, aNotice({ confidence }));
    const paper = { publication: null, followed: [], urgent: [] } as const;
    const wanted = { kinds: ['appointment'], ...paper } as const;
    const range = { chatId: 1, afterId: 0, throughId: 2, limit: 10, offset: 0 };
    const { items, total } = await findMissed(db, { ...wanted, ...range });
    expect(items.map(({ title }) => title)).toEqual(confidence < 0.8 ? [] : [TITLE]);
    expect(total).toBe(items.length);
  });

  it('is missed by who was gone when it came, counted and listed alike', async () => {
    const { db } = await open();
    await addChat(db, 1, ['appointment']);
    await markGone(db, 1, 'blocked', START);
    await print(db, aNotice(), { now: later(1) });
    await print(db, anItem({ title: '鳌江镇修路', body: '修路。' }), {
      date: '2025-01-10',
      now: later(2),
    });
    const back = { id: 1, kind: 'private', language: 'zh' } as const;
    const missed = await saveChat(db, back, later(3), followedIn);
    expect(missed).toMatchObject({ count: 1 });
  });

  it.each([
    ['appointment', 1],
    ['notice', 1],
    ['decision', 0],
  ] as const)('matches what is followed among %s', async (kind, chats) => {
    const { db } = await open();
    await addChat(db, 1, []);
    const query: Query = { by: 'person', text: '赵强', kinds: [kind], publication: null };
    await addInterest(db, { chatId: 1, query, dueAt: null }, START);
    await print(db, aNotice());
    expect(await run(db, START)).toMatchObject({ chats });
    expect(await recentMatches(db, query, { limit: 9 })).toMatchObject({ total: chats });
    expect(await followedIn(db, 1, { afterId: 0, throughId: 2 })).toHaveLength(chats);
  });
});
