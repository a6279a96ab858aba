import { setTimeout as after } from 'node:timers/promises';
import { type Bot, GrammyError } from 'grammy';
import type { Logger } from 'pino';
import { BotRefusedError } from '../deliver/index.ts';
import type { BotContext } from './context.ts';
import { describeError } from './errors.ts';

/** How updates come in, by polling or webhook. */
export type Updates = { readonly stop: () => Promise<void> };

export type UpdatesOptions = {
  readonly logger: Logger;
  /** Telegram has answered for the first time. */
  readonly onReached: () => void;
  /** The token is wrong: asking again will not help. */
  readonly onFailure: (error: unknown) => void;
};

type GrammySignal = NonNullable<Parameters<Bot['api']['getUpdates']>[1]>;

const LONGEST_PAUSE_MS = 5000;
/** A revoked token, and one that never was. */
const REFUSED: ReadonlySet<number> = new Set([401, 404]);

export type Acquaintance = {
  /** Resolves when Telegram has answered, or when it is given up. */
  readonly made: Promise<void>;
  /** Resolves after the first call, though Telegram be out of reach; not before a refusal is known. */
  readonly tried: Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Asks Telegram who the bot is, as every process must know that answers or sends. */
export function makeAcquaintance(
  bot: Bot<BotContext>,
  { logger, onFailure }: Pick<UpdatesOptions, 'logger' | 'onFailure'>,
): Acquaintance {
  const stopping = new AbortController();
  const tried = Promise.withResolvers<void>();
  const made = ask(stopping.signal).catch(onFailure).finally(tried.resolve);
  return {
    made,
    tried: tried.promise,
    async stop() {
      stopping.abort();
      await made;
    },
  };

  async function ask(signal: AbortSignal): Promise<void> {
    const patience = createPatience(signal, logger);
    while (!signal.aborted && !bot.isInited())
      try {
        await getAcquainted(bot, signal);
        patience.afterSuccess();
      } catch (error) {
        if (!isRefusal(error)) tried.resolve();
        await patience.afterFailure(error);
      }
  }
}

function isRefusal(error: unknown): error is GrammyError {
  return error instanceof GrammyError && REFUSED.has(error.error_code);
}

/** Waits between failed calls, longer each time, until one succeeds or the service stops. */
export type Patience = {
  /** @throws BotRefusedError if the bot itself is refused. */
  afterFailure(error: unknown): Promise<void>;
  afterSuccess(): void;
};

export function createPatience(signal: AbortSignal, logger: Logger): Patience {
  let failures = 0;
  return {
    async afterFailure(error) {
      if (signal.aborted) return;
      if (isRefusal(error)) throw new BotRefusedError(String(error.error_code));
      failures += 1;
      if (isTakenElsewhere(error)) {
        if (failures === 1) logger.warn('another process takes the updates of this bot; waiting');
        await after(LONGEST_PAUSE_MS, undefined, { signal }).catch(() => undefined);
        return;
      }
      // Said once and not every five seconds for as long as Telegram is out of reach.
      if (failures === 1)
        logger.warn({ err: describeError(error) }, 'Telegram does not answer; trying on');
      const told = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0;
      const ms = Math.max(told, Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures));
      await after(ms, undefined, { signal }).catch(() => undefined);
    },
    afterSuccess() {
      if (failures > 0) logger.info({ failures }, 'Telegram answers again');
      failures = 0;
    },
  };
}

/** Of two that ask for updates Telegram sends the first away: asking again at once would only part them. */
function isTakenElsewhere(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 409;
}

/** Not `bot.init()`, which after a long outage waits up to twenty minutes before it asks again. */
export async function getAcquainted(bot: Bot<BotContext>, signal: AbortSignal): Promise<void> {
  bot.botInfo = await bot.api.getMe(asGrammySignal(signal));
}

/** grammY's types know only the signal of a polyfill. */
export function asGrammySignal(signal: AbortSignal): GrammySignal {
  return signal as unknown as GrammySignal;
}
