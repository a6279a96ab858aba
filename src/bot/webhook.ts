import { type Bot, webhookCallback } from 'grammy';
import type { Handler } from 'hono/types';
import type { BotContext } from './context.ts';
import { ALLOWED_UPDATES } from './polling.ts';

type Webhook = {
  /** Answers Telegram's calls; one without the secret gets 401. */
  readonly handler: Handler;
  /** Tells Telegram to call this address. */
  readonly register: (url: string) => Promise<void>;
};

/** Updates by webhook instead of polling. Telegram repeats a call that was not answered. */
export function createWebhook(bot: Bot<BotContext>, secret: string): Webhook {
  const handler = webhookCallback(bot, 'hono', { secretToken: secret, onTimeout: 'return' });
  return {
    handler: (context) => handler(context) as Promise<Response>,
    async register(url) {
      await bot.api.setWebhook(url, {
        secret_token: secret,
        allowed_updates: [...ALLOWED_UPDATES],
      });
    },
  };
}
