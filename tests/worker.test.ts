import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import {
  claimDue,
  deliveryCounts,
  findDeadWorkers,
  type Role,
  recoverFrom,
} from '../src/store/index.ts';
import { startWorker, type Worker } from '../src/worker.ts';
import { describeOnPostgres } from './support/databases.ts';
import { addChats, queueFor, T0 } from './support/outbox.ts';
import { query } from './support/postgres.ts';

const BOT = 4242;
const SOON = { timeout: 10_000, interval: 20 };
const ROLES = ['poller', 'planner'] as const;

async function aWorker(databaseUrl: string, botId = BOT, wanted: readonly Role[] = ROLES) {
  const logger = pino({ level: 'silent' });
  const worker = await startWorker({ databaseUrl, botId, wanted, logger });
  onTestFinished(worker.stop);
  return worker;
}

function rolesOf(worker: Worker): string[] {
  return ROLES.filter(worker.holds);
}

/** As when the database restarts, or a network forgets a connection. */
async function breakConnections(url: string): Promise<void> {
  await query(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'gongbao worker'`,
  );
}

describeOnPostgres('processes on one database', (open) => {
  it('have each role once, and hand it on when its holder goes', async () => {
    const { url } = await open();
    const [first, second] = [await aWorker(url), await aWorker(url)];
    expect([rolesOf(first), rolesOf(second)]).toEqual([['poller', 'planner'], []]);
    first.stop();
    expect(rolesOf(first)).toEqual([]);
    await expect.poll(() => rolesOf(second), SOON).toEqual(['poller', 'planner']);
  });

  it('take only the roles they are started for', async () => {
    const { url } = await open();
    const sender = await aWorker(url, BOT, []);
    expect(rolesOf(sender)).toEqual([]);
    expect(rolesOf(await aWorker(url))).toEqual(['poller', 'planner']);
    expect(sender.key()).not.toBeNull();
  });

  it('plan once for all bots of a database, and poll once for each', async () => {
    const { url } = await open();
    await aWorker(url);
    expect(rolesOf(await aWorker(url, BOT + 1))).toEqual(['poller']);
  });

  it('have nothing to do with those on another database of the server', async () => {
    const [one, other] = [await open(), await open()];
    await aWorker(one.url);
    expect(rolesOf(await aWorker(other.url))).toEqual(['poller', 'planner']);
  });

  it('lose their roles and their key with the connection at once, and take a new key', async () => {
    const { url } = await open();
    const worker = await aWorker(url);
    const key = worker.key();
    const seen: (readonly string[])[] = [];
    worker.onChange(() => seen.push(rolesOf(worker)));
    await breakConnections(url);
    await expect.poll(() => seen.at(0), { ...SOON, interval: 1 }).toEqual([]);
    await expect.poll(() => rolesOf(worker), SOON).toEqual(['poller', 'planner']);
    expect(worker.key()).not.toBeNull();
    expect(worker.key()).not.toBe(key);
  });

  it('are never two with one role, however often connections break', async () => {
    const { url } = await open();
    const workers = await Promise.all([aWorker(url), aWorker(url), aWorker(url)]);
    const most = { poller: 0, planner: 0 };
    const count = () => {
      for (const role of ROLES)
        most[role] = Math.max(most[role], workers.filter(({ holds }) => holds(role)).length);
    };
    for (const worker of workers) worker.onChange(count);
    for (let turn = 0; turn < 3; turn++) {
      await breakConnections(url);
      await expect
        .poll(() => workers.flatMap(rolesOf).toSorted(), SOON)
        .toEqual(['planner', 'poller']);
    }
    expect(most).toEqual({ poller: 1, planner: 1 });
  });
});

describeOnPostgres('what a process has in hand', (open) => {
  it('is found as soon as the process is gone, and not before', async () => {
    const { db, url } = await open();
    const [worker, other] = [await aWorker(url), await aWorker(url)];
    await addChats(db, [1, 2, 3]);
    await queueFor(db, [1, 2, 3]);
    const claim = { botId: BOT, now: T0, leaseMs: 90_000, rate: Number.POSITIVE_INFINITY };
    await claimDue(db, { ...claim, limit: 2, claimedBy: worker.key() });
    await claimDue(db, { ...claim, limit: 1, claimedBy: other.key() });
    expect(await findDeadWorkers(db)).toEqual([]);
    const key = worker.key();
    worker.stop();
    await expect.poll(() => findDeadWorkers(db), SOON).toEqual([key]);
    expect(await recoverFrom(db, [key ?? 0], { now: T0, policy: 'resend' })).toBe(2);
    expect(await deliveryCounts(db)).toMatchObject({ pending: 2, claimed: 1 });
  });
});
