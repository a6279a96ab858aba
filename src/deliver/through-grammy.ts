import { type Api, GrammyError, HttpError } from 'grammy';
import type { TelegramApi } from './create-api.ts';

/** The conversation's own API, with its place in the send budget, as what a message goes out through. */
export function throughGrammy(api: Api): TelegramApi {
  return {
    token: api.token,
    allowPaidBroadcast: false,
    async post(method, body) {
      try {
        return { ok: true, result: await api.raw[method](JSON.parse(body.toString('utf8'))) };
      } catch (error) {
        // A refusal carries the fields of Telegram's answer.
        if (error instanceof GrammyError) return error;
        throw error instanceof HttpError ? error.error : error;
      }
    },
  };
}
