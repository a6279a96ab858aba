import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type Db,
  durably,
  findChat,
  inTransaction,
  migrate,
  openDatabase,
  saveChat,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';

const NOW = new Date('2025-01-09T00:00:00Z');
const CHAT = { id: 1, kind: 'private', language: 'zh' } as const;

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gongbao-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function openFile(path: string): Promise<Db> {
  const { db, close } = await openDatabase(`sqlite:${path}`);
  onTestFinished(close);
  await migrate(db);
  return db;
}

describeOnEachDialect('a transaction', (open) => {
  it.each([
    ['inTransaction', inTransaction],
    ['durably', durably],
  ])('(%s) keeps all of it or nothing', async (_, within) => {
    const { db } = await open();
    const failure = within(db, async (tx) => {
      await saveChat(tx, CHAT, NOW);
      throw new Error('half way');
    });
    await expect(failure).rejects.toThrow('half way');
    expect(await findChat(db, 1)).toBeUndefined();
    expect(await within(db, (tx) => saveChat(tx, CHAT, NOW).then(() => 'done'))).toBe('done');
    expect(await findChat(db, 1)).toBeDefined();
  });

  it('inside another is a part of it', async () => {
    const { db } = await open();
    const failure = inTransaction(db, async (tx) => {
      await inTransaction(tx, (inner) => saveChat(inner, CHAT, NOW));
      await durably(tx, (inner) => saveChat(inner, { ...CHAT, id: 2 }, NOW));
      throw new Error('half way');
    });
    await expect(failure).rejects.toThrow('half way');
    expect([await findChat(db, 1), await findChat(db, 2)]).toEqual([undefined, undefined]);
  });

  it('gives ids and counts as numbers', async () => {
    const { db } = await open();
    await saveChat(db, { ...CHAT, id: -1_001_234_567_890 }, NOW);
    const row = await db
      .selectFrom('chats')
      .select(['id', (eb) => eb.fn.countAll().as('n')])
      .groupBy('id')
      .executeTakeFirst();
    expect(row).toEqual({ id: -1_001_234_567_890, n: 1 });
  });
});

describe('a SQLite file', () => {
  it('is made with its folder', async () => {
    const folder = await aFolder();
    await openFile(join(folder, 'data', 'deep', 'gongbao.db'));
    expect(await readdir(join(folder, 'data', 'deep'))).toContain('gongbao.db');
  });

  it('keeps what a person was told is saved through a power cut, and is fast again after', async () => {
    const db = await openFile(join(await aFolder(), 'gongbao.db'));
    const synchronous = async (at: Db) =>
      (await sql<{ synchronous: number }>`pragma synchronous`.execute(at)).rows[0]?.synchronous;
    expect(await durably(db, synchronous)).toBe(2); // FULL
    expect(await synchronous(db)).toBe(1); // NORMAL
    await expect(durably(db, () => Promise.reject(new Error('no')))).rejects.toThrow();
    expect(await synchronous(db)).toBe(1);
  });

  it('is read and written by two processes at once', async () => {
    const path = join(await aFolder(), 'gongbao.db');
    const [one, other] = [await openFile(path), await openFile(path)];
    await inTransaction(one, async (tx) => {
      await findChat(tx, 1);
      expect(await findChat(other, 1)).toBeUndefined();
      await saveChat(tx, CHAT, NOW);
    });
    expect(await findChat(other, 1)).toBeDefined();
    await saveChat(other, { ...CHAT, id: 2 }, NOW);
    expect(await findChat(one, 2)).toBeDefined();
  });

  it('takes the write lock when a transaction begins', async () => {
    const path = join(await aFolder(), 'gongbao.db');
    const [one, other] = [await openFile(path), await openFile(path)];
    await sql`pragma busy_timeout = 0`.execute(other);
    await inTransaction(one, async () => {
      await expect(sql`delete from chats`.execute(other)).rejects.toThrow('locked');
    });
    await sql`delete from chats`.execute(other);
  });

  it('lets the process go on while a transaction waits for another process', async () => {
    const path = join(await aFolder(), 'gongbao.db');
    const [one, other] = [await openFile(path), await openFile(path)];
    const ends: string[] = [];
    const startedAt = performance.now();
    const waiting = inTransaction(one, async (tx) => {
      const second = saveChat(other, CHAT, NOW).then(() => ends.push('second'));
      // Only if the event loop turns do a hundred of its rounds go by.
      for (let round = 0; round < 100; round += 1) await new Promise(setImmediate);
      await saveChat(tx, { ...CHAT, id: 2 }, NOW);
      ends.push('first');
      return { second };
    });
    await (await waiting).second;
    expect(ends).toEqual(['first', 'second']);
    // SQLite's own waiting would have held up the first one as well, until it gave up after five seconds.
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect([await findChat(one, 1), await findChat(one, 2)]).not.toContain(undefined);
  });

  it('that cannot be migrated to the end stays as it was', async () => {
    const { db, close } = await openDatabase('sqlite::memory:');
    onTestFinished(close);
    await sql`create table admin_audit (mine text)`.execute(db); // the last table a migration makes
    await expect(migrate(db)).rejects.toThrow('Cannot migrate the database');
    const tables = await db.introspection.getTables();
    expect(tables.map(({ name }) => name)).toEqual(['admin_audit']);
  });
});

describe('a database that cannot be opened', () => {
  it.each([
    [
      'mysql://root:secret@host/db',
      'Cannot open the database: «mysql:…» is neither sqlite:PATH nor postgres://…',
    ],
    ['sqlite:', 'neither sqlite:PATH nor postgres://'],
    ['', 'neither sqlite:PATH nor postgres://'],
    [
      'postgres://me:secret@127.0.0.1:1/gongbao',
      'Cannot open the database at postgres://127.0.0.1:1/gongbao: connect ECONNREFUSED',
    ],
    ['postgres://me:secret@[', 'Cannot open the database at postgres://…'],
    ['sqlite:/dev/null/gongbao.db', 'Cannot open the database /dev/null/gongbao.db'],
    ['sqlite:/proc/1/x/gongbao.db', 'Cannot open the database /proc/1/x/gongbao.db'],
  ])('(%s) is told in one line without its password', async (url, line) => {
    const error = await openDatabase(url).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'StoreError' });
    expect(String(error)).toContain(line);
    expect(String(error)).not.toMatch(/secret|\n/);
  });

  it('is a file of another kind', async () => {
    const path = join(await aFolder(), 'notes.txt');
    await writeFile(path, 'not a database, but long enough to be looked at as one'.repeat(20));
    await expect(openDatabase(`sqlite:${path}`)).rejects.toMatchObject({ name: 'StoreError' });
  });
});
