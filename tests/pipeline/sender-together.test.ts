import { expect, it, onTestFinished, vi } from 'vitest';
import { createApi } from '../../src/deliver/index.ts';
import { createSender } from '../../src/pipeline/sender.ts';
import { deliveryCounts, openDatabase } from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { startFakeBotApi, TOKEN } from '../support/fake-bot-api.ts';
import { addChats, claimAll, queueFor, T0 } from '../support/outbox.ts';

describeOnEachDialect('several processes', (open) => {
  /** Another process's connection, where the database can have one. */
  async function join(database: Awaited<ReturnType<typeof open>>) {
    if (database.dialect === 'sqlite') return database.db;
    const other = await openDatabase(database.url);
    onTestFinished(() => other.close());
    return other.db;
  }

  it('never claim the same delivery, nor two of one chat', async () => {
    const database = await open();
    const dbs = [database.db, await join(database), await join(database)];
    const ids = Array.from({ length: 200 }, (_, index) => index + 1);
    await addChats(database.db, ids);
    await queueFor(database.db, ids, { texts: ['一', '二'] });
    const claims = await Promise.all(
      Array.from({ length: 60 }, (_, index) => claimAll(dbs[index % 3] ?? database.db, T0, 7)),
    );
    const chats = claims.flat().map(({ chatId }) => chatId);
    expect(chats).toHaveLength(200);
    expect(new Set(chats).size).toBe(200);
  });

  it('share one rate', async () => {
    const database = await open();
    const ids = Array.from({ length: 120 }, (_, index) => index + 1);
    await addChats(database.db, ids);
    await queueFor(database.db, ids, { dueAt: new Date() });
    // Some to spare: a busy machine bunches what left in time. Three that do not share would need 180.
    const server = await startFakeBotApi({ granted: 75 });
    const silent = () => undefined;
    const connection = { token: TOKEN, apiRoot: server.url, connections: 20 };
    // On SQLite only one process may send.
    const dbs = database.dialect === 'sqlite' ? [] : [await join(database), await join(database)];
    for (const db of [database.db, ...dbs]) {
      const sender = createSender({
        timezone: 'Asia/Shanghai',
        ...{ db, botId: 1, rate: 60, concurrency: 20, unknownPolicy: 'resend' },
        api: createApi({ ...connection, allowPaidBroadcast: false }),
        now: () => new Date(),
        logger: { info: silent, warn: silent, error: silent },
      });
      onTestFinished(() => sender.stop());
      sender.start();
    }
    onTestFinished(() => server.close());
    await vi.waitFor(async () => expect((await deliveryCounts(database.db)).sent).toBe(120), {
      timeout: 20_000,
      interval: 20,
    });
    expect(server.taken).toHaveLength(120);
    expect(server.floods()).toBe(0);
  });
});
