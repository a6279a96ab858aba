/** Delivery against its rivals on the same server, and against the rate it is granted. */
import { Api } from 'grammy';
import { Pool } from 'undici';
import { TOKEN } from '../tests/support/fake-bot-api.ts';
import { deliver, IN_FLIGHT, TEXT, withOutbox } from './outbox.ts';
import { type Server, startServer, type Tally } from './server.ts';

/** Rounds of the race. The best of each counts: what is slower is what else the machine did. */
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 4);
/** How long the server takes to answer. Telegram itself takes tens of milliseconds. */
const DELAYS_MS = (process.env['BENCH_DELAYS'] ?? '0,5,20,50').split(',').map(Number);

/**
 * The ratio that is to be reached, and where. With 50 in flight at a server that takes its time
 * everybody waits for the server, so there the rivals that keep as many in flight are as fast; and to
 * a server that answers at once not even raw undici is four times as fast as one message after the
 * other: both ratios are printed, and beside each what raw undici reaches.
 */
type Goal = { readonly least: number; readonly isJudged: (delayMs: number) => boolean };

const AT_ONCE = (delayMs: number) => delayMs === 0;
const TAKES_TIME = (delayMs: number) => delayMs > 0;

type Contender = {
  readonly name: string;
  readonly goal: Goal | null;
  readonly messages: (delayMs: number) => number;
  /** Returns the processor time it took, in microseconds. */
  run(server: Server, messages: number): Promise<number>;
};

export async function benchDelivery(): Promise<void> {
  console.log('Delivery without a limiter, best of rounds: messages a second, processor time each');
  for (const delayMs of DELAYS_MS) {
    console.log(
      delayMs === 0
        ? ' from a server that answers at once (so what counts is processor time alone)'
        : ` from a server that answers after ${delayMs} ms (at most ${(IN_FLIGHT * 1000) / delayMs}/s)`,
    );
    await race(delayMs);
  }
  console.log('Delivery with the limiter, against a server that counts every sliding second');
  await paced(30, 500);
  await paced(1_000, 10_000);
}

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
  goal: { least: 0.6, isJudged: AT_ONCE },
  messages: () => 6_000,
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
  goal: { least: 2, isJudged: AT_ONCE },
  messages: () => 2_000,
  async run({ url }, messages) {
    const api = new Api(TOKEN, { apiRoot: url });
    return costOf(() => inFlight(messages, (chatId) => api.sendMessage(chatId, TEXT)));
  },
};

const grammyLoop: Contender = {
  name: "grammY's default client, one after the other",
  goal: { least: 4, isJudged: TAKES_TIME },
  messages: (delayMs) => (delayMs > 0 ? 100 : 1_000),
  async run({ url }, messages) {
    const api = new Api(TOKEN, { apiRoot: url });
    return costOf(async () => {
      for (let chatId = 1; chatId <= messages; chatId++) await api.sendMessage(chatId, TEXT);
    });
  },
};

const ours: Contender = {
  name: 'Gongbao: outbox on SQLite, 50 in flight',
  goal: null,
  messages: () => 6_000,
  run: ({ url }, messages) =>
    withOutbox(messages, (db) =>
      costOf(() => deliver(db, url, { rate: Number.POSITIVE_INFINITY, messages })),
    ),
};

async function costOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

type Result = { readonly speed: number; readonly cpuMicros: number; readonly serverMicros: number };
const WORST: Result = {
  speed: 0,
  cpuMicros: Number.POSITIVE_INFINITY,
  serverMicros: Number.POSITIVE_INFINITY,
};

async function race(delayMs: number): Promise<void> {
  const server = await startServer(0, delayMs);
  const contenders = [raw, ours, grammyAtOnce, grammyLoop];
  const best = new Map<string, Result>();
  // The first round warms everybody up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { name, messages: count, run } of contenders) {
      const messages = count(delayMs);
      const cost = await run(server, messages);
      const { taken, seconds, repeated, cpuMicros: serverCost } = await server.tally();
      if (taken !== messages || repeated > 0) throw new Error(`${name}: took ${taken}`);
      if (round === 0) continue;
      const { speed, cpuMicros, serverMicros } = best.get(name) ?? WORST;
      best.set(name, {
        speed: Math.max(speed, messages / seconds),
        cpuMicros: Math.min(cpuMicros, cost / messages),
        serverMicros: Math.min(serverMicros, serverCost / messages),
      });
    }
  }
  server.close();
  report(contenders, best, delayMs);
}

function report(
  contenders: readonly Contender[],
  best: ReadonlyMap<string, Result>,
  delayMs: number,
): void {
  const own = best.get(ours.name) ?? WORST;
  const rawest = best.get(raw.name) ?? WORST;
  for (const { name, goal } of contenders) {
    const { speed, cpuMicros, serverMicros } = best.get(name) ?? WORST;
    const figures =
      `${Math.round(speed).toString().padStart(6)}/s ${cpuMicros.toFixed(0).padStart(4)} µs` +
      ` (and the server's ${serverMicros.toFixed(0)})`;
    const wanted = goal?.isJudged(delayMs) ? `, goal ≥ ${goal.least}` : '';
    const ratios =
      `: ours/this ${(own.speed / speed).toFixed(2)} (raw/this ${(rawest.speed / speed).toFixed(2)}` +
      `${wanted}), by processor time ${(cpuMicros / own.cpuMicros).toFixed(2)}`;
    console.log(`  ${figures}  ${name}${goal === null ? '' : ratios}`);
  }
}

async function paced(granted: number, messages: number): Promise<void> {
  const server = await startServer(granted);
  let tally: Tally | undefined;
  await withOutbox(messages, async (db) => {
    await deliver(db, server.url, { rate: granted, messages });
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
