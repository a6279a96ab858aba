/** One PostgreSQL, and one, two and four processes that send from it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { type Db, deliveryCounts, migrate, openDatabase } from '../src/store/index.ts';
import type { KeeperWord } from '../tests/support/postgres-keeper.ts';
import { fillOutbox } from './outbox.ts';
import { type Server, startServer, type Tally } from './server.ts';

const CHATS = Number(process.env['BENCH_CHATS'] ?? 20_000);
/** Of each process, as by default. */
const CONCURRENCY = 30;
/** Telegram takes tens of milliseconds: so one process has a limit of its own, the requests in flight. */
const ANSWERS_AFTER_MS = 20;
const PROCESSES = [1, 2, 4] as const;

const file = (path: string) => fileURLToPath(new URL(`../tests/support/${path}`, import.meta.url));

export async function benchPostgres(): Promise<void> {
  console.log(
    `PostgreSQL, ${CHATS} chats, ${CONCURRENCY} in flight each, answers after ${ANSWERS_AFTER_MS} ms ` +
      `(so at most ${(CONCURRENCY * 1000) / ANSWERS_AFTER_MS}/s for each process)`,
  );
  const keeper = spawn(process.execPath, [file('postgres-keeper.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: keeper.stdout }), 'line');
  const word = JSON.parse(String(line)) as KeeperWord;
  if ('url' in word) await withPostgres(word.url);
  else console.log(`  not measured: PostgreSQL did not start (${word.reason})`);
  keeper.stdin.end();
  await once(keeper, 'exit');
}

async function withPostgres(url: string): Promise<void> {
  const { db, close } = await openDatabase(url);
  await migrate(db);
  for (const rate of [Number.POSITIVE_INFINITY, 1_000]) {
    console.log(rate === 1_000 ? ' granted 1000/s together' : ' without a limit');
    let alone = 0;
    for (const processes of PROCESSES) {
      const { taken, seconds, floods, repeated } = await send(db, url, { processes, rate });
      const speed = (taken - 1) / seconds;
      alone ||= speed;
      const repeats = repeated > 0 ? `, ${repeated} REPEATED` : '';
      const ratio =
        rate === 1_000
          ? `use ${(speed / rate).toFixed(3)} (goal ≥ 0.95), refused for flood ${floods} (goal 0)`
          : `this/one sender ${(speed / alone).toFixed(2)} (linear: ${processes})`;
      console.log(`  ${Math.round(speed)}/s  ${processes} senders: ${ratio}${repeats}`);
    }
  }
  await close();
}

type Run = { readonly processes: number; readonly rate: number };

async function send(db: Db, url: string, { processes, rate }: Run): Promise<Tally> {
  await empty(db);
  await fillOutbox(db, CHATS);
  const server = await startServer(Number.isFinite(rate) ? rate : 0, ANSWERS_AFTER_MS);
  const children = Array.from({ length: processes }, () => startSender(url, server, rate));
  while ((await deliveryCounts(db)).sent < CHATS) await after(50);
  for (const child of children) child.kill('SIGKILL');
  const tally = await server.tally();
  server.close();
  return tally;
}

function startSender(url: string, server: Server, rate: number): ChildProcess {
  const words = [file('sender-process.ts'), url, server.url, String(rate), String(CONCURRENCY)];
  return spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function empty(db: Db): Promise<void> {
  await sql`truncate deliveries, campaigns, campaign_accounts, chats, send_budgets cascade`.execute(
    db,
  );
}
