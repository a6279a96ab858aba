import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { tidyLedger } from '../../src/pipeline/tidy-ledger.ts';
import {
  accountOf,
  auditCampaigns,
  type Db,
  draftBroadcast,
  findCampaign,
  findChat,
  finishCampaigns,
  markGone,
  migrate,
  noteBalance,
  openDatabase,
  readMessages,
  saveChat,
  saveMessages,
} from '../../src/store/index.ts';
import { addSubscribers, confirmed, sendAll } from '../support/broadcasts.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, aMessage, later, queueFor, T0 } from '../support/outbox.ts';

const DAY = 86_400_000;

function tidy(db: Db, days: number, ledgerDays = 90) {
  const { signal } = new AbortController();
  return tidyLedger({ db, now: () => later(days * DAY), ledgerDays, signal });
}

async function count(db: Db, table: 'deliveries' | 'messages'): Promise<number> {
  const { n } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** A campaign that everybody got on the first day. */
async function sentTo(db: Db, chats: readonly number[], campaignId = 'c1', text = campaignId) {
  await queueFor(db, chats, { campaignId, texts: [text] });
  await sendAll(db, T0);
  await finishCampaigns(db, T0);
}

describeOnEachDialect('the ledger', (open) => {
  it('keeps what is younger, and of the rest the account', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await sentTo(db, [1, 2]);
    expect(await tidy(db, 90)).toEqual({ deliveries: 0, messages: 0, chats: 0 });
    const account = await accountOf(db, 'c1');
    expect(account).toMatchObject({ expected: 2, sent: 2 });
    expect(await tidy(db, 91)).toEqual({ deliveries: 2, messages: 1, chats: 0 });
    expect(await accountOf(db, 'c1')).toEqual(account);
    expect(await findCampaign(db, 'c1')).toMatchObject({ state: 'finished' });
    expect(await auditCampaigns(db, later(91 * DAY))).toEqual([]);
    expect(await tidy(db, 92)).toEqual({ deliveries: 0, messages: 0, chats: 0 });
  });

  it('keeps all of what still runs, or does not add up', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await sentTo(db, [1], 'odd');
    await noteBalance(db, 'odd', T0);
    await queueFor(db, [2], { campaignId: 'runs' });
    await tidy(db, 1_000);
    expect(await count(db, 'deliveries')).toBe(2);
    expect(await count(db, 'messages')).toBe(2);
  });

  it('goes on where it was cut off', async () => {
    const { db } = await open();
    const ids = Array.from({ length: 2_500 }, (_, index) => index + 1);
    await addSubscribers(db, ids);
    await sentTo(db, ids);
    const stopping = new AbortController();
    const cut = tidyLedger({
      db,
      now: () => later(91 * DAY),
      ledgerDays: 90,
      signal: stopping.signal,
    });
    await new Promise(setImmediate);
    stopping.abort();
    await cut;
    expect(await auditCampaigns(db, later(91 * DAY))).toEqual([]);
    await tidy(db, 92);
    expect(await count(db, 'deliveries')).toBe(0);
    expect(await count(db, 'messages')).toBe(0);
  });
});

describeOnEachDialect('a text', (open) => {
  it('stays while anything shows it or will', async () => {
    const { db } = await open();
    await addSubscribers(db, [1, 2]);
    const [drafted = ''] = await saveMessages(db, [aMessage('草稿')], later(100 * DAY));
    const draft = { id: 'b1', title: '', messageIds: [drafted], createdBy: null };
    await draftBroadcast(db, { ...draft, segment: { kind: 'all' } }, later(100 * DAY));
    await confirmed(db, { texts: ['定时'], at: later(900 * DAY) });
    await sentTo(db, [1], 'c1', '旧的');
    await tidy(db, 150);
    const { rows } = await sql<{ payload: string }>`select payload from messages`.execute(db);
    const texts = rows.map(({ payload }) => (JSON.parse(payload) as { text: string }).text);
    expect(texts.sort()).toEqual(['定时', '草稿'].sort());
    await tidy(db, 191);
    expect(await findCampaign(db, 'b1')).toBeUndefined();
    expect((await readMessages(db, [drafted])).size).toBe(0);
  });

  it('that is used again is kept as long as a new one', async () => {
    const { db } = await open();
    const [id = ''] = await saveMessages(db, [aMessage('重发'), aMessage('重发')], T0);
    await saveMessages(db, [aMessage('重发'), aMessage('重发')], later(80 * DAY));
    await tidy(db, 100);
    expect((await readMessages(db, [id])).size).toBe(1);
    await tidy(db, 171);
    expect((await readMessages(db, [id])).size).toBe(0);
  });
});

describeOnEachDialect('a chat out of reach', (open) => {
  it('is deleted after half a year, unless it comes back', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3]);
    await sentTo(db, [1, 2, 3]);
    for (const id of [1, 2]) await markGone(db, id, 'blocked', T0);
    expect(await tidy(db, 180, 36_500)).toMatchObject({ chats: 0 });
    await saveChat(db, { id: 2, kind: 'private', language: 'zh' }, later(180 * DAY));
    expect(await tidy(db, 181, 36_500)).toMatchObject({ chats: 1 });
    expect(await findChat(db, 1)).toBeUndefined();
    expect(await findChat(db, 2)).toMatchObject({ state: 'active' });
    expect(await accountOf(db, 'c1')).toMatchObject({ expected: 3, sent: 2, removed: 1 });
    expect(await auditCampaigns(db, later(181 * DAY))).toEqual([]);
  });
});

it('the SQLite file stops growing under a steady load', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-ledger-'));
  const path = join(folder, 'ledger.db');
  const { db, close } = await openDatabase(`sqlite:${path}`);
  onTestFinished(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });
  await migrate(db);
  const chats = Array.from({ length: 150 }, (_, index) => index + 1);
  await addSubscribers(db, chats);
  const sizes: number[] = [];
  const logs: number[] = [];
  for (let day = 0; day < 60; day++) {
    const now = later(day * DAY);
    const texts = [`第${day}天`.repeat(300)];
    await queueFor(db, chats, { campaignId: `d${day}`, texts, dueAt: now });
    await sendAll(db, now);
    await finishCampaigns(db, now);
    await tidy(db, day, 10);
    await sql`pragma wal_checkpoint(passive)`.execute(db);
    sizes.push(statSync(path).size);
    logs.push(statSync(`${path}-wal`).size);
  }
  const [first = 0, full = 0, last = 0] = [sizes[0], sizes[14], sizes.at(-1)];
  expect(full).toBeGreaterThan(first);
  expect(last / full).toBeLessThan(1.1);
  expect(Math.max(...logs)).toBeLessThan(16_000_000);
  expect(await count(db, 'deliveries')).toBe(11 * chats.length);
  expect(await auditCampaigns(db, later(60 * DAY))).toEqual([]);
});
