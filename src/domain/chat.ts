import type { ItemKind } from './issue.ts';

/** Simplified and traditional Chinese, and English for the bot's own words. */
export const LANGUAGES = ['zh', 'zh-hant', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `classic` is text with entities, readable in every client; `rich` is one Bot API 10 rich message. */
export const MESSAGE_STYLES = ['classic', 'rich'] as const;
export type MessageStyle = (typeof MESSAGE_STYLES)[number];

export type ChatKind = 'private' | 'group' | 'supergroup' | 'channel';

/** A place that gets messages. No names, no texts: only what delivery needs. */
export type Chat = {
  readonly id: number;
  readonly kind: ChatKind;
  readonly language: Language;
  /** `null`: the operator's `MESSAGE_STYLE`. */
  readonly style: MessageStyle | null;
};

/** Where a message goes: a chat, or one topic of a forum. */
export type Address = {
  readonly chatId: number;
  /** `null`: the chat itself; of a forum its General topic, which has no number to send by. */
  readonly topicId: number | null;
};

/** `instant` is told as soon as an issue is read; `weekly` on Mondays. */
export const FREQUENCIES = ['instant', 'daily', 'weekly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/**
 * Hours of a chat's clock, 0 to 23, in which it is left alone: from one up to another, over midnight
 * where that is the smaller one. An hour that comes twice is quiet both times.
 */
export type QuietHours = { readonly from: number; readonly to: number };

/** When a chat wants to be told. */
export type Rhythm = Pick<Subscription, 'frequency' | 'hour' | 'timezone' | 'quiet'> & {
  /** By whose clock it is quiet, if not by that zone's; `null`: the operator's. */
  readonly quietZone?: string | null | undefined;
};

/** What a chat wants, besides what it follows. Without kinds and interests it is not subscribed. */
export type Subscription = {
  readonly chatId: number;
  readonly kinds: readonly ItemKind[];
  /** Of which publication it wants these kinds; `null`: of any. */
  readonly publication: string | null;
  readonly frequency: Frequency;
  /** 0 to 23 in its zone; `null`: the operator's `DIGEST_CRON`. */
  readonly hour: number | null;
  /** IANA name; `null`: the operator's `TIMEZONE`. */
  readonly timezone: string | null;
  /** `null`: it may be told at any hour. */
  readonly quiet: QuietHours | null;
  /** Whether what is urgent is told at once, whatever the rhythm. */
  readonly urgent: boolean;
  /** When its next digest comes; `null`: as soon as there is something new. */
  readonly dueAt: Date | null;
  /** The newest item this chat was told of, or chose not to be. */
  readonly toldThrough: number;
  /** What is not newer than this item was read in before the chat was told of anything. */
  readonly toldFrom: number;
  /** The newest review whose outcome this chat was told of, or need not be. */
  readonly reviewsTold: number;
};

/** In groups and channels only an administrator may change what the chat gets. */
export function isAdministered(kind: ChatKind): boolean {
  return kind !== 'private';
}
