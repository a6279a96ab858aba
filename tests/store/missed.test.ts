import { expect, it } from 'vitest';
import type { ItemKind } from '../../src/domain/index.ts';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import {
  type Db,
  findMissed,
  findSubscription,
  finishCampaigns,
  type ItemRange,
  lastMissed,
  markGone,
  recordSettlements,
  saveChat,
  saveIssue,
  setKinds,
  subscribe,
  trimLedger,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { claimAll } from '../support/outbox.ts';
import { aDecision, anAppointment, anIngest } from '../support/samples.ts';

const CHAT = { id: 7_000_000_001, kind: 'private', language: 'zh' } as const;
const HOUR_MS = 60 * 60_000;

describeOnEachDialect('a chat that comes back', (open) => {
  it('missed what was printed meanwhile, without the newest issue, which it is told', async () => {
    const { db } = await open();
    const paper = await reader(db);
    await leave(db, paper.at(9));
    for (const day of [10, 11, 12]) await paper.prints(day);
    const missed = await back(db, paper.at(12));
    expect(missed).toMatchObject({ count: 2 });
    expect(await titlesIn(db, missed)).toEqual(['2025-01-11', '2025-01-10']);
    expect(await digestOf(db, paper.at(13))).toEqual(['2025-01-12']);
  });

  it('is told of a later absence only what it was not offered before', async () => {
    const { db } = await open();
    const paper = await reader(db);
    await leave(db, paper.at(9));
    for (const day of [10, 11]) await paper.prints(day);
    expect(await back(db, paper.at(11))).toMatchObject({ count: 1 });
    for (let time = 0; time < 3; time += 1) {
      await leave(db, paper.at(11));
      expect(await back(db, paper.at(11))).toBeUndefined();
    }
    await leave(db, paper.at(11));
    for (const day of [12, 13]) await paper.prints(day);
    const missed = await back(db, paper.at(13));
    expect(await titlesIn(db, missed)).toEqual(['2025-01-12', '2025-01-11']);
    const all = await lastMissed(db, CHAT.id);
    expect(await titlesIn(db, all)).toEqual(['2025-01-12', '2025-01-11', '2025-01-10']);
  });

  it('looks at its last absence, once it was told of something between two', async () => {
    const { db } = await open();
    const paper = await reader(db);
    await leave(db, paper.at(9));
    for (const day of [10, 11]) await paper.prints(day);
    await back(db, paper.at(11));
    expect(await digestOf(db, paper.at(12))).toEqual(['2025-01-11']);
    await leave(db, paper.at(12));
    for (const day of [12, 13]) await paper.prints(day);
    const missed = await back(db, paper.at(13));
    expect(await titlesIn(db, missed)).toEqual(['2025-01-12']);
    expect(await lastMissed(db, CHAT.id)).toEqual({
      afterId: missed?.afterId,
      throughId: missed?.throughId,
    });
  });

  it('missed nothing if nothing of its kinds was printed, and keeps what it missed before', async () => {
    const { db } = await open();
    const paper = await reader(db);
    await leave(db, paper.at(9));
    for (const day of [10, 11]) await paper.prints(day);
    await back(db, paper.at(11));
    const before = await lastMissed(db, CHAT.id);
    await digestOf(db, paper.at(12));
    await leave(db, paper.at(12));
    for (const day of [12, 13]) await paper.prints(day, 'appointment');
    expect(await back(db, paper.at(13))).toBeUndefined();
    expect(await lastMissed(db, CHAT.id)).toEqual(before);
  });

  it('missed nothing if it wants nothing', async () => {
    const { db } = await open();
    const paper = await reader(db);
    await setKinds(db, CHAT.id, []);
    await leave(db, paper.at(9));
    for (const day of [10, 11, 12]) await paper.prints(day);
    expect(await back(db, paper.at(12))).toBeUndefined();
    expect(await lastMissed(db, CHAT.id)).toBeUndefined();
  });

  it('missed no archive that was read in meanwhile', async () => {
    const { db } = await open();
    const paper = await reader(db);
    await leave(db, paper.at(9));
    await paper.prints(10);
    const items = [aDecision({ title: '2024', number: '2024' })];
    await saveIssue(db, anIngest({ text: '2024', date: '2024-10-01', items, now: paper.at(10) }));
    await paper.prints(11);
    expect(await titlesIn(db, await back(db, paper.at(11)))).toEqual(['2025-01-10']);
  });

  it('missed the digest, too, that found nobody there', async () => {
    const { db } = await open();
    const paper = await reader(db);
    await paper.prints(10);
    await sendDigest(db, paper.at(10, 1), 'gone');
    for (const day of [11, 12]) await paper.prints(day);
    const missed = await back(db, paper.at(12));
    expect(await titlesIn(db, missed)).toEqual(['2025-01-11', '2025-01-10']);
  });

  it('missed that also when it comes back after the ledger was trimmed', async () => {
    const { db } = await open();
    const paper = await reader(db);
    await paper.prints(10);
    await sendDigest(db, paper.at(10, 1), 'gone');
    await finishCampaigns(db, paper.at(10, 2));
    const { signal } = new AbortController();
    const trim = () => trimLedger(db, { before: paper.at(60), signal }, paper.at(100));
    expect(await trim()).toBe(0);
    expect(await titlesIn(db, await back(db, paper.at(101)))).toEqual(['2025-01-10']);
    expect(await trim()).toBe(2);
  });

  it('also where nothing newer has come, and only once', async () => {
    const { db } = await open();
    const paper = await reader(db);
    await paper.prints(10);
    await sendDigest(db, paper.at(10, 1), 'gone');
    expect(await titlesIn(db, await back(db, paper.at(10, 2)))).toEqual(['2025-01-10']);
    expect(await digestOf(db, paper.at(11))).toEqual([]);
    await leave(db, paper.at(11));
    expect(await back(db, paper.at(11))).toBeUndefined();
  });

  it('missed every one of several digests that found nobody there', async () => {
    const { db } = await open();
    const paper = await reader(db);
    await paper.prints(10);
    await queueDigests(deps(db, paper.at(10, 1)), { onlyNew: true });
    await paper.prints(11);
    await sendDigest(db, paper.at(11, 1), 'gone');
    expect(await titlesIn(db, await back(db, paper.at(11, 2)))).toEqual([
      '2025-01-11',
      '2025-01-10',
    ]);
  });

  it('missed nothing of a first digest before its subscription', async () => {
    const { db } = await open();
    const paper = printing(db);
    for (const day of [8, 9]) await paper.prints(day);
    await saveChat(db, CHAT, paper.at(9));
    await subscribe(db, { chatId: CHAT.id, kinds: ['decision'], dueAt: paper.at(10) }, paper.at(9));
    await sendDigest(db, paper.at(10), 'gone');
    expect(await titlesIn(db, await back(db, paper.at(11)))).toEqual(['2025-01-09']);
  });
});

/** A subscriber to decisions who has got the issue of the 9th. */
async function reader(db: Db): Promise<Paper> {
  const paper = printing(db);
  await paper.prints(9);
  await saveChat(db, CHAT, paper.at(9));
  await subscribe(db, { chatId: CHAT.id, kinds: ['decision'], dueAt: paper.at(10) }, paper.at(9));
  await sendDigest(db, paper.at(9, 1), 'sent');
  return paper;
}

type Paper = ReturnType<typeof printing>;

/** A paper of January with one item a day, entitled with its date. */
function printing(db: Db) {
  const at = (day: number, hours = 0) => new Date(Date.UTC(2025, 0, day, hours));
  return {
    at,
    async prints(day: number, kind: ItemKind & ('decision' | 'appointment') = 'decision') {
      const date = `2025-01-${String(day).padStart(2, '0')}`;
      const words = { title: date, number: date, body: `${date}。` };
      const item = kind === 'decision' ? aDecision(words) : anAppointment(words);
      await saveIssue(db, anIngest({ text: date, date, items: [item], now: at(day) }));
    },
  };
}

function leave(db: Db, now: Date): Promise<void> {
  return markGone(db, CHAT.id, 'bot was blocked by the user', now);
}

function back(db: Db, now: Date) {
  return saveChat(db, CHAT, now);
}

async function titlesIn(db: Db, range: ItemRange | undefined): Promise<string[]> {
  if (!range) return [];
  const kinds = ['decision'] as const;
  const { items } = await findMissed(db, {
    ...range,
    chatId: CHAT.id,
    kinds,
    publication: null,
    followed: [],
    urgent: [],
    limit: 10,
    offset: 0,
  });
  return items.map(({ title }) => title);
}

function deps(db: Db, now: Date) {
  const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
  return { db, now: () => now, schedule, style: 'classic' as const };
}

/** Queues what is new to the chat, and sends it. */
async function sendDigest(db: Db, now: Date, outcome: 'sent' | 'gone'): Promise<string[]> {
  await queueDigests(deps(db, now), { onlyNew: true });
  const claimed = await claimAll(db, new Date(now.getTime() + HOUR_MS / 2));
  const settlement =
    outcome === 'sent'
      ? ({ kind: 'sent', messageId: 1 } as const)
      : ({ kind: 'gone', reason: 'Forbidden: bot was blocked by the user' } as const);
  await recordSettlements(
    db,
    claimed.map((delivery) => ({ delivery, settlement })),
    now,
  );
  return claimed.map(({ message }) => (message.style === 'classic' ? message.text : ''));
}

/** The days of the issues the next digest tells. */
async function digestOf(db: Db, now: Date): Promise<string[]> {
  const texts = await sendDigest(db, now, 'sent');
  expect((await findSubscription(db, CHAT.id))?.kinds).toEqual(['decision']);
  return [...new Set(texts.join().match(/2025-01-\d\d/gu))];
}
