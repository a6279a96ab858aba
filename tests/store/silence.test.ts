import { connect, createServer, type Socket } from 'node:net';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { openPostgres, patiently } from '../../src/store/database/open-postgres.ts';
import { inTransaction, openDatabase, reserveReply } from '../../src/store/index.ts';
import { describeOnPostgres } from '../support/databases.ts';
import { T0 } from '../support/outbox.ts';

const REPLY = { botId: 1, now: () => T0, rate: 30 };
const DEAF_MS = 300;

/** The way to the database, which can lose everything without a word, as a network does. */
async function startLossyWay(url: string) {
  const { hostname, port } = new URL(url);
  let isLost = false;
  const sockets: Socket[] = [];
  const way = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      sockets.push(from);
      from.on('data', (chunk) => void (isLost || to.write(chunk)));
      from.on('error', () => undefined).on('close', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => way.once('listening', listening));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    way.close();
  });
  const { port: nearPort } = way.address() as { port: number };
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${nearPort}` }).href,
    lose(lost: boolean) {
      isLost = lost;
    },
  };
}

describeOnPostgres('a process that hangs in the middle of a transaction', (open) => {
  it('keeps others from sending for seconds, and not for ever', async () => {
    const { db, url } = await open();
    const other = await openDatabase(url);
    onTestFinished(other.close);
    const [locked, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const hanging = inTransaction(db, async (tx) => {
      await reserveReply(tx, REPLY);
      locked.resolve();
      await awake.promise;
      await reserveReply(tx, REPLY);
    });
    await locked.promise;
    expect(await reserveReply(other.db, REPLY)).toEqual(T0);
    awake.resolve();
    await expect(hanging).rejects.toThrow();
    await reserveReply(db, REPLY);
  }, 10_000);
});

describeOnPostgres('a server that has vanished', (open) => {
  it('is not waited for for ever, and is asked again over a new connection', async () => {
    const way = await startLossyWay((await open()).url);
    const db = await openPostgres(way.url, DEAF_MS);
    onTestFinished(() => db.destroy());
    way.lose(true);
    await expect(sql`select 1`.execute(db)).rejects.toThrow('has said nothing');
    way.lose(false);
    expect((await sql`select 1 as n`.execute(db)).rows).toEqual([{ n: 1 }]);
  });

  it('is not to be mixed up with one that migrates for minutes', async () => {
    const db = await openPostgres((await open()).url, DEAF_MS);
    onTestFinished(() => db.destroy());
    const work = () => sql`select pg_sleep(${(3 * DEAF_MS) / 1000})`.execute(db);
    await expect(work()).rejects.toThrow('has said nothing');
    expect((await patiently(db, work)).rows).toHaveLength(1);
  });
});
