import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { COPIED_TABLES, countRows } from '../../src/store/database/copied-tables.ts';
import {
  claimDue,
  copyDatabase,
  type Db,
  deliveryCounts,
  enrolSources,
  migrate,
  openDatabase,
  recordDay,
  recordReview,
  recordSettlements,
  rememberSeen,
  SILENCE_MS,
  saveIssue,
  saveReviewDraft,
  searchItems,
  subscribe,
  updateGaps,
} from '../../src/store/index.ts';
import { describeOnEachDialect, describeOnPostgres } from '../support/databases.ts';
import { addChats, later, queueFor, T0 } from '../support/outbox.ts';
import { aKeyDate, anAct, anAppointment, anIngest, anItem } from '../support/samples.ts';

const ADMIN = 1001;
const CHATS = Array.from({ length: 1_200 }, (_, index) => index + 1);
const quietly = { onProgress: () => undefined };

async function aFile(): Promise<Db> {
  const folder = await mkdtemp(join(tmpdir(), 'gongbao-test-'));
  const { db, close } = await openDatabase(`sqlite:${join(folder, 'gongbao.db')}`);
  onTestFinished(async () => {
    await close();
    await rm(folder, { recursive: true });
  });
  await migrate(db);
  return db;
}

/** Something in every table. */
async function fill(db: Db): Promise<void> {
  const doubted = anAct({ confidence: 0.1 + 0.2, reasons: ['surname'] });
  const unread = [{ span: [0, 3] as const, reason: '表格乱了' }];
  const items = [anItem(), anAppointment({ acts: [doubted], keyDates: [aKeyDate()] })];
  const { document, ...issue } = anIngest({ text: '今日平阳🀄️', items, unread, now: T0 });
  const bytes = Buffer.from([0, 255, 0x5c, 0x78, 10, 128]);
  await saveIssue(db, { ...issue, document: { ...document, bytes } });
  await saveIssue(
    db,
    anIngest({ text: 'later', date: '2025-01-10', items: [anItem({ title: '二' })] }),
  );
  const ref = { itemId: 2, revision: 1, kind: 'act', position: 0 } as const;
  await recordReview(db, { ref, answer: { verdict: 'right' }, adminId: ADMIN }, T0);
  await saveReviewDraft(db, ADMIN, { ref, correction: null }, T0);
  await addChats(db, [...CHATS, -1_001_234_567_890]);
  for (const chatId of CHATS.slice(0, 40))
    await subscribe(db, { chatId, kinds: ['news', 'appointment'], dueAt: T0 }, T0);
  await queueFor(db, CHATS);
  const claim = { botId: 1, now: T0, leaseMs: 1_000, rate: Number.POSITIVE_INFINITY, limit: 30 };
  const sent = await claimDue(db, claim);
  await recordSettlements(
    db,
    sent.map((delivery) => ({ delivery, settlement: { kind: 'sent', messageId: delivery.id } })),
    T0,
  );
  await enrolSources(db, [{ name: '今日平阳', settings: '{}' }], T0);
  await rememberSeen(db, '今日平阳', [{ thing: 'a', stamp: '1' }]);
  const day = { address: 'https://x.cn', date: '2025-01-09', state: 'done', reason: null } as const;
  await recordDay(db, day, T0);
  await updateGaps(db, '今日平阳', { gaps: [{ key: 'k', gap: '{}' }], now: T0 });
  await follow(db);
  await db
    .insertInto('campaign_accounts')
    .values({ campaign_id: 'c1', expected: CHATS.length })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function follow(db: Db): Promise<void> {
  const created_at = T0.toISOString();
  const query = { by: 'place', text: '水头镇', kinds: null, publication: null } as const;
  const { id } = await db
    .insertInto('queries')
    .values({ definition: JSON.stringify(query), created_at })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('query_anchors')
    .values({ gram: '水头', query_id: id, ...query })
    .execute();
  await db.insertInto('interests').values({ chat_id: 1, query_id: id, created_at }).execute();
  await db.insertInto('told_items').values({ chat_id: 1, item_id: 1 }).execute();
  await db.insertInto('merged_items').values({ id: 4, item_id: 1 }).execute();
  await db
    .insertInto('reminders')
    .values({
      chat_id: 1,
      item_id: 2,
      revision: 1,
      position: 0,
      label: '选举日',
      date: '2025-01-24',
      days_before: 7,
      due_at: created_at,
      created_at,
    })
    .execute();
  await db
    .insertInto('settings')
    .values({ key: 'urgent', value: '{}', updated_at: created_at })
    .execute();
}

async function foundBy(db: Db, query: string): Promise<number[]> {
  const { items } = await searchItems(db, { query, limit: 9, offset: 0 });
  return items.map(({ id }) => id);
}

describeOnEachDialect('the tables that are copied', (open) => {
  it('are all there are', async () => {
    const { db } = await open();
    const tables = (await db.introspection.getTables()).map(({ name }) => name);
    const others = tables.filter((name) => !/^(item_search|sqlite_)/.test(name));
    expect(COPIED_TABLES.map(({ name }) => name).toSorted()).toEqual(others.toSorted());
  });
});

describeOnPostgres('a copy', (open) => {
  it.each(['to PostgreSQL', 'to SQLite'])(
    '(%s) has every row of every table, and finds the same',
    async (way) => {
      const [file, { db }] = [await aFile(), await open()];
      const [source, target] = way === 'to SQLite' ? [db, file] : [file, db];
      await fill(source);
      const copied = await copyDatabase(source, target, quietly);
      expect(copied.filter(({ rows }) => rows === 0)).toEqual([]);
      expect(copied.every(({ rows, added }) => rows === added)).toBe(true);
      for (const table of COPIED_TABLES)
        expect(await countRows(target, table)).toBe(await countRows(source, table));
      for (const query of ['水头', '王芳', '镇'])
        expect(await foundBy(target, query)).toEqual(await foundBy(source, query));
      expect(await foundBy(target, '水头')).not.toEqual([]);
      const [document] = await target
        .selectFrom('documents')
        .select('bytes')
        .where('text', '=', '今日平阳🀄️')
        .execute();
      expect([...(document?.bytes ?? [])]).toEqual([0, 255, 0x5c, 0x78, 10, 128]);
    },
  );

  it('lets the new database count on, and tells nobody twice from it', async () => {
    const [source, { db: target }] = [await aFile(), await open()];
    await fill(source);
    const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
    const digests = (db: Db, now: Date) =>
      queueDigests({ db, now: () => now, schedule, style: 'classic' }, { onlyNew: true });
    expect((await digests(source, later(1_000))).chats).toBe(40);
    await copyDatabase(source, target, quietly);
    expect((await digests(target, later(2_000))).chats).toBe(0);
    await saveIssue(
      target,
      anIngest({ text: 'newest', date: '2025-01-11', items: [anItem({ title: '三' })] }),
    );
    expect((await digests(target, later(3_000))).chats).toBe(40);
    expect(await queueFor(target, CHATS)).toBe(0);
    const { sent, pending } = await deliveryCounts(target);
    expect({ sent, pending }).toEqual({ sent: 30, pending: CHATS.length - 30 + 80 });
  });

  it('cut off anywhere goes on when it is run again, and the third time finds all equal', async () => {
    const [source, { db: target }] = [await aFile(), await open()];
    await fill(source);
    // Twice as far each time, and in every step of the way.
    for (const at of [1, 2, 4, 8, 16, 32]) {
      let told = 0;
      const cutOff = () => {
        if (++told === at) throw new Error('pulled the plug');
      };
      await expect(copyDatabase(source, target, { onProgress: cutOff })).rejects.toThrow(
        'the plug',
      );
    }
    const rest = await copyDatabase(source, target, quietly);
    const again = await copyDatabase(source, target, quietly);
    expect(again.map(({ added }) => added)).toEqual(again.map(() => 0));
    expect(again.map(({ hash }) => hash)).toEqual(rest.map(({ hash }) => hash));
  });

  it('outlasts a target that keeps it waiting', async () => {
    const { db } = await open();
    await fill(db);
    let hasWaited = false;
    // As long as a session that hangs in a transaction is borne with, and a second.
    const onProgress = () => {
      if (!hasWaited)
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SILENCE_MS + 1_000);
      hasWaited = true;
    };
    expect((await copyDatabase(db, await aFile(), { onProgress })).length).toBeGreaterThan(0);
  }, 30_000);

  it.each([
    ['a row the source does not have', (db: Db) => addChats(db, [77_777])],
    [
      'another row in the place of one',
      (db: Db) => db.updateTable('chats').set({ language: 'en' }).where('id', '=', 5).execute(),
    ],
  ])('is refused, and nothing written, where there is %s', async (_, disturb) => {
    const [source, { db: target }] = [await aFile(), await open()];
    await fill(source);
    await addChats(target, [5]);
    await disturb(target);
    await expect(copyDatabase(source, target, quietly)).rejects.toThrow(
      /^The target holds other data: of table chats, 1 that/,
    );
    expect(await countRows(target, { name: 'publications' })).toBe(0);
  });
});
