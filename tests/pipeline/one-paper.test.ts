import { expect, it } from 'vitest';
import { ITEM_KINDS, type Item, type ItemKind, WITH_DIGEST } from '../../src/domain/index.ts';
import { followedIn } from '../../src/pipeline/missed-items.ts';
import { countOwedChats } from '../../src/pipeline/owed-items.ts';
import { previewDigest } from '../../src/pipeline/preview-digest.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { queueUrgent } from '../../src/pipeline/queue-urgent.ts';
import { resumeInterest } from '../../src/pipeline/resume-interest.ts';
import {
  addInterest,
  type Db,
  exportChat,
  findMissed,
  markGone,
  newestItemId,
  readMessages,
  recordReview,
  saveChat,
  saveIssue,
  setPublication,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { anAct, anIngest, anItem } from '../support/samples.ts';

const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
const START = new Date('2025-01-10T00:00:00Z'); // 08:00 in Shanghai
const HOUR = 3_600_000;
const later = (hours: number) => new Date(START.getTime() + hours * HOUR);
const HERE = '今日平阳';
const THERE = '今日苍南';

async function addChat(
  db: Db,
  chatId: number,
  publication: string | null,
  kinds: readonly ItemKind[] = ITEM_KINDS,
): Promise<void> {
  await saveChat(db, { id: chatId, kind: 'private', language: 'zh' }, START);
  await subscribe(db, { chatId, kinds, dueAt: null }, START);
  await setPublication(db, chatId, publication);
}

async function print(db: Db, publication: string, ...items: Item[]): Promise<void> {
  const text = `${publication}${items.map(({ title }) => title).join('')}`;
  await saveIssue(db, anIngest({ text, publication, items, now: START }));
}

function run(db: Db, now = START) {
  return queueDigests({ db, now: () => now, schedule, style: 'classic' }, { onlyNew: false });
}

/** What was queued for each chat, all its messages in one text. */
async function told(db: Db): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['chat_id', 'message_id'])
    .orderBy('id')
    .execute();
  const messages = await readMessages(
    db,
    rows.map(({ message_id }) => message_id),
  );
  const texts = new Map<number, string>();
  for (const { chat_id: id, message_id } of rows)
    texts.set(id, `${texts.get(id) ?? ''}${JSON.stringify(messages.get(message_id))}`);
  return texts;
}

const here = anItem({ title: '水头镇修路', body: '昨天动工。' });
const there = anItem({ title: '灵溪镇修路', body: '昨天动工。' });

describeOnEachDialect('a subscription to the kinds of one paper', (open) => {
  it('is told of that one alone, by the digest, its preview and the count of who is owed one', async () => {
    const { db } = await open();
    for (const [id, paper] of [HERE, THERE, null].entries()) await addChat(db, id + 1, paper);
    await print(db, HERE, here);
    expect(await countOwedChats(db, START)).toBe(2);
    await print(db, THERE, there);
    expect(JSON.stringify(await previewDigest({ db, style: 'classic' }, 2))).not.toContain(
      '水头镇',
    );
    expect(await run(db)).toMatchObject({ chats: 3 });
    const texts = await told(db);
    const tellsOf = (id: number) =>
      ['水头镇', '灵溪镇'].filter((place) => texts.get(id)?.includes(place));
    expect([1, 2, 3].map(tellsOf)).toEqual([['水头镇'], ['灵溪镇'], ['水头镇', '灵溪镇']]);
  });

  it('leaves what is followed as it is', async () => {
    const { db } = await open();
    await addChat(db, 1, THERE);
    const query = { by: 'place', text: '水头镇', kinds: null, publication: null } as const;
    await addInterest(db, { chatId: 1, query, dueAt: null }, START);
    await print(db, HERE, here, anItem({ title: '昆阳镇修路', body: '昨天动工。' }));
    await run(db);
    expect((await told(db)).get(1)).toContain('水头镇修路');
    expect((await told(db)).get(1)).not.toContain('昆阳镇');
  });

  it('is told at once only what is urgent there', async () => {
    const { db } = await open();
    await addChat(db, 1, HERE);
    await addChat(db, 2, THERE);
    await print(db, THERE, anItem({ kind: 'notice', title: '灵溪镇停水通知' }));
    expect(await queueUrgent({ db, now: () => START, style: 'classic' })).toMatchObject({
      chats: 1,
    });
    expect([...(await told(db)).keys()]).toEqual([2]);
  });

  it('is told of an act that an admin confirms only if it is printed there', async () => {
    const { db } = await open();
    await addChat(db, 1, HERE, ['appointment']);
    await addChat(db, 2, THERE, ['appointment']);
    const acts = [anAct({ person: '赵强', confidence: 0.6 })];
    await print(db, THERE, anItem({ kind: 'appointment', title: '任免名单', acts }));
    await run(db);
    const ref = { itemId: 1, revision: 1, kind: 'act', position: 0 } as const;
    await recordReview(db, { ref, answer: { verdict: 'right' }, adminId: 1 }, START);
    expect(await run(db, later(24))).toMatchObject({ chats: 1 });
    expect([...(await told(db)).keys()]).toEqual([2]);
  });

  it('misses only that one, counted and listed alike', async () => {
    const { db } = await open();
    await addChat(db, 1, THERE);
    await markGone(db, 1, 'blocked', START);
    await print(db, HERE, here);
    await print(db, THERE, there);
    const newer = { text: 'newer', publication: HERE, date: '2025-02-01', now: later(1) };
    await saveIssue(db, anIngest({ ...newer, items: [anItem({ title: '新的一期' })] }));
    const chat = { id: 1, kind: 'private', language: 'zh' } as const;
    const missed = await saveChat(db, chat, later(2), followedIn);
    expect(missed).toMatchObject({ count: 1 });
    const wanted = { chatId: 1, kinds: ITEM_KINDS, followed: [], urgent: [] };
    const range = { afterId: 0, throughId: missed?.throughId ?? 0, limit: 10, offset: 0 };
    const { items } = await findMissed(db, { ...wanted, publication: THERE, ...range });
    expect(items.map(({ title }) => title)).toEqual(['灵溪镇修路']);
  });

  it('tells of the other paper what is followed again and its digests passed over', async () => {
    const { db } = await open();
    await addChat(db, 1, HERE);
    await print(db, HERE, here);
    await run(db);
    const through = await newestItemId(db);
    await print(db, HERE, anItem({ title: '水头镇通车' }));
    await print(db, THERE, anItem({ title: '水头镇客人到灵溪' }));
    await run(db, later(24));
    const query = { by: 'place', text: '水头镇', kinds: null, publication: null } as const;
    const added = await addInterest(db, { chatId: 1, query, dueAt: later(48) }, later(25));
    if (added.kind !== 'added') throw new Error('It is followed already.');
    const interest = { ...added.interest, ...WITH_DIGEST, frequency: 'daily' as const };
    const standing = { toldThrough: through, chatToldThrough: through, dueAt: later(48) };
    await resumeInterest(db, interest, standing);
    const rows = await db.selectFrom('told_items').select('item_id').execute();
    expect(rows).toEqual([{ item_id: through + 1 }]);
  });

  it('says so in the file with its data', async () => {
    const { db } = await open();
    await addChat(db, 1, THERE);
    expect((await exportChat(db, 1))?.subscription).toMatchObject({ publication: THERE });
  });
});
