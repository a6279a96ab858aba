/**
 * Reading, and delivery measured against its rivals on the same server in the same run:
 * `npm run bench`. What counts are the ratios; the absolute numbers are the machine's.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from 'grammy';
import { Pool } from 'undici';
import { createApi } from '../src/deliver/index.ts';
import { createSender } from '../src/pipeline/sender.ts';
import { type Db, deliveryCounts, migrate, openDatabase } from '../src/store/index.ts';
import { TOKEN } from '../tests/support/fake-bot-api.ts';
import { addChats, queueFor } from '../tests/support/outbox.ts';
import { benchReading } from './reading.ts';
import { type Server, startServer, type Tally } from './server.ts';

const IN_FLIGHT = 50;
const TEXT = '平阳县人民代表大会常务委员会任免名单'.repeat(10);
/** Rounds of the race. The best of each counts: what is slower is what else the machine did. */
const ROUNDS = 4;

type Contender = {
  readonly name: string;
  readonly messages: number;
  /** Returns the processor time it took, in microseconds. */
  run(server: Server, messages: number): Promise<number>;
};

/** As many loops as may be in flight share one counter. */
async function inFlight(messages: number, send: (chatId: number) => Promise<unknown>) {
  let next = 1;
  const loop = async () => {
    while (next <= messages) await send(next++);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, loop));
}

const raw: Contender = {
  name: 'raw undici POSTs, 50 in flight',
  messages: 6_000,
  async run({ url }, messages) {
    const pool = new Pool(url, { connections: IN_FLIGHT, pipelining: 1 });
    const post = async (chatId: number) => {
      const { body } = await pool.request({
        path: `/bot${TOKEN}/sendMessage`,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: chatId, text: TEXT, entities: [] }),
      });
      await body.json();
    };
    const cost = await costOf(() => inFlight(messages, post));
    await pool.close();
    return cost;
  },
};

const grammyAtOnce: Contender = {
  name: "grammY's default client, 50 in flight",
  messages: 2_000,
  async run({ url }, messages) {
    const api = new Api(TOKEN, { apiRoot: url });
    return costOf(() => inFlight(messages, (chatId) => api.sendMessage(chatId, TEXT)));
  },
};

const grammyLoop: Contender = {
  name: "grammY's default client, one after the other",
  messages: 1_000,
  async run({ url }, messages) {
    const api = new Api(TOKEN, { apiRoot: url });
    return costOf(async () => {
      for (let chatId = 1; chatId <= messages; chatId++) await api.sendMessage(chatId, TEXT);
    });
  },
};

const ours: Contender = {
  name: 'Gongbao: outbox on SQLite, 50 in flight',
  messages: 6_000,
  run: (server, messages) =>
    withOutbox(messages, (db) =>
      costOf(() => deliver(db, server, { rate: Number.POSITIVE_INFINITY, messages })),
    ),
};

async function withOutbox<T>(chats: number, work: (db: Db) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-bench-'));
  const { db, close } = await openDatabase(`sqlite:${join(folder, 'bench.db')}`);
  try {
    await migrate(db);
    const ids = Array.from({ length: chats }, (_, index) => index + 1);
    await db.transaction().execute(async (tx) => {
      await addChats(tx, ids);
      await queueFor(tx, ids, { texts: [TEXT], dueAt: new Date() });
    });
    return await work(db);
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
}

/** Until every message is sent and written down as sent. */
async function deliver(
  db: Db,
  { url }: Server,
  { rate, messages }: { readonly rate: number; readonly messages: number },
): Promise<void> {
  const silent = () => undefined;
  const connection = { token: TOKEN, apiRoot: url, connections: IN_FLIGHT };
  const sender = createSender({
    ...{ db, botId: 1, rate, concurrency: IN_FLIGHT, unknownPolicy: 'resend' },
    api: createApi({ ...connection, allowPaidBroadcast: false }),
    now: () => new Date(),
    logger: { info: silent, warn: silent, error: silent },
  });
  sender.start();
  while (sender.stats().settled.sent < messages) await new Promise((done) => setTimeout(done, 10));
  await sender.stop();
  const { sent } = await deliveryCounts(db);
  if (sent !== messages) throw new Error(`Only ${sent} of ${messages} are written down as sent`);
}

async function costOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

type Result = { readonly speed: number; readonly cpuMicros: number };
const WORST: Result = { speed: 0, cpuMicros: Number.POSITIVE_INFINITY };

async function race(delayMs: number): Promise<void> {
  const server = await startServer(0, delayMs);
  const contenders = [raw, ours, grammyAtOnce, grammyLoop];
  const best = new Map<string, Result>();
  // The first round warms everybody up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { name, messages: atMost, run } of contenders) {
      const messages = name === grammyLoop.name && delayMs > 0 ? 200 : atMost;
      const cost = await run(server, messages);
      const { taken, seconds, repeated } = await server.tally();
      if (taken !== messages || repeated > 0) throw new Error(`${name}: took ${taken}`);
      if (round === 0) continue;
      const { speed, cpuMicros } = best.get(name) ?? WORST;
      best.set(name, {
        speed: Math.max(speed, messages / seconds),
        cpuMicros: Math.min(cpuMicros, cost / messages),
      });
    }
  }
  server.close();
  report(contenders, best);
}

function report(contenders: readonly Contender[], best: ReadonlyMap<string, Result>): void {
  const own = best.get(ours.name) ?? WORST;
  const goals = new Map([
    [raw.name, 0.6],
    [grammyAtOnce.name, 2],
    [grammyLoop.name, 4],
  ]);
  for (const { name } of contenders) {
    const { speed, cpuMicros } = best.get(name) ?? WORST;
    const goal = goals.get(name);
    const ratio = `: ours/this ${(own.speed / speed).toFixed(2)} (goal ≥ ${goal})`;
    const figures = `${Math.round(speed).toString().padStart(6)}/s ${Math.round(cpuMicros)} µs`;
    console.log(`  ${figures}  ${name}${goal === undefined ? '' : ratio}`);
  }
}

async function paced(granted: number, messages: number): Promise<void> {
  const server = await startServer(granted);
  let tally: Tally | undefined;
  await withOutbox(messages, async (db) => {
    await deliver(db, server, { rate: granted, messages });
    tally = await server.tally();
  });
  server.close();
  if (!tally) throw new Error('The server gave no tally');
  const use = (messages - 1) / tally.seconds / granted;
  console.log(
    `  ${String(granted).padStart(5)}/s granted: use ${use.toFixed(3)} (goal ≥ 0.95), ` +
      `refused for flood ${tally.floods} (goal 0), ${messages} chats in ${tally.seconds.toFixed(1)} s`,
  );
}

await benchReading();
console.log('Delivery without a limiter, best of rounds: messages a second, processor time each');
console.log(' from a server that answers at once (so what counts is processor time alone)');
await race(0);
console.log(' from a server that answers after 5 ms (Telegram takes longer)');
await race(5);
console.log('Delivery with the limiter, against a server that counts every sliding second');
await paced(30, 500);
await paced(1_000, 10_000);
process.exit();
