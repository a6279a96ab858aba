import type { Generated, GeneratedAlways } from 'kysely';

export interface CampaignTable {
  id: string;
  /** `digest`, `broadcast` or, for admins alone, `alert`. */
  kind: string;
  /** `draft`, `scheduled`, `running`, `paused`, `cancelled` or `finished`. */
  state: string;
  title: string;
  /** JSON list of message ids, one a part; `[]` for a digest, whose chats get different ones. */
  message_ids: string;
  /** Whom a broadcast is for, as given: `all`, `kind:decision`, `language:en`. */
  segment: string | null;
  created_by: number | null;
  /** Why it paused itself; `null` if an admin did. */
  pause_reason: string | null;
  /** The message in the admin's chat that shows its progress. */
  progress_chat_id: number | null;
  progress_message_id: number | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  /** Of a broadcast: how many chats it was confirmed for. */
  audience: number | null;
  /** Of a broadcast: the chat up to which it is queued; `null` once all of it is. */
  queued_through: number | null;
  /** `choosing`, `running`, `passed`; `null`: it has none. */
  canary: string | null;
  /** Of a `scheduled` one: when it starts. */
  scheduled_at: string | null;
  /** Of a broadcast: 1 for one that goes in quiet hours too. */
  urgent: Generated<number>;
}

/**
 * What became of a campaign's deliveries, counted as it happens. It outlives their rows, which are
 * trimmed some time after the campaign's end; until then the auditor compares the two.
 */
export interface CampaignAccountTable {
  campaign_id: string;
  /** Ever queued. */
  expected: Generated<number>;
  sent: Generated<number>;
  gone: Generated<number>;
  refused: Generated<number>;
  unknown: Generated<number>;
  cancelled: Generated<number>;
  /** Left the ledger unsettled or settled: forgotten with their chat, or merged with another's. */
  removed: Generated<number>;
  /** When the rows behind it were trimmed. */
  trimmed_at: string | null;
  /** When the auditor found that it does not add up; `null` while it does. */
  unbalanced_at: string | null;
}

/** A text, stored once for all chats that get it. */
export interface MessageTable {
  /** Hash of the payload. */
  id: string;
  /** JSON of the domain's `Message`. */
  payload: string;
  created_at: string;
}

/** The outbox, and later the ledger. */
export interface DeliveryTable {
  id: GeneratedAlways<number>;
  campaign_id: string;
  chat_id: number;
  /** In steps of a thousand, so that the fallback of a rich message finds room behind it. */
  part: number;
  message_id: string;
  /**
   * JSON list of the items of a digest, with its first part, where the chat is told of something apart:
   * no one number says how far it was told.
   */
  articles: string | null;
  /** `pending`, `claimed`, `sent`, `gone`, `refused`, `unknown` or, with its campaign, `cancelled`. */
  state: string;
  /** Smaller goes first. */
  priority: number;
  due_at: string;
  /** 1: it is due at the end of its chat's quiet hours, and nobody looks at it before. */
  asleep: Generated<number>;
  lease_until: string | null;
  /** The key of the process that has it in hand, where several share a database. */
  claimed_by: number | null;
  attempts: number;
  telegram_message_id: number | null;
  reason: string | null;
  created_at: string;
  settled_at: string | null;
}

/** One row a bot: whoever sends reserves the next sending times here. */
export interface SendBudgetTable {
  bot_id: number;
  next_at: string;
  /** Of the granted rate, what is used: less for a while after the server refused for flood. */
  share: Generated<number>;
  share_at: string | null;
  /** What the clock of whoever wrote here last said; the other times are by that clock. */
  noted_at: string | null;
}
