import type { GeneratedAlways } from 'kysely';
import type { Frequency, InterestKind, KeyDateLabel } from '../../domain/index.ts';

/** What is looked for, once for all who look for it. */
export interface QueryTable {
  id: GeneratedAlways<number>;
  /** JSON of the domain's `Query`, its keys in a fixed order: equal queries have equal ones. */
  definition: string;
  created_at: string;
}

/** By which an article's words find the queries that may match it. Each is whole there, and never changes. */
export interface QueryAnchorTable {
  gram: string;
  query_id: number;
  by: InterestKind;
  text: string;
  /** JSON list of item kinds; `null`: any. */
  kinds: string | null;
  publication: string | null;
}

export interface InterestTable {
  id: GeneratedAlways<number>;
  chat_id: number;
  query_id: number;
  /** Its own rhythm; `null`: with the rest of the chat's digest. */
  frequency: Frequency | null;
  hour: number | null;
  /** `null`: the chat's. */
  timezone: string | null;
  /** Both or neither; `null`: the chat's. From an hour to the same one: none. */
  quiet_from: number | null;
  quiet_to: number | null;
  /** Where it is told apart from the digest: in its own rhythm, or once more since it had another. */
  told_through: number | null;
  due_at: string | null;
  created_at: string;
}

/**
 * Items a chat was told of before their turn: its digest leaves them out. And of those among what it
 * missed, the ones it did not miss.
 */
export interface ToldItemTable {
  chat_id: number;
  item_id: number;
}

export interface ReminderTable {
  id: GeneratedAlways<number>;
  chat_id: number;
  item_id: number;
  /** Where in the article it was last seen. */
  revision: number;
  position: number;
  label: KeyDateLabel;
  /** As it is printed now; moved with a correction. */
  date: string;
  days_before: number;
  /** When it may be due at the earliest, or is; `null`: it was sent, or its day has passed. */
  due_at: string | null;
  /** The date the chat was told of, where it was told of one. */
  told_date: string | null;
  created_at: string;
}

/** What an admin may change while it runs. */
export interface SettingTable {
  key: string;
  value: string;
  updated_at: string;
}
