import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  addInterest,
  type Db,
  forgetChat,
  leaveNoTrace,
  migrate,
  openDatabase,
  recordSettlements,
  setLanguage,
  subscribe,
  tracesOf,
} from '../../src/store/index.ts';
import { addChats, claimAll, later, queueFor, T0 } from '../support/outbox.ts';

/** As Telegram gives them: people, and groups. */
const CHATS = Array.from({ length: 120 }, (_, n) =>
  n % 3 === 0 ? -1_002_345_678_000 - n * 7919 : 7_412_345_678 + n * 7919,
);
const FORGOTTEN = CHATS.filter((_, n) => n % 8 === 5);

describe('a forgotten chat', () => {
  it('is in no file of the database any more: not among the rows, not in gaps, not in the log', async () => {
    const { db, path } = await openFile();
    await liveOn(db);
    const before = await bytesOf(path);
    for (const id of FORGOTTEN)
      for (const trace of tracesOf(id)) expect(count(before, trace), `${id}`).toBeGreaterThan(0);
    for (const id of FORGOTTEN) {
      await forgetChat(db, id);
      expect(await leaveNoTrace(db, id)).toBe('gone');
    }
    const after = await bytesOf(path);
    for (const id of FORGOTTEN)
      for (const trace of tracesOf(id)) expect(count(after, trace), `${id}`).toBe(0);
  }, 60_000);

  it('waits in the log for who reads an older state of the file', async () => {
    const { db, path } = await openFile();
    const [chat = 0] = FORGOTTEN;
    await addChats(db, [chat]);
    const reader = await openDatabase(`sqlite:${path}`);
    onTestFinished(reader.close);
    await reader.db
      .transaction()
      .setAccessMode('read only')
      .execute(async (tx) => {
        await tx.selectFrom('chats').select('id').execute();
        await forgetChat(db, chat);
        expect(await leaveNoTrace(db, chat)).toBe('busy');
      });
    expect(await leaveNoTrace(db, chat)).toBe('gone');
    for (const trace of tracesOf(chat)) expect(count(await bytesOf(path), trace)).toBe(0);
  });
});

async function openFile(): Promise<{ db: Db; path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'gongbao-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'gongbao.db');
  const { db, close } = await openDatabase(`sqlite:${path}`);
  onTestFinished(close);
  await migrate(db);
  return { db, path };
}

/** Some weeks of a chat's life, so that rows have grown and moved between pages. */
async function liveOn(db: Db): Promise<void> {
  const shuffled = CHATS.toSorted((one, other) => (one % 997) - (other % 997));
  await addChats(db, shuffled);
  for (const chatId of shuffled) {
    await subscribe(db, { chatId, kinds: ['decision'], dueAt: T0 }, T0);
    const query = { by: 'word', text: `水头镇 ${chatId}`, kinds: null, publication: null } as const;
    await addInterest(db, { chatId, query, dueAt: T0 }, T0);
  }
  for (let week = 0; week < 6; week += 1) {
    const now = later(week * 7 * 86_400_000);
    await queueFor(db, week % 2 === 0 ? CHATS : shuffled, {
      campaignId: `digest-${week}`,
      dueAt: now,
    });
    const sent = (await claimAll(db, now)).map((delivery) => ({
      delivery,
      settlement: { kind: 'sent', messageId: delivery.id } as const,
    }));
    await recordSettlements(db, sent, now);
    for (const chatId of shuffled) await setLanguage(db, chatId, week % 2 === 0 ? 'zh-hant' : 'en');
  }
}

async function bytesOf(path: string): Promise<Buffer> {
  const log = await readFile(`${path}-wal`).catch(() => Buffer.alloc(0));
  return Buffer.concat([await readFile(path), log]);
}

function count(bytes: Buffer, trace: Buffer): number {
  let found = 0;
  for (let at = bytes.indexOf(trace); at >= 0; at = bytes.indexOf(trace, at + 1)) found += 1;
  return found;
}
