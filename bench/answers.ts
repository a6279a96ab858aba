/** How long a person waits for an answer, alone and while a broadcast goes out of the same process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import pino from 'pino';
import { type BotContext, createBot } from '../src/bot/index.ts';
import { createTelegramFetch } from '../src/deliver/index.ts';
import type { Sender } from '../src/pipeline/sender.ts';
import { type Db, openDatabase } from '../src/store/index.ts';
import { TOKEN } from '../tests/support/fake-bot-api.ts';
import { copyOfTenYears, ISSUES } from './archive.ts';
import { fillOutbox, IN_FLIGHT, senderOn } from './outbox.ts';
import { type Server, startServer } from './server.ts';

const BROADCAST = 100_000;
/** Paid broadcasts: the most a process ever has to do beside answering. */
const RATE = 1_000;
/** As Telegram's own, more or less. */
const ANSWERS_AFTER_MS = 20;
const ASKED = Number(process.env['BENCH_QUESTIONS'] ?? 200);
const INLINE = '@bot ';
const COMMANDS = [
  '/latest',
  '/decisions',
  '/decisions 2024',
  '/appointments',
  '/appointments 局长 2024',
  '/news',
  '/issue 2024-06-03',
  '/who 局长',
  '/search 任命',
  '/search 平阳 道路',
  '/search 任命 2024年',
  `${INLINE}任命`,
] as const;
/** Between two questions. */
const PAUSE_MS = 20;

type Times = ReadonlyMap<string, number[]>;

export async function benchAnswers(): Promise<void> {
  console.log(`Answers over an archive of ${ISSUES} issues, ${ASKED} times each: p50, p99 in ms`);
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-bench-'));
  const path = join(folder, 'answers.db');
  await copyOfTenYears(path);
  const { db, close } = await openDatabase(`sqlite:${path}`);
  const server = await startServer(0, ANSWERS_AFTER_MS);
  await fillOutbox(db, BROADCAST);
  const sender = senderOn(db, server.url, { rate: RATE, concurrency: IN_FLIGHT });
  const bot = openBot(db, server, sender);
  await askAll(bot, 20);
  const idle = await askAll(bot, ASKED);
  sender.start();
  await after(1_000);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = { at: performance.now(), sent: sender.stats().settled.sent };
  delay.enable();
  const busy = await askAll(bot, ASKED);
  delay.disable();
  const seconds = (performance.now() - before.at) / 1000;
  const rate = (sender.stats().settled.sent - before.sent) / seconds;
  await sender.stop();
  report(idle, busy);
  console.log(
    `  meanwhile ${rate.toFixed(0)} messages/s of a broadcast to ${BROADCAST} chats (granted ${RATE}); ` +
      `the event loop was never blocked over ${(delay.max / 1e6).toFixed(0)} ms (goal ≤ 100)`,
  );
  server.close();
  await close();
  rmSync(folder, { recursive: true });
}

function openBot(db: Db, { url: apiRoot }: Server, { wake, giveWay }: Sender): Bot<BotContext> {
  const notHere = () => Promise.reject(new Error('Nothing is read in here'));
  const { bot } = createBot({
    db,
    now: () => new Date(),
    token: TOKEN,
    client: { apiRoot, fetch: createTelegramFetch({ connections: 32 }) },
    adminIds: [],
    defaults: {
      style: 'classic',
      publication: '今日平阳',
      schedule: { cron: '0 8 * * *', timezone: 'Asia/Shanghai' },
    },
    ingest: notHere,
    ingestAddress: notHere,
    wakeSender: wake,
    giveWay,
    rate: RATE,
    mayPay: false,
    logger: pino({ level: 'silent' }),
  });
  bot.botInfo = {
    id: 1,
    is_bot: true,
    first_name: '公报',
    username: 'gongbao_bot',
  } as Bot['botInfo'];
  return bot;
}

/** Each command by another person, one after the other, as they come in the long run. */
async function askAll(bot: Bot<BotContext>, times: number): Promise<Times> {
  const took = new Map<string, number[]>(COMMANDS.map((command) => [command, []]));
  for (let turn = 0; turn < times; turn++)
    for (const command of COMMANDS) {
      const started = performance.now();
      await bot.handleUpdate(updateOf(command));
      took.get(command)?.push(performance.now() - started - ANSWERS_AFTER_MS);
      await after(PAUSE_MS);
    }
  return took;
}

let asked = 0;

function updateOf(text: string): Update {
  asked += 1;
  const id = 1_000_000 + asked;
  const from = { id, is_bot: false, first_name: '王芳', language_code: 'zh-hans' };
  if (text.startsWith(INLINE)) {
    const inline_query = { id: String(id), from, query: text.slice(INLINE.length), offset: '' };
    return { update_id: asked, inline_query };
  }
  const [command = ''] = text.split(' ');
  return {
    update_id: asked,
    message: {
      message_id: 1,
      date: Math.floor(Date.now() / 1000),
      chat: { id, type: 'private', first_name: '王芳' },
      from,
      text,
      entities: [{ type: 'bot_command', offset: 0, length: command.length }],
    },
  };
}

function report(idle: Times, busy: Times): void {
  for (const command of COMMANDS) {
    const [alone, among] = [quantiles(idle.get(command)), quantiles(busy.get(command))];
    console.log(
      `  ${command.padEnd(16)} alone ${show(alone)}, during the broadcast ${show(among)}: ` +
        `p99 ${(among.p99 / alone.p99).toFixed(2)} times (goal ≤ 3, and ≤ 100 ms)`,
    );
  }
}

function quantiles(times: readonly number[] = []): { p50: number; p99: number } {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

function show({ p50, p99 }: { p50: number; p99: number }): string {
  return `${p50.toFixed(1)}, ${p99.toFixed(1)}`;
}
