import type { Fault } from './faults.ts';

/** Telegram's flood control. Only what sends a new message is counted, as in Telegram's own FAQ. */
export type FloodLimits = {
  /** Messages in any second over all chats; with `allow_paid_broadcast`, a thousand. */
  readonly perSecond: number;
  /** One private chat: one message a second in the long run, and so many at once. */
  readonly privateBurst: number;
  /** Messages in any minute in one group, supergroup or channel. */
  readonly perGroupMinute: number;
};

const TELEGRAM_LIMITS: FloodLimits = { perSecond: 30, privateBurst: 10, perGroupMinute: 20 };

export type LocalBotApiOptions = {
  /** Whoever knows it is the bot. `newToken()` makes one nobody can guess. */
  readonly token: string;
  readonly now: () => Date;
  /** `'off'` for measuring without a limiter. */
  readonly flood: FloodLimits | 'off';
  /** A private chat nobody has made: Telegram refuses it, a sandbox with imported chats may welcome it. */
  readonly strangers: 'refuse' | 'welcome';
  /** Acts as an older server: these answer 404. */
  readonly missingMethods: readonly string[];
  /** Acts as an older server: a message with such an entity is refused. */
  readonly unknownEntities: readonly string[];
  readonly faults: readonly Fault[];
  /** Chooses when a fault with a probability strikes; the same seed, the same choices. */
  readonly seed: number;
  readonly bot: { readonly name: string; readonly username: string };
  /** As BotFather's /setinline sets it. */
  readonly inlineMode: boolean;
  /** Between two attempts to deliver an update to a webhook. */
  readonly webhookRetryMs: number;
  /** Host names under which the page may be asked for, besides the loopback ones. */
  readonly pageHosts: readonly string[];
};

/** Telegram's rules, and a bot named like ours. */
export const DEFAULT_OPTIONS: Omit<LocalBotApiOptions, 'token'> = {
  now: () => new Date(),
  flood: TELEGRAM_LIMITS,
  strangers: 'refuse',
  missingMethods: [],
  unknownEntities: [],
  faults: [],
  seed: 1,
  bot: { name: '公报', username: 'gongbao_local_bot' },
  inlineMode: true,
  webhookRetryMs: 1000,
  pageHosts: [],
};
