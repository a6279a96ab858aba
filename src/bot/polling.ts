import { type Bot, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import type { BotContext } from './context.ts';
import { describeError } from './errors.ts';
import {
  asGrammySignal,
  createPatience,
  getAcquainted,
  type Updates,
  type UpdatesOptions,
} from './reach-telegram.ts';

export const ALLOWED_UPDATES = [
  'message',
  'channel_post',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;
/** Shorter than the time-out of a request. */
const POLL_S = 20;
const CONCURRENCY = 100;

type PollingOptions = UpdatesOptions & {
  /** One process at a time polls: is it still this one? */
  readonly isOurs: () => boolean;
};

/**
 * Fetches updates and handles them side by side; those of one chat wait for each other in the bot.
 * `stop` ends once what was fetched is answered and confirmed: nothing is lost, nothing comes twice.
 * (The runner's own fetcher waits without bound after an outage and does not wait for its handlers.)
 */
export function startPolling(bot: Bot<BotContext>, options: PollingOptions): Updates {
  const { logger, onFailure, isOurs } = options;
  const stopping = new AbortController();
  const working = new Set<Promise<void>>();
  const fetcher = createFetcher(bot, stopping.signal, options);
  const loop = poll().catch(onFailure);

  return {
    async stop() {
      stopping.abort();
      await loop;
      // Whoever takes them now must not be disturbed, nor wait for us.
      if (!isOurs()) return;
      await Promise.all(working);
      await fetcher.confirm();
    },
  };

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted && isOurs()) {
      const updates = await fetcher.fetch();
      // It may have slept over them. They are not confirmed: whoever polls now gets them too.
      if (!isOurs()) return;
      for (const update of updates) start(update);
      while (working.size >= CONCURRENCY) await Promise.race(working);
    }
  }

  function start(update: Update): void {
    const task = bot
      .handleUpdate(update)
      .catch((error: unknown) => logger.error({ err: describeError(error) }, 'update not handled'))
      .finally(() => working.delete(task));
    working.add(task);
  }
}

type FetcherOptions = Omit<UpdatesOptions, 'onFailure'>;

function createFetcher(
  bot: Bot<BotContext>,
  signal: AbortSignal,
  { logger, onReached }: FetcherOptions,
) {
  const patience = createPatience(signal, logger);
  let hasBegun = false;
  let offset = 0;
  let isConfirmed = true;

  return {
    /** `[]` when stopping, and after a failure it has waited out. */
    async fetch(): Promise<Update[]> {
      try {
        if (!hasBegun) await begin();
        const updates = await bot.api.getUpdates(
          { offset, timeout: POLL_S, allowed_updates: [...ALLOWED_UPDATES] },
          asGrammySignal(signal),
        );
        patience.afterSuccess();
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
        isConfirmed = updates.length === 0;
        return updates;
      } catch (error) {
        await patience.afterFailure(error);
        return [];
      }
    },
    async confirm(): Promise<void> {
      if (!isConfirmed) await confirm(bot, offset, logger);
    },
  };

  async function begin(): Promise<void> {
    if (!bot.isInited()) await getAcquainted(bot, signal);
    await leaveWebhook(bot);
    hasBegun = true;
    onReached();
  }
}

async function confirm(bot: Bot<BotContext>, offset: number, logger: Logger): Promise<void> {
  try {
    await bot.api.getUpdates({ offset, limit: 1, timeout: 0 });
  } catch (error) {
    logger.warn({ err: describeError(error) }, 'updates not confirmed');
  }
}

/** Telegram refuses polling while a webhook is set. */
async function leaveWebhook(bot: Bot<BotContext>): Promise<void> {
  try {
    await bot.api.deleteWebhook();
  } catch (error) {
    // A server without webhooks has none to leave.
    if (!(error instanceof GrammyError)) throw error;
  }
}
