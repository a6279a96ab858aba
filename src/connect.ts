import type { Handler } from 'hono/types';
import { createBot, createWebhook, registerMenus, startPolling } from './bot/index.ts';
import type { Config } from './config.ts';
import { botIdOf, createApi, createTelegramFetch } from './deliver/index.ts';
import type { Logger } from './logger.ts';
import { createSender, type Sender } from './pipeline/sender.ts';
import type { Runs } from './runs.ts';
import type { Db } from './store/index.ts';

/** The bot and the sender at one Bot API. */
export type Connection = {
  readonly sender: Pick<Sender, 'wake' | 'stats'>;
  /** `null` with long polling. */
  readonly webhook: Handler | null;
  /** What keeps it from work; `null` if nothing does. */
  readonly hindrance: () => string | null;
  /** Rejects when the bot itself is refused, and never resolves. */
  readonly failure: Promise<never>;
  start(): void;
  /** Answers what was fetched and settles what is in flight. */
  stop(): Promise<void>;
};

type Deps = {
  readonly db: Db;
  readonly config: ConnectConfig;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly runs: Pick<Runs, 'ingest' | 'ingestAddress'>;
};

type ConnectConfig = Config & { readonly botToken: string };

/** Replies have connections of their own: a broadcast that fills the sender's never holds them up. */
const REPLY_CONNECTIONS = 32;

export function connect(deps: Deps): Connection {
  const { config, logger } = deps;
  const sender = openSender(deps);
  const { bot, progress } = createBot(botDeps(deps, sender));
  const webhook = config.webhook ? createWebhook(bot, config.webhook) : null;
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined); // it may come before anyone awaits it
  const running: { stop(): Promise<void> }[] = [];
  const onReached = () => void registerMenus({ api: bot.api, adminIds: config.adminIds, logger });

  return {
    sender,
    webhook: webhook?.handler ?? null,
    failure: failed.promise,
    hindrance: () =>
      sender.stats().halted ?? (bot.isInited() ? null : 'Telegram has not answered yet'),
    start() {
      sender.start();
      const options = { logger, onReached, onFailure: failed.reject };
      const updates = webhook ? webhook.start(options) : startPolling(bot, options);
      running.push(sender, progress.start(), updates);
    },
    async stop() {
      await Promise.all(running.map((part) => part.stop()));
    },
  };
}

function openSender({ db, config, now, logger }: Deps): Sender {
  const { botToken: token, botApiRoot: apiRoot, sendConcurrency, allowPaidBroadcast } = config;
  return createSender({
    db,
    api: createApi({ token, apiRoot, connections: sendConcurrency, allowPaidBroadcast }),
    botId: botIdOf(token),
    now,
    rate: config.sendRate,
    concurrency: sendConcurrency,
    unknownPolicy: 'resend',
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
    rate: config.sendRate,
  };
}
