import { sql } from 'kysely';
import {
  type ChatKind,
  ITEM_KINDS,
  type ItemKind,
  type Language,
  type Rhythm,
} from '../../domain/index.ts';
import { type Db, durably } from '../database/database.ts';
import { newestReviewId } from '../reviews/reviews.ts';
import {
  beforeNewestIssue,
  readKinds,
  readQuiet,
  subscribed,
  wants,
  writeKinds,
} from './subscriptions.ts';

/** A subscribed chat as it is carried from one installation to another. */
export type RosterRow = {
  readonly chatId: number;
  readonly language: Language;
  readonly kinds: readonly ItemKind[];
  readonly hour: number | null;
  readonly timezone: string | null;
};

/** What is `null` was not said: a chat that is there keeps what it has, a new one gets the default. */
export type ImportedChat = {
  readonly chatId: number;
  readonly language: Language | null;
  readonly kinds: readonly ItemKind[] | null;
  readonly hour: number | null;
  readonly timezone: string | null;
};

type Import = {
  readonly now: Date;
  /** When a chat's next digest is due, which had one planned before or was not subscribed. */
  readonly nextDue: (
    after: Rhythm,
    before: (Rhythm & { readonly dueAt: Date | null }) | null,
  ) => Date | null;
};

/**
 * Subscribes many chats. All rows are read before the first is written: if one cannot be read, none
 * is imported. Of a chat that is there already the settings that are said change; what it was told and
 * how often it wants to be told stay, and a gone one stays gone.
 */
export async function importChats(
  db: Db,
  rows: AsyncIterable<ImportedChat> | Iterable<ImportedChat>,
  options: Import,
): Promise<{ added: number; updated: number }> {
  const chats = new Map<number, ImportedChat>();
  let count = 0;
  for await (const row of rows) {
    chats.set(row.chatId, row);
    count += 1;
  }
  let added = 0;
  const all = [...chats.values()];
  const told_through = await beforeNewestIssue(db);
  const told = {
    told_through,
    told_from: told_through,
    reviews_told: await newestReviewId(db),
  };
  for (let start = 0; start < all.length; start += ROWS_AT_ONCE) {
    const batch = all.slice(start, start + ROWS_AT_ONCE);
    added += await durably(db, (tx) => importBatch(tx, batch, told, options));
  }
  return { added, updated: count - added };
}

export type ExportedChat = RosterRow & {
  /** What it follows is carried by a copy of the database only. */
  readonly isFollowing: boolean;
};

/**
 * Every chat that is subscribed and can be reached, by id. One that only follows something has no
 * kinds: where it is known already an import leaves it so.
 */
export async function* exportChats(db: Db): AsyncGenerator<ExportedChat> {
  let last: number | undefined;
  do {
    const rows = await readBatch(db, last);
    for (const { kinds, follows, ...row } of rows)
      yield { ...row, kinds: readKinds(kinds), isFollowing: follows === 1 };
    last = rows.length < ROWS_AT_ONCE ? undefined : rows.at(-1)?.chatId;
  } while (last !== undefined);
}

const ROWS_AT_ONCE = 1_000;

/** Where a new subscriber begins. */
type Told = Pick<SubscriptionRow, 'told_through' | 'told_from' | 'reviews_told'>;

async function importBatch(
  tx: Db,
  batch: readonly ImportedChat[],
  told: Told,
  { now, nextDue }: Import,
): Promise<number> {
  const known = await readKnown(tx, batch);
  await saveChats(
    tx,
    batch.map((chat) => chatRow(chat, known.get(chat.chatId), now)),
  );
  await saveSubscriptions(
    tx,
    batch.map((chat) => ({
      ...subscriptionRow(chat, known.get(chat.chatId), nextDue),
      ...told,
      created_at: now.toISOString(),
    })),
  );
  return batch.filter(({ chatId }) => (known.get(chatId)?.kinds ?? null) === null).length;
}

type Known = Awaited<ReturnType<typeof readKnown>> extends Map<number, infer Row> ? Row : never;

/** The chats of a batch that are there; without kinds is one that was never subscribed. */
async function readKnown(tx: Db, batch: readonly ImportedChat[]) {
  const rows = await tx
    .selectFrom('chats')
    .leftJoin('subscriptions', 'subscriptions.chat_id', 'chats.id')
    .select(['chats.id', 'chats.language', 'kinds', 'frequency', 'hour', 'timezone', 'due_at'])
    .select(wants.as('wants'))
    .select(['quiet_from', 'quiet_to'])
    .where(
      'chats.id',
      'in',
      batch.map(({ chatId }) => chatId),
    )
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

function chatRow({ chatId, language }: ImportedChat, known: Known | undefined, now: Date) {
  return {
    id: chatId,
    kind: kindById(chatId),
    language: language ?? known?.language ?? 'zh',
    style: null,
    state: 'active' as const,
    gone_at: null,
    gone_reason: null,
    created_at: now.toISOString(),
  };
}

function subscriptionRow(
  { chatId, ...said }: ImportedChat,
  known: Known | undefined,
  nextDue: Import['nextDue'],
) {
  const had = known?.wants === 1 ? (known.kinds ?? undefined) : undefined;
  const rhythm = {
    frequency: known?.frequency ?? ('daily' as const),
    hour: said.hour ?? known?.hour ?? null,
    timezone: said.timezone ?? known?.timezone ?? null,
  };
  return {
    chat_id: chatId,
    kinds: said.kinds ? writeKinds(said.kinds) : (had ?? writeKinds(ITEM_KINDS)),
    ...rhythm,
    due_at: dueAt(rhythm, had === undefined ? undefined : known, nextDue),
  };
}

function dueAt(
  chosen: Omit<Rhythm, 'quiet'>,
  known: Known | undefined,
  nextDue: Import['nextDue'],
): string | null {
  const { hour = null, timezone = null, frequency, due_at } = known ?? {};
  // A digest that is due stays due.
  if (due_at !== undefined && chosen.hour === hour && chosen.timezone === timezone) return due_at;
  const quiet = known ? readQuiet(known) : null;
  const planned = due_at ? new Date(due_at) : null;
  const before = frequency ? { frequency, hour, timezone, quiet, dueAt: planned } : null;
  return nextDue({ ...chosen, quiet }, before)?.toISOString() ?? null;
}

async function saveChats(tx: Db, rows: readonly ReturnType<typeof chatRow>[]): Promise<void> {
  await tx
    .insertInto('chats')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({ language: eb.ref('excluded.language') })),
    )
    .execute();
}

type SubscriptionRow = ReturnType<typeof subscriptionRow> & {
  readonly told_through: number;
  readonly told_from: number;
  readonly reviews_told: number;
  readonly created_at: string;
};

async function saveSubscriptions(tx: Db, rows: readonly SubscriptionRow[]): Promise<void> {
  await tx
    .insertInto('subscriptions')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('chat_id').doUpdateSet((eb) => ({
        kinds: eb.ref('excluded.kinds'),
        hour: eb.ref('excluded.hour'),
        timezone: eb.ref('excluded.timezone'),
        due_at: eb.ref('excluded.due_at'),
      })),
    )
    .execute();
}

const follows = sql<0 | 1>`case when exists (
  select 1 from interests where interests.chat_id = chats.id) then 1 else 0 end`;

function readBatch(db: Db, afterId: number | undefined) {
  let chats = subscribed(db)
    .select([
      'chats.id as chatId',
      'chats.language',
      'subscriptions.kinds',
      'subscriptions.hour',
      'subscriptions.timezone',
    ])
    .select(follows.as('follows'))
    .orderBy('chats.id')
    .limit(ROWS_AT_ONCE);
  if (afterId !== undefined) chats = chats.where('chats.id', '>', afterId);
  return chats.execute();
}

/** Telegram's ids tell: users count up, groups down, supergroups and channels start at -100…. */
function kindById(id: number): ChatKind {
  if (id > 0) return 'private';
  return id <= -1_000_000_000_000 ? 'supergroup' : 'group';
}
