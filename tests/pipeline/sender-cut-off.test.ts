import pino from 'pino';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createApi } from '../../src/deliver/index.ts';
import { createSender } from '../../src/pipeline/sender.ts';
import { claimDue, type Db, deliveryCounts, openDatabase } from '../../src/store/index.ts';
import { startWorker } from '../../src/worker.ts';
import { describeOnPostgres } from '../support/databases.ts';
import { type FakeBotApi, startFakeBotApi, TOKEN } from '../support/fake-bot-api.ts';
import { addChats, queueFor } from '../support/outbox.ts';
import { query } from '../support/postgres.ts';

const CHATS = Array.from({ length: 60 }, (_, index) => index + 1);
const SOON = { timeout: 20_000, interval: 20 };
const logger = pino({ level: 'silent' });

function startSender(
  db: Db,
  server: FakeBotApi,
  workerKey: () => number | null,
  { aheadMs = 0 } = {},
) {
  const sender = createSender({
    timezone: 'Asia/Shanghai',
    ...{ db, botId: 1, rate: 1_000, concurrency: 20, unknownPolicy: 'resend' },
    ...{ workerKey, logger, now: () => new Date(Date.now() + aheadMs) },
    api: createApi({
      ...{ token: TOKEN, apiRoot: server.url, connections: 20 },
      allowPaidBroadcast: false,
    }),
  });
  onTestFinished(() => sender.stop());
  sender.start();
  return sender;
}

/** A server whose answers take their time, and messages for everybody. */
async function prepare(db: Db) {
  const server = await startFakeBotApi({
    granted: 1_000,
    fault: () => ({ kind: 'slow', ms: 700 }),
  });
  onTestFinished(server.close);
  await addChats(db, CHATS);
  await queueFor(db, CHATS, { dueAt: new Date() });
  return server;
}

describeOnPostgres('a sender', (open) => {
  it('cut off from the database while messages are on their way writes their answers down afterwards, and nobody sends them again', async () => {
    const { db, url } = await open();
    const server = await prepare(db);
    for (let process = 0; process < 2; process++) {
      const other = await openDatabase(url);
      const worker = await startWorker({ databaseUrl: url, botId: 1, wanted: [], logger });
      onTestFinished(async () => {
        worker.stop();
        await other.close();
      });
      startSender(other.db, server, worker.key);
    }
    await vi.waitFor(() => expect(server.taken.length).toBeGreaterThan(20), SOON);
    // As when the database restarts: every connection breaks, and everybody's key is free.
    await query(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name like 'gongbao%'`,
    );
    const sent = async () => expect((await deliveryCounts(db)).sent).toBe(CHATS.length);
    await vi.waitFor(sent, SOON);
    expect(server.taken).toHaveLength(CHATS.length);
  });

  it('without a key claims nothing, and goes on when it has one', async () => {
    const { db } = await open();
    const server = await prepare(db);
    let key: number | null = null;
    const asked = vi.fn(() => key);
    const sender = startSender(db, server, asked);
    await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(10), SOON);
    expect(await deliveryCounts(db)).toMatchObject({ pending: CHATS.length });
    key = 7;
    sender.wake();
    await vi.waitFor(() => expect(server.taken.length).toBeGreaterThan(0), SOON);
  });

  it('on a machine whose clock is ahead takes nothing from one that lives', async () => {
    const { db, url } = await open();
    const server = await prepare(db);
    const keys = [];
    for (let process = 0; process < 2; process++) {
      const worker = await startWorker({ databaseUrl: url, botId: 1, wanted: [], logger });
      onTestFinished(worker.stop);
      keys.push(worker.key);
    }
    const [ours = () => null, other = () => null] = keys;
    startSender(db, server, ours);
    await vi.waitFor(() => expect(server.calls.length).toBeGreaterThan(10), SOON);
    startSender(db, server, other, { aheadMs: 3_600_000 });
    const sent = async () => expect((await deliveryCounts(db)).sent).toBe(CHATS.length);
    await vi.waitFor(sent, SOON);
    expect(server.taken).toHaveLength(CHATS.length);
  });

  it('takes over what was in hand of one that died, long before its lease is out', async () => {
    const { db, url } = await open();
    const server = await prepare(db);
    const claim = { botId: 1, now: new Date(), leaseMs: 90_000, rate: Number.POSITIVE_INFINITY };
    expect(await claimDue(db, { ...claim, limit: 15, claimedBy: 4_242 })).toHaveLength(15);
    const worker = await startWorker({ databaseUrl: url, botId: 1, wanted: [], logger });
    onTestFinished(worker.stop);
    const at = performance.now();
    startSender(db, server, worker.key);
    await vi.waitFor(() => expect(server.taken).toHaveLength(CHATS.length), SOON);
    expect(performance.now() - at).toBeLessThan(10_000);
  });
});
