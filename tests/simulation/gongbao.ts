import { Api } from 'grammy';
import { Kysely } from 'kysely';
import { replyFirst } from '../../src/bot/reply-first.ts';
import { readConfig } from '../../src/config.ts';
import { createApi, createTelegramFetch } from '../../src/deliver/index.ts';
import type { Logger } from '../../src/logger.ts';
import { createSender, type Sender, type SenderOptions } from '../../src/pipeline/sender.ts';
import { createRuns, type Runs } from '../../src/runs.ts';
import type { Database } from '../../src/store/database/schema.ts';
import { type Db, reserveReply } from '../../src/store/index.ts';
import { createTimetable } from '../../src/timetable.ts';
import { databaseOf } from './database.ts';
import { type Process, running, wallClock } from './process.ts';
import type { World } from './world.ts';

/** The service, from the database to the sender, without its surfaces. */
export type Gongbao = {
  readonly process: Process;
  readonly db: Db;
  readonly now: () => Date;
  readonly runs: Runs;
  readonly wake: () => void;
  /** An answer to a command. */
  readonly reply: (chatId: number, text: string) => Promise<unknown>;
  stop(): Promise<void>;
};

const TOKEN = '1:simulated';
const API_ROOT = 'http://telegram';
const BOT_ID = 1;

export type MakeSender = (options: SenderOptions) => Sender;

/** Runs whose work lies outside the simulation: folders and sites. */
const OUTSIDE = new Set(['inbox', 'sources']);

/** As `service.ts` and `connect.ts` do it. Rejects if the service does not come up. */
export async function startGongbao(
  world: World,
  process: Process,
  makeSender: MakeSender = createSender,
): Promise<Gongbao> {
  const now = () => wallClock(process);
  const db = openDb(world, process);
  const config = readConfig({
    ...{
      BOT_TOKEN: TOKEN,
      MESSAGE_STYLE: world.style,
      PUBLICATION: '临溪周报',
      SEND_RATE: String(world.rate),
    },
    ...{
      SEND_CONCURRENCY: String(world.concurrency),
      ALLOW_PAID_BROADCAST: String(world.rate > 30),
    },
  });
  const logger = loggerOf(world, process);
  const sender = makeSender({
    ...{
      db,
      now,
      logger,
      timezone: config.timezone,
      botId: BOT_ID,
      rate: world.rate,
      concurrency: world.concurrency,
    },
    ...{
      unknownPolicy: world.policy,
      api: createApi({
        token: TOKEN,
        apiRoot: API_ROOT,
        connections: world.concurrency,
        allowPaidBroadcast: world.rate > 30,
      }),
    },
  });
  const runs = createRuns({
    ...{ db, config, now, logger, sources: [], wakeSender: () => sender.wake() },
    onNews() {
      timetable.runSoon('urgent');
      timetable.runSoon('digests');
    },
  });
  const entries = runs.entries.filter(({ name }) => !OUTSIDE.has(name));
  const timetable = createTimetable(entries, {
    logger,
    observe: () => undefined,
    timezone: config.timezone,
  });
  await runs.reschedule();
  sender.start();
  // The timetable's own ticks are real time's: it is asked instead.
  for (const { name, cron } of entries)
    tick(process, periodOf(cron, now().getTime()), () => timetable.runSoon(name));
  const replies = new Api(TOKEN, {
    apiRoot: API_ROOT,
    fetch: createTelegramFetch({ connections: 32 }),
  });
  replies.config.use(
    replyFirst({
      mayPay: false,
      now,
      reserve: () => reserveReply(db, { botId: BOT_ID, now, rate: world.rate }),
    }),
  );
  return {
    ...{ process, db, now, runs, wake: () => sender.wake() },
    reply: (chatId, text) => replies.sendMessage(chatId, text),
    async stop() {
      await timetable.idle();
      await sender.stop();
    },
  };
}

/** Another program on the same file: the command line. */
export function openDb(world: World, process: Process): Db {
  const { path, lock, faultAt } = world;
  return new Kysely<Database>({ dialect: databaseOf(path, { process, lock, faultAt }) });
}

/** Once when it starts, and then whenever its clock shows it. */
function tick(process: Process, { ms, offset }: Period, run: () => void): void {
  const again = () => {
    running.run(process, run);
    const past = (wallClock(process).getTime() - offset) % ms;
    process.clock.after(ms - past, process, again);
  };
  process.clock.after(0, process, again);
}

type Period = { readonly ms: number; readonly offset: number };

/**
 * Of the few forms the timetable uses: every, or every so many, seconds or minutes; or once a day,
 * which is here a day after the start and a day after that.
 */
function periodOf(cron: string, startedAt: number): Period {
  const [seconds = '', minutes = ''] = cron.split(' ');
  if (seconds === '*') return { ms: 1_000, offset: 0 };
  if (seconds.startsWith('*/')) return { ms: Number(seconds.slice(2)) * 1_000, offset: 0 };
  const offset = Number(seconds) * 1_000;
  if (minutes === '*') return { ms: 60_000, offset };
  if (minutes.startsWith('*/')) return { ms: Number(minutes.slice(2)) * 60_000, offset };
  return { ms: 24 * 3_600_000, offset: startedAt };
}

/** Errors it logs are the auditor's concern; the rest is for whoever reads the trace. */
function loggerOf(world: World, process: Process): Logger {
  const say = (level: string) => (fields: object, message: string) => {
    if (process.isDead) return;
    const { err, reason } = fields as { readonly err?: unknown; readonly reason?: unknown };
    world.trace(`${process.name} ${level}: ${message} ${String(err ?? reason ?? '')}`);
    if (level === 'error') world.complain(err ?? `${message}: ${String(reason)}`);
  };
  const logger = {
    info: say('info'),
    warn: say('warn'),
    error: say('error'),
    debug: () => undefined,
  };
  return logger as unknown as Logger;
}
