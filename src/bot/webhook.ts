import { type Bot, webhookCallback } from 'grammy';
import type { Handler } from 'hono/types';
import type { BotContext } from './context.ts';
import { ALLOWED_UPDATES } from './polling.ts';
import {
  createPatience,
  getAcquainted,
  type Updates,
  type UpdatesOptions,
} from './reach-telegram.ts';

type Address = {
  readonly url: string;
  /** Telegram repeats it with every call. */
  readonly secret: string;
};

type Webhook = {
  /** Answers Telegram's calls; one without the secret gets 401. */
  readonly handler: Handler;
  /** Tells Telegram to call the address, as soon as Telegram answers. */
  readonly start: (options: UpdatesOptions) => Updates;
};

/** Updates by webhook instead of polling. Telegram repeats a call that was not answered. */
export function createWebhook(bot: Bot<BotContext>, { url, secret }: Address): Webhook {
  const handler = webhookCallback(bot, 'hono', { secretToken: secret, onTimeout: 'return' });
  return {
    handler: (context) => handler(context) as Promise<Response>,
    start(options) {
      const stopping = new AbortController();
      const registered = register(stopping.signal, options).catch(options.onFailure);
      return {
        async stop() {
          stopping.abort();
          await registered;
        },
      };
    },
  };

  async function register(
    signal: AbortSignal,
    { logger, onReached }: UpdatesOptions,
  ): Promise<void> {
    const patience = createPatience(signal, logger);
    while (!signal.aborted) {
      try {
        if (!bot.isInited()) await getAcquainted(bot, signal);
        await bot.api.setWebhook(url, {
          secret_token: secret,
          allowed_updates: [...ALLOWED_UPDATES],
        });
        patience.afterSuccess();
        return onReached();
      } catch (error) {
        await patience.afterFailure(error);
      }
    }
  }
}
