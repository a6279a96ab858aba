import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FactRef } from '../../src/domain/index.ts';
import { type Db, openDatabase, recordReview } from '../../src/store/index.ts';
import { workFolder } from '../support/command-line.ts';

const SAMPLE = resolve(import.meta.dirname, '../../samples/pingyang-2025-01-09.md');
const NOW = new Date('2025-01-10T00:00:00Z');

let folder: Awaited<ReturnType<typeof workFolder>>;
beforeEach(async () => {
  folder = await workFolder();
  await folder.gongbao('ingest', SAMPLE);
});
afterEach(() => folder.remove());

/** Answers some facts of the sample issue as an admin would. */
async function reviewed(work: (db: Db) => Promise<void>): Promise<void> {
  const { db, close } = await openDatabase(`sqlite:${folder.path('data/gongbao.db')}`);
  await work(db);
  await close();
}

async function refOf(db: Db, person: string): Promise<FactRef> {
  const row = await db
    .selectFrom('acts')
    .select(['item_id', 'revision', 'position'])
    .where('person', '=', person)
    .executeTakeFirstOrThrow();
  return { itemId: row.item_id, revision: row.revision, kind: 'act', position: row.position };
}

describe('gongbao review export', () => {
  it('writes what admins said as labelled texts, by which eval scores the reader', async () => {
    await reviewed(async (db) => {
      const answer = (person: string, given: Parameters<typeof recordReview>[1]['answer']) =>
        refOf(db, person).then((ref) => recordReview(db, { ref, answer: given, adminId: 1 }, NOW));
      await answer('张峻榕', { verdict: 'right' });
      await answer('陈国翰', { verdict: 'wrong' });
    });
    const exported = await folder.gongbao('review', 'export', 'labels');
    expect(exported).toMatchObject({ code: 0, stdout: '1 article written to labels\n' });
    expect(await readdir(folder.path('labels'))).toEqual([
      '001-2025-01-09.json',
      '001-2025-01-09.txt',
    ]);
    const label = JSON.parse(await readFile(folder.path('labels/001-2025-01-09.json'), 'utf8'));
    expect(label).toMatchObject({
      provenance: 'reviewed',
      partial: true,
      kind: 'appointment',
      appointments: [{ person: '张峻榕', action: 'appoint', date: '2025-01-09' }],
      rejected: [{ person: '陈国翰', action: 'remove' }],
    });
    expect(await readFile(folder.path('labels/001-2025-01-09.txt'), 'utf8')).toContain(
      '平阳县第十七届人民代表大会常务委员会公告',
    );
    const scored = await folder.gongbao('eval', 'labels');
    expect(scored.code).toBe(0);
    // Both were read again: one of them is right, and the others of the issue do not count.
    expect(scored.stdout).toMatch(/appointments +0\.500 +1\.000 +0\.667 +1 +2\n/u);
    expect(scored.stdout).toMatch(/decisions +– +– +– +0 +0\n/u);
  });

  it('writes nothing into a folder that holds something', async () => {
    const { code, stderr } = await folder.gongbao('review', 'export', 'data');
    expect(code).toBe(2);
    expect(stderr).toContain('data is not empty; name a new folder');
  });
});
