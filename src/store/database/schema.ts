import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type {
  Action,
  Carrier,
  ChatKind,
  Frequency,
  ItemKind,
  KeyDateLabel,
  Language,
  MessageStyle,
} from '../../domain/index.ts';
import type {
  InterestTable,
  QueryAnchorTable,
  QueryTable,
  ReminderTable,
  SettingTable,
  ToldItemTable,
} from './conversation-tables.ts';
import type {
  CampaignAccountTable,
  CampaignTable,
  DeliveryTable,
  MessageTable,
  SendBudgetTable,
} from './delivery-tables.ts';
import type { ReviewDraftTable, ReviewTable, SettledBy, UnreadPartTable } from './review-tables.ts';
import type { BackfillDayTable, GapTable, SourceSeenTable, SourceTable } from './source-tables.ts';

/**
 * The tables as they stand after the newest migration. Rows never leave `store`.
 * Instants are UTC text (`2025-01-09T00:00:00.000Z`), flags 0/1, lists JSON text.
 */
export interface Database {
  publications: PublicationTable;
  documents: DocumentTable;
  issues: IssueTable;
  items: ItemTable;
  merged_items: MergedItemTable;
  item_revisions: ItemRevisionTable;
  acts: ActTable;
  key_dates: KeyDateTable;
  item_search: ItemSearchTable;
  chats: ChatTable;
  subscriptions: SubscriptionTable;
  queries: QueryTable;
  query_anchors: QueryAnchorTable;
  interests: InterestTable;
  told_items: ToldItemTable;
  reminders: ReminderTable;
  settings: SettingTable;
  campaigns: CampaignTable;
  campaign_accounts: CampaignAccountTable;
  messages: MessageTable;
  deliveries: DeliveryTable;
  send_budgets: SendBudgetTable;
  admin_audit: AdminAuditTable;
  reviews: ReviewTable;
  review_drafts: ReviewDraftTable;
  unread_parts: UnreadPartTable;
  sources: SourceTable;
  source_seen: SourceSeenTable;
  backfill_days: BackfillDayTable;
  gaps: GapTable;
}

interface PublicationTable {
  /** Its name. */
  id: string;
  name: string;
  region: string | null;
  timezone: string;
  created_at: string;
}

interface DocumentTable {
  /** SHA-256 of the bytes, hex. */
  id: string;
  issue_id: string;
  name: string;
  media_type: string;
  carrier: Carrier;
  bytes: ColumnType<Buffer, Buffer, never>;
  /** What was read from it; the spans of its items count in this. */
  text: string;
  /** As this very document prints it. */
  number: string | null;
  received_at: string;
}

interface IssueTable {
  /** `PUBLICATION/DATE`. */
  id: string;
  publication_id: string;
  date: string;
  number: string | null;
  created_at: string;
}

interface ItemTable {
  /** Counted up under a lock, without overtaking: a chat was told «through» one. */
  id: number;
  issue_id: string;
  /** Hash of what makes it the same article: publication, date, title, number. */
  identity: string;
  /** The day of its issue. */
  date: string;
  /** In the revision shown. */
  kind: ItemKind;
  /** The revision shown; the older ones stay. */
  revision: number;
  created_at: string;
}

/** An item that turned out to be a part of another; its id is not given again. */
interface MergedItemTable {
  id: number;
  item_id: number;
}

interface ItemRevisionTable {
  item_id: number;
  revision: number;
  /** Hash of the words alone: equal however the lines are broken. */
  fingerprint: string;
  document_id: string;
  kind: ItemKind;
  lead_in: string | null;
  title: string;
  subtitle: string | null;
  byline: string | null;
  issuer: string | null;
  number: string | null;
  adopted_on: string | null;
  passed_by: string | null;
  body: string;
  signature: string | null;
  span_start: number;
  span_end: number;
  confidence: number;
  created_at: string;
}

interface ActTable {
  item_id: number;
  revision: number;
  position: number;
  /** As in `item_search`; `null` in a revision that is no longer shown. */
  place: number | null;
  person: string;
  action: Action;
  post: string;
  organization: string;
  date: string | null;
  span_start: number;
  span_end: number;
  confidence: number;
  /** JSON list: why it is doubted. */
  reasons: Generated<string>;
  /** The review that settled it. */
  review_id: Generated<number | null>;
  verdict: Generated<SettledBy | null>;
}

interface KeyDateTable {
  item_id: number;
  revision: number;
  position: number;
  label: KeyDateLabel;
  date: string;
  span_start: number;
  span_end: number;
  confidence: number;
  /** JSON list: why it is doubted. */
  reasons: Generated<string>;
  /** The review that settled it. */
  review_id: Generated<number | null>;
  verdict: Generated<SettledBy | null>;
}

/**
 * SQLite: an FTS5 table. PostgreSQL: a table with a `tsvector`, and beside it `words`, the grams in
 * their order.
 */
interface ItemSearchTable {
  /** The item's place among all: greater is newer. See `place.ts`. */
  rowid: number;
  grams: string;
}

interface ChatTable {
  /** Telegram's chat id. */
  id: number;
  kind: ChatKind;
  language: Language;
  style: MessageStyle | null;
  state: 'active' | 'gone';
  gone_at: string | null;
  gone_reason: string | null;
  /** The forum topic that gets what is sent by itself; `null`: the whole group. */
  topic_id: number | null;
  /** When it last joined or started us: a refusal of what left before says nothing any more. */
  reachable_at: string | null;
  created_at: string;
}

export interface SubscriptionTable {
  chat_id: number;
  /** JSON list of item kinds; `[]` once it has unsubscribed from all. */
  kinds: string;
  /** Of which publication they are; `null`: of any. */
  publication: string | null;
  frequency: Frequency;
  hour: number | null;
  timezone: string | null;
  told_through: number;
  /** What is not newer than this item the chat was never told. */
  told_from: number;
  /** The newest review it was told the outcome of. */
  reviews_told: number;
  /** What it missed while it was gone, after this item and up to that one; `null`: nothing. */
  missed_from: number | null;
  missed_through: number | null;
  /** When the next digest is due; `null` for `instant`, which is due whenever something is new. */
  due_at: string | null;
  /** 1: what is urgent is told at once, whatever the rhythm. */
  urgent: Generated<number>;
  /** Hours of its zone in which nothing is sent but what is urgent; both or neither. */
  quiet_from: number | null;
  quiet_to: number | null;
  created_at: string;
}

interface AdminAuditTable {
  id: GeneratedAlways<number>;
  at: string;
  admin_id: number;
  action: string;
  detail: string;
}
