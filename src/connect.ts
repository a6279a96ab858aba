import type { Handler } from 'hono/types';
import {
  createBot,
  createWebhook,
  makeAcquaintance,
  registerMenus,
  startPolling,
} from './bot/index.ts';
import type { Config } from './config.ts';
import { botIdOf, createApi, createTelegramFetch } from './deliver/index.ts';
import { whileHolding } from './duty.ts';
import type { Logger } from './logger.ts';
import { createSender, type Sender } from './pipeline/sender.ts';
import type { Runs } from './runs.ts';
import type { Db } from './store/index.ts';
import type { Worker } from './worker.ts';

/** The bot and the sender at one Bot API. */
export type Connection = {
  readonly sender: Pick<Sender, 'wake' | 'stats'>;
  /** `null` with long polling, and in a process that only sends. */
  readonly webhook: Handler | null;
  /** What this process does, of `poller`, `planner` and `sender`. */
  readonly roles: () => readonly string[];
  /** What keeps it from work; `null` if nothing does. */
  readonly hindrance: () => string | null;
  /** Rejects when the bot itself is refused, and never resolves. */
  readonly failure: Promise<never>;
  /** Resolves when Telegram was asked once who the bot is, unless it refuses it. */
  start(): Promise<void>;
  /** Answers what was fetched and settles what is in flight. */
  stop(): Promise<void>;
};

type Deps = {
  readonly db: Db;
  readonly config: ConnectConfig;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly runs: Pick<Runs, 'ingest' | 'ingestAddress'>;
  readonly worker: Worker;
  readonly sendsOnly: boolean;
};

type ConnectConfig = Config & { readonly botToken: string };

/** Replies have connections of their own: a broadcast that fills the sender's never holds them up. */
const REPLY_CONNECTIONS = 32;

export function connect(deps: Deps): Connection {
  const { config, logger, worker, sendsOnly } = deps;
  const sender = openSender(deps);
  const { bot, progress } = createBot(botDeps(deps, sender));
  const webhook = config.webhook && !sendsOnly ? createWebhook(bot, config.webhook) : null;
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined); // it may come before anyone awaits it
  const running: { stop(): Promise<void> }[] = [];
  const reaching = {
    logger,
    onReached: () => void registerMenus({ api: bot.api, adminIds: config.adminIds, logger }),
    onFailure: failed.reject,
  };
  const isOurs = () => worker.holds('poller');

  return {
    sender,
    webhook: webhook?.handler ?? null,
    roles: () => [...(['poller', 'planner'] as const).filter(worker.holds), 'sender'],
    failure: failed.promise,
    hindrance: () => sender.stats().halted ?? hindranceOf(worker, bot),
    start() {
      const acquaintance = makeAcquaintance(bot, reaching);
      sender.start();
      running.push(sender, acquaintance);
      if (sendsOnly) return acquaintance.tried;
      const receive = async () => {
        await acquaintance.made;
        return webhook ? webhook.start(reaching) : startPolling(bot, { ...reaching, isOurs });
      };
      running.push(
        whileHolding({ worker, role: 'poller', logger, begin: receive }),
        // One process edits the admins' messages, or each would.
        whileHolding({ worker, role: 'planner', logger, begin: async () => progress.start() }),
      );
      return acquaintance.tried;
    },
    async stop() {
      await Promise.all(running.map((part) => part.stop()));
    },
  };
}

function hindranceOf(worker: Worker, bot: { isInited(): boolean }): string | null {
  if (worker.key() === null) return 'the connection to the database is lost';
  return bot.isInited() ? null : 'Telegram has not answered yet';
}

function openSender({ db, config, now, logger, worker }: Deps): Sender {
  const { botToken: token, botApiRoot: apiRoot, sendConcurrency, allowPaidBroadcast } = config;
  return createSender({
    db,
    api: createApi({ token, apiRoot, connections: sendConcurrency, allowPaidBroadcast }),
    botId: botIdOf(token),
    now,
    timezone: config.timezone,
    rate: config.sendRate,
    concurrency: sendConcurrency,
    unknownPolicy: config.unknownPolicy,
    workerKey: worker.key,
    logger,
  });
}

function botDeps({ db, config, now, logger, runs }: Deps, sender: Sender) {
  const { publication, digestCron, timezone, messageStyle: style } = config;
  return {
    db,
    now,
    logger,
    token: config.botToken,
    client: {
      apiRoot: config.botApiRoot,
      fetch: createTelegramFetch({ connections: REPLY_CONNECTIONS }),
    },
    adminIds: config.adminIds,
    defaults: { style, publication, schedule: { cron: digestCron, timezone } },
    ingest: runs.ingest,
    ingestAddress: runs.ingestAddress,
    wakeSender: sender.wake,
    giveWay: sender.giveWay,
    rate: config.sendRate,
    mayPay: config.allowPaidBroadcast,
  };
}
