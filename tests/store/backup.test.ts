import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import {
  archiveCounts,
  backup,
  migrate,
  openDatabase,
  saveIssue,
  searchItems,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { anIngest, anItem } from '../support/samples.ts';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gongbao-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function openFile(path: string) {
  const url = `sqlite:${path}`;
  const { db, close } = await openDatabase(url);
  onTestFinished(close);
  await migrate(db);
  return { db, url };
}

/** Long enough that a copy takes many steps. */
const LONG = '水头镇召开会议。'.repeat(50_000);

it('a backup taken while others write is whole, and as it was at one moment', async () => {
  const folder = await aFolder();
  const { db, url } = await openFile(join(folder, 'gongbao.db'));
  await saveIssue(db, anIngest({ items: [anItem({ body: LONG })] }));
  const writer = await openFile(join(folder, 'gongbao.db'));
  let isDone = false;
  const copy = backup(db, url, join(folder, 'copy.db')).finally(() => {
    isDone = true;
  });
  let written = 0;
  while (!isDone) {
    written += 1;
    await saveIssue(
      writer.db,
      anIngest({ text: `${written}`, items: [anItem({ title: `第${written}篇` })] }),
    );
    await new Promise((resolve) => setImmediate(resolve));
  }
  await copy;
  expect(written).toBeGreaterThan(1);
  const restored = await openFile(join(folder, 'copy.db'));
  const { items, documents } = await archiveCounts(restored.db);
  expect(items).toBe(documents);
  expect(items).toBeGreaterThanOrEqual(1);
  expect((await searchItems(restored.db, { query: '水头镇', limit: 1, offset: 0 })).total).toBe(
    items,
  );
});

it('a backup overwrites nothing, and a failed one leaves nothing', async () => {
  const folder = await aFolder();
  const { db, url } = await openFile(join(folder, 'gongbao.db'));
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await expect(backup(db, url, join(folder, 'notes.txt'))).rejects.toThrow(/notes\.txt: it exists/);
  await expect(backup(db, url, join(folder, 'no', 'copy.db'))).rejects.toMatchObject({
    name: 'StoreError',
  });
  expect((await readdir(folder)).filter((name) => !name.startsWith('gongbao.db'))).toEqual([
    'notes.txt',
  ]);
});

describeOnEachDialect('a database with no file', (open) => {
  it('is not backed up from here, and says so', async () => {
    const { db, dialect, url } = await open();
    const line = dialect === 'postgres' ? 'use pg_dump' : 'lives in memory';
    await expect(backup(db, url, '/tmp/never')).rejects.toThrow(line);
  });
});
