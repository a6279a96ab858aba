import { expect, it } from 'vitest';
import { type Item, WITH_DIGEST } from '../../src/domain/index.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { queueUrgent } from '../../src/pipeline/queue-urgent.ts';
import {
  addInterest,
  cancelCampaign,
  type Db,
  listCampaigns,
  markGone,
  readMessages,
  saveChat,
  saveIssue,
  saveUrgentRule,
  setInterestRhythm,
  setKinds,
  setQuiet,
  setUrgent,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { anIngest, anItem } from '../support/samples.ts';

const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
const eight = new Date('2025-01-10T00:00:00Z'); // 08:00 in Shanghai
const before = new Date('2025-01-09T12:00:00Z');
const came = new Date('2025-01-09T13:00:00Z');
const soon = new Date('2025-01-09T13:00:10Z');
const later = new Date('2025-01-09T14:00:00Z');
const stopped = anItem({ kind: 'notice', title: '昆阳镇停水通知', body: '今晚停水。' });
const other = anItem({ title: '水头镇召开会议' });

describeOnEachDialect('queueUrgent', (open) => {
  it('tells at once whom it concerns, says why, and the digest leaves it out', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await subscribe(db, { chatId: 2, kinds: ['decision'], dueAt: eight }, before);
    await ingest(db, [stopped, other]);
    expect(await run(db)).toEqual({ items: 1, chats: 1, messages: 1 });
    expect(await deliveriesOf(db)).toEqual([[1, 8]]);
    const [text = ''] = await textsOf(db);
    expect(text).toContain('【紧急】\n昆阳镇停水通知');
    expect(text).toContain('标题里有“停水”，所以不等摘要，立即告诉您');
    expect(text).toContain('今晚停水。');
    expect(await run(db)).toEqual({ items: 0, chats: 0, messages: 0 });
    await digests(db, eight);
    const digest = (await textsOf(db)).at(-1) ?? '';
    expect(digest).toContain('水头镇召开会议');
    expect(digest).not.toContain('停水');
    expect(await db.selectFrom('told_items').selectAll().execute()).toEqual([]);
  });

  it('reaches who follows something in it, whatever kinds it gets', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await subscribe(db, { chatId: 1, kinds: ['decision'], dueAt: eight }, before);
    const query = { by: 'place', text: '昆阳镇', kinds: null, publication: null } as const;
    await addInterest(db, { chatId: 1, query, dueAt: eight }, before);
    await ingest(db, [stopped]);
    expect(await run(db)).toMatchObject({ chats: 1 });
  });

  it('reaches who follows something in it with a rhythm of its own; the rest comes at its turn', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await subscribe(db, { chatId: 1, kinds: ['decision'], dueAt: eight }, before);
    const query = { by: 'word', text: '昆阳镇|水头镇', kinds: null, publication: null } as const;
    const added = await addInterest(db, { chatId: 1, query, dueAt: eight }, before);
    const id = added.kind === 'full' ? 0 : added.interest.id;
    const monday = new Date('2025-01-13T00:00Z');
    const weekly = { ...WITH_DIGEST, frequency: 'weekly', dueAt: monday } as const;
    await setInterestRhythm(db, { chatId: 1, id, ...weekly });
    await ingest(db, [stopped, other]);
    expect(await run(db)).toMatchObject({ chats: 1 });
    await digests(db, eight);
    expect(await textsOf(db)).toHaveLength(1);
    await digests(db, monday);
    expect((await textsOf(db)).at(-1)).toContain('1. 水头镇召开会议');
    expect((await textsOf(db)).at(-1)).not.toContain('昆阳镇停水通知');
  });

  it('reaches them though the digest, which leaves that out, was faster', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    for (const chatId of [1, 2]) {
      const query = { by: 'place', text: '昆阳镇', kinds: null, publication: null } as const;
      const added = await addInterest(db, { chatId, query, dueAt: eight }, before);
      const id = added.kind === 'full' ? 0 : added.interest.id;
      const weekly = { ...WITH_DIGEST, frequency: 'weekly' } as const;
      await setInterestRhythm(db, { chatId, id, ...weekly, dueAt: new Date('2025-01-13T00:00Z') });
    }
    await setKinds(db, 1, ['decision']);
    await ingest(db, [stopped]);
    await digests(db, eight);
    expect((await deliveriesOf(db)).map(([chatId]) => chatId)).toEqual([2]); // for its kind
    expect(await run(db, eight)).toMatchObject({ chats: 1 });
    expect((await deliveriesOf(db)).map(([chatId]) => chatId).toSorted()).toEqual([1, 2]);
  });

  it('wakes who is in quiet hours, but not who wants nothing urgent, nor who is gone', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3]);
    await setQuiet(db, 1, { quiet: { from: 20, to: 7 }, dueAt: eight });
    await setUrgent(db, 2, false);
    await markGone(db, 3, 'blocked', before);
    await ingest(db, [stopped]);
    expect(await run(db)).toMatchObject({ chats: 1 });
    expect(await deliveriesOf(db)).toEqual([[1, 8]]);
  });

  it('is not for what came before a chat subscribed, long ago, as archive, or was only corrected', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await ingest(db, [{ ...stopped, title: '预警一' }], { date: '2025-01-09' });
    await addChats(db, [2], new Date(came.getTime() + 1));
    expect(await run(db)).toMatchObject({ chats: 1 });
    await ingest(db, [{ ...stopped, title: '预警一', body: '今晚不停水。' }]);
    expect(await run(db)).toMatchObject({ chats: 0 });
    await ingest(db, [{ ...stopped, title: '预警二' }], { date: '2024-06-01', now: soon });
    expect(await run(db)).toMatchObject({ chats: 0 });
    await ingest(db, [{ ...stopped, title: '预警三' }], { date: '2025-01-10' });
    const twoDaysLater = new Date(came.getTime() + 2 * 86_400_000);
    expect(await run(db, twoDaysLater)).toMatchObject({ chats: 0 });
  });

  it('goes by the rule an admin has set, and notes who did', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    const act = { adminId: 9, action: 'urgent', detail: 'urgent kind' };
    await saveUrgentRule(
      db,
      { ...act, change: (rule) => ({ ...rule, words: ['断水'], kinds: ['news'] }) },
      before,
    );
    await ingest(db, [stopped, { ...other, title: '断水公告' }, { ...stopped, title: '断水' }]);
    expect(await run(db)).toMatchObject({ items: 1, chats: 1 });
    await saveUrgentRule(db, { ...act, change: (rule) => ({ ...rule, isOn: false }) }, before);
    await ingest(db, [{ ...other, title: '断水公告二' }], { date: '2025-01-10' });
    expect(await run(db)).toMatchObject({ items: 0 });
    expect(await db.selectFrom('admin_audit').select('detail').execute()).toHaveLength(2);
  });

  it('cut off between two pages and run again tells everybody once', async () => {
    const { db } = await open();
    const ids = Array.from({ length: 1_100 }, (_, n) => n + 1);
    await addChats(db, ids);
    await ingest(db, [stopped]);
    let asked = 0;
    const dyingClock = () => {
      asked += 1;
      if (asked === 3) throw new Error('pulled the plug');
      return soon;
    };
    const dying = queueUrgent({ db, now: dyingClock, style: 'classic' });
    await expect(dying).rejects.toThrow('pulled the plug');
    expect((await deliveriesOf(db)).length).toBe(500);
    expect(await run(db)).toMatchObject({ chats: 600 });
    expect((await deliveriesOf(db)).map(([id]) => id)).toEqual(ids);
  });

  it('cancelled by an admin meanwhile goes to nobody else', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await ingest(db, [stopped]);
    await run(db);
    const [campaign] = await listCampaigns(db, { limit: 1 });
    expect(campaign).toMatchObject({ kind: 'urgent', title: '昆阳镇停水通知' });
    await cancelCampaign(db, campaign?.id ?? '', soon);
    await db.deleteFrom('settings').execute(); // as if it had been cut off before it was settled
    await addChats(db, [2]);
    expect(await run(db)).toMatchObject({ chats: 0 });
  });

  it('that found nobody there is offered to who comes back, once, and its digest tells it, too', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await ingest(db, [stopped, other]);
    await run(db);
    const settled = { state: 'gone', settled_at: soon.toISOString() };
    await db.updateTable('deliveries').set(settled).execute();
    await markGone(db, 1, 'blocked', soon);
    const chat = { id: 1, kind: 'private', language: 'zh' } as const;
    expect(await saveChat(db, chat, soon)).toMatchObject({ count: 1 });
    await markGone(db, 1, 'blocked', later);
    expect(await saveChat(db, chat, later)).toBeUndefined();
    await digests(db, eight);
    expect((await textsOf(db)).at(-1)).toContain('1. 昆阳镇停水通知');
  });
});

async function addChats(db: Db, ids: readonly number[], now = before): Promise<void> {
  for (const id of ids) {
    await saveChat(db, { id, kind: 'private', language: 'zh' }, now);
    await subscribe(db, { chatId: id, kinds: ['notice', 'news'], dueAt: eight }, now);
  }
}

async function ingest(
  db: Db,
  items: readonly Item[],
  { date = '2025-01-09', now = came } = {},
): Promise<void> {
  const text = `${date} ${items.map(({ title, body }) => title + body).join('\n')}`;
  await saveIssue(db, anIngest({ text, date, items: [...items], now }));
}

function run(db: Db, now = soon) {
  return queueUrgent({ db, now: () => now, style: 'classic' });
}

async function digests(db: Db, now: Date): Promise<void> {
  await queueDigests({ db, now: () => now, schedule, style: 'classic' }, { onlyNew: false });
}

async function deliveriesOf(db: Db): Promise<(readonly [number, number])[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['chat_id', 'priority'])
    .orderBy('chat_id')
    .execute();
  return rows.map(({ chat_id, priority }) => [chat_id, priority] as const);
}

async function textsOf(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('deliveries').select('message_id').orderBy('id').execute();
  const ids = rows.map(({ message_id }) => message_id);
  const messages = await readMessages(db, ids);
  return ids.map((id) => {
    const message = messages.get(id);
    return message?.style === 'classic' ? message.text : '';
  });
}
