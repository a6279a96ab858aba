import { setTimeout as after } from 'node:timers/promises';
import { type Bot, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import type { BotContext } from './context.ts';
import { describeError } from './errors.ts';

export type Polling = {
  /** Ends once what was fetched is answered and confirmed: nothing is lost, nothing comes twice. */
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly logger: Logger;
  /** The token is wrong: asking again will not help. */
  readonly onFailure: (error: unknown) => void;
};

type GrammySignal = NonNullable<Parameters<Bot['api']['getUpdates']>[1]>;

export const ALLOWED_UPDATES = [
  'message',
  'channel_post',
  'callback_query',
  'my_chat_member',
] as const;
/** Shorter than the time-out of a request. */
const POLL_S = 20;
const CONCURRENCY = 100;
const LONGEST_PAUSE_MS = 5000;
/** A revoked token, and one that never was. */
const REFUSED: ReadonlySet<number> = new Set([401, 404]);

/** Fetches updates and handles them side by side; those of one chat wait for each other in the bot. */
export function startPolling(bot: Bot<BotContext>, { logger, onFailure }: Options): Polling {
  const stopping = new AbortController();
  const working = new Set<Promise<void>>();
  const fetcher = createFetcher(bot, stopping.signal, logger);
  const loop = poll().catch(onFailure);

  return {
    async stop() {
      stopping.abort();
      await loop;
      await Promise.all(working);
      await fetcher.confirm();
    },
  };

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      for (const update of await fetcher.fetch()) start(update);
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

function createFetcher(bot: Bot<BotContext>, signal: AbortSignal, logger: Logger) {
  let hasBegun = false;
  let offset = 0;
  let isConfirmed = true;
  let failures = 0;

  return {
    /** `[]` when stopping, and after a failure it has waited out. */
    async fetch(): Promise<Update[]> {
      try {
        if (!hasBegun) await begin();
        const updates = await bot.api.getUpdates(
          { offset, timeout: POLL_S, allowed_updates: [...ALLOWED_UPDATES] },
          // grammY's types know only the signal of a polyfill.
          signal as unknown as GrammySignal,
        );
        failures = 0;
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
        isConfirmed = updates.length === 0;
        return updates;
      } catch (error) {
        if (!signal.aborted) await pause(error);
        return [];
      }
    },
    async confirm(): Promise<void> {
      if (isConfirmed) return;
      await bot.api
        .getUpdates({ offset, limit: 1, timeout: 0 })
        .catch((error: unknown) =>
          logger.warn({ err: describeError(error) }, 'updates not confirmed'),
        );
    },
  };

  async function begin(): Promise<void> {
    // Not `bot.init()`, which after a long outage waits up to twenty minutes before it asks again.
    bot.botInfo = await bot.api.getMe(signal as unknown as GrammySignal);
    await leaveWebhook(bot);
    hasBegun = true;
  }

  async function pause(error: unknown): Promise<void> {
    if (error instanceof GrammyError && REFUSED.has(error.error_code)) throw error;
    failures += 1;
    logger.warn({ err: describeError(error), failures }, 'no updates: trying again');
    const told = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0;
    const ms = Math.max(told, Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures));
    await after(ms, undefined, { signal }).catch(() => undefined);
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
