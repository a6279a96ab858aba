import { setTimeout as after } from 'node:timers/promises';
import type { Transformer } from 'grammy';

type Deps = {
  /** When the next reply may go out, ahead of queued work. */
  readonly reserve: () => Promise<Date>;
  readonly now: () => Date;
  /** While a paid broadcast runs, no answer gets through that may not be paid for as well. */
  readonly mayPay: boolean;
};

/** Longer than this nobody waits for an answer: the refusal is passed on. */
const LONGEST_WAIT_S = 10;
const RETRIES = 3;

/**
 * Gives every message and edit of the bot its slot of the send budget. A 429 was not processed, so it
 * is tried again after the time Telegram names; nothing else is ever sent a second time.
 */
export function replyFirst({ reserve, now, mayPay }: Deps): Transformer {
  return async (previous, method, payload, signal) => {
    if (!isPaced(method)) return previous(method, payload, signal);
    const sent = mayPay && isPayable(method) ? { ...payload, allow_paid_broadcast: true } : payload;
    for (let retries = 0; ; retries += 1) {
      await after(Math.max(0, (await reserve()).getTime() - now().getTime()));
      const answer = await previous(method, sent, signal);
      if (answer.ok || answer.error_code !== 429) return answer;
      const seconds = answer.parameters?.retry_after ?? 1;
      if (retries === RETRIES || seconds > LONGEST_WAIT_S) return answer;
      await after(seconds * 1000);
    }
  };
}

function isPayable(method: string): boolean {
  return /^(send|copy)/.test(method);
}

function isPaced(method: string): boolean {
  return /^(send|edit|copy|forward)/.test(method) && method !== 'sendChatAction';
}
