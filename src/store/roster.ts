import type { ChatKind, ItemKind, Language } from '../domain/index.ts';
import { type Db, durably } from './database.ts';
import { beforeNewestIssue, readKinds, subscribed, writeKinds } from './subscriptions.ts';

/** A subscribed chat as it is carried from one installation to another. */
export type RosterRow = {
  readonly chatId: number;
  readonly language: Language;
  readonly kinds: readonly ItemKind[];
  readonly hour: number | null;
  readonly timezone: string | null;
};

export type ImportedChat = RosterRow & { readonly dueAt: Date | null };

/**
 * Subscribes many chats. All rows are read before the first is written: if one cannot be read, none
 * is imported. Of a chat that is there already the settings change; what it was told stays, and a gone
 * one stays gone.
 */
export async function importChats(
  db: Db,
  rows: AsyncIterable<ImportedChat> | Iterable<ImportedChat>,
  now: Date,
): Promise<{ added: number; updated: number }> {
  const chats = new Map<number, ImportedChat>();
  let count = 0;
  for await (const row of rows) {
    chats.set(row.chatId, row);
    count += 1;
  }
  let added = 0;
  const all = [...chats.values()];
  const toldThrough = await beforeNewestIssue(db);
  for (let start = 0; start < all.length; start += ROWS_AT_ONCE) {
    const batch = all.slice(start, start + ROWS_AT_ONCE);
    added += await durably(db, (tx) => importBatch(tx, batch, toldThrough, now));
  }
  return { added, updated: count - added };
}

/** Every subscribed chat that can be reached, by id. */
export async function* exportChats(db: Db): AsyncGenerator<RosterRow> {
  let last: number | undefined;
  do {
    const rows = await readBatch(db, last);
    for (const { kinds, ...row } of rows) yield { ...row, kinds: readKinds(kinds) };
    last = rows.length < ROWS_AT_ONCE ? undefined : rows.at(-1)?.chatId;
  } while (last !== undefined);
}

const ROWS_AT_ONCE = 1_000;

async function importBatch(
  tx: Db,
  batch: readonly ImportedChat[],
  toldThrough: number,
  now: Date,
): Promise<number> {
  const { before } = await countSubscriptions(tx, batch);
  await saveChats(tx, batch, now);
  await saveSubscriptions(tx, batch, toldThrough, now);
  return batch.length - before;
}

async function saveChats(tx: Db, batch: readonly ImportedChat[], now: Date): Promise<void> {
  const rows = batch.map(({ chatId, language }) => ({
    id: chatId,
    kind: kindById(chatId),
    language,
    style: null,
    state: 'active' as const,
    gone_at: null,
    gone_reason: null,
    created_at: now.toISOString(),
  }));
  await tx
    .insertInto('chats')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({ language: eb.ref('excluded.language') })),
    )
    .execute();
}

async function saveSubscriptions(
  tx: Db,
  batch: readonly ImportedChat[],
  toldThrough: number,
  now: Date,
): Promise<void> {
  const rows = batch.map(({ chatId, kinds, hour, timezone, dueAt }) => ({
    chat_id: chatId,
    kinds: writeKinds(kinds),
    frequency: 'daily' as const,
    hour,
    timezone,
    told_through: toldThrough,
    due_at: dueAt?.toISOString() ?? null,
    created_at: now.toISOString(),
  }));
  await tx
    .insertInto('subscriptions')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('chat_id').doUpdateSet((eb) => ({
        kinds: eb.ref('excluded.kinds'),
        frequency: eb.ref('excluded.frequency'),
        hour: eb.ref('excluded.hour'),
        timezone: eb.ref('excluded.timezone'),
        due_at: eb.ref('excluded.due_at'),
      })),
    )
    .execute();
}

async function countSubscriptions(tx: Db, batch: readonly ImportedChat[]) {
  return tx
    .selectFrom('subscriptions')
    .select((eb) => eb.fn.countAll<number>().as('before'))
    .where(
      'chat_id',
      'in',
      batch.map(({ chatId }) => chatId),
    )
    .executeTakeFirstOrThrow();
}

function readBatch(db: Db, afterId: number | undefined) {
  let chats = subscribed(db)
    .select([
      'chats.id as chatId',
      'chats.language',
      'subscriptions.kinds',
      'subscriptions.hour',
      'subscriptions.timezone',
    ])
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
