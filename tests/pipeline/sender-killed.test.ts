import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { deliveryCounts, migrate, openDatabase } from '../../src/store/index.ts';
import { startFakeBotApi } from '../support/fake-bot-api.ts';
import { addChats, queueFor } from '../support/outbox.ts';

const CHATS = 500;
const CONCURRENCY = 30;
const RATE = 400;
const PROGRAM = fileURLToPath(new URL('../support/sender-process.ts', import.meta.url));

function startSender(url: string, apiRoot: string): ChildProcess {
  const words = [PROGRAM, url, apiRoot, String(RATE), String(CONCURRENCY)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

it('a sender killed in the middle misses nobody, and repeats at most what was in flight', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-'));
  const url = `sqlite:${join(folder, 'outbox.db')}`;
  const { db, close } = await openDatabase(url);
  // Answers take a while, so that there is always something in flight.
  const server = await startFakeBotApi({
    granted: RATE,
    fault: () => ({ kind: 'slow', ms: 25 }),
  });
  onTestFinished(async () => {
    await close();
    await server.close();
    rmSync(folder, { recursive: true });
  });
  await migrate(db);
  const ids = Array.from({ length: CHATS }, (_, index) => index + 1);
  await addChats(db, ids);
  await queueFor(db, ids, { dueAt: new Date() });

  let inFlight = 0;
  for (const share of [0.2, 0.4, 0.6]) {
    const child = startSender(url, server.url);
    await vi.waitFor(() => expect(server.taken.length).toBeGreaterThan(CHATS * share), {
      timeout: 20_000,
      interval: 2,
    });
    await kill(child);
    const { claimed, sent } = await deliveryCounts(db);
    expect(sent).toBeLessThan(CHATS);
    expect(claimed).toBeLessThanOrEqual(CONCURRENCY);
    inFlight += claimed;
  }
  startSender(url, server.url);
  const WAIT = { timeout: 20_000, interval: 20 };
  await vi.waitFor(async () => expect((await deliveryCounts(db)).sent).toBe(CHATS), WAIT);
  expect(ids.filter((id) => server.takenBy(id) === 0)).toEqual([]);
  expect(server.taken.length - CHATS).toBeLessThanOrEqual(inFlight);
}, 60_000);
