import { writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLocalBotApi } from '../src/sandbox/index.ts';
import { workFolder } from './support/command-line.ts';
import { describeOnEachDialect } from './support/databases.ts';
import { startProcess } from './support/service-process.ts';

const CHATS = Array.from({ length: 120 }, (_, index) => 100_001 + index);
/** Requests that may be under way at once at thirty a second over loopback. */
const IN_FLIGHT = 3;

/** A town on a database of its own: subscribers in a table, Telegram's rules, the service as a process. */
async function startTown(url: string) {
  const telegram = await startLocalBotApi({ port: 0, strangers: 'welcome' });
  onTestFinished(() => telegram.close());
  const settings = {
    DATABASE_URL: url.startsWith('postgres') ? url : 'sqlite:gongbao.db',
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: telegram.url,
  };
  const folder = await workFolder(settings);
  onTestFinished(folder.remove);
  await writeFile(folder.path('chats.csv'), `chat_id\n${CHATS.join('\n')}\n`);
  await folder.gongbao('chats', 'import', folder.path('chats.csv'));
  const start = async () => {
    const service = await startProcess(folder.dir, settings);
    onTestFinished(async () => void (await service.end('SIGKILL')));
    return service;
  };
  const received = () => CHATS.map((chat) => telegram.messages(chat).length);
  return { telegram, folder, start, received };
}

// On PostgreSQL what a dead process had claimed waits for its lease, so that test would take minutes.
describe('the service as a process (SQLite)', () => {
  it('killed three times in the middle of a broadcast, misses nobody and repeats at most what was in flight', async () => {
    const { telegram, folder, start, received } = await startTown('sqlite:gongbao.db');
    let service = await start();
    const queued = await folder.gongbao('broadcast', '明天停水');
    expect(queued.stdout).toContain(`queued for ${CHATS.length} chats`);
    const sum = () => received().reduce((total, count) => total + count, 0);
    for (const share of [0.25, 0.5, 0.75]) {
      await expect.poll(sum, { timeout: 20_000 }).toBeGreaterThan(CHATS.length * share);
      await service.end('SIGKILL');
      service = await start();
    }
    await expect
      .poll(() => received().filter((count) => count === 0), { timeout: 20_000 })
      .toEqual([]);
    await expect
      .poll(async () => (await folder.gongbao('status')).stdout, { timeout: 20_000, interval: 500 })
      .toContain(`sent ${CHATS.length}`);
    expect(sum()).toBeLessThanOrEqual(CHATS.length + 3 * IN_FLIGHT);
    expect(telegram.counts().refusals['429'] ?? 0).toBe(0);
  }, 90_000);
});

describeOnEachDialect('the service as a process', (open) => {
  it('asked to stop in the middle of a broadcast, repeats nothing', async () => {
    const { folder, start, received } = await startTown((await open()).url);
    const service = await start();
    await folder.gongbao('broadcast', '明天停水');
    await expect.poll(() => received().some((count) => count > 0), { timeout: 20_000 }).toBe(true);
    expect((await service.end('SIGTERM')).code).toBe(0);
    await start();
    await expect
      .poll(async () => (await folder.gongbao('status')).stdout, { timeout: 20_000, interval: 500 })
      .toContain(`sent ${CHATS.length}`);
    expect(received()).toEqual(CHATS.map(() => 1));
  }, 60_000);
});
