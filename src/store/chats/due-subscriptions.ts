import { type ExpressionBuilder, sql } from 'kysely';
import type { Chat, Rhythm, Subscription } from '../../domain/index.ts';
import { type Db, inTransaction, isPostgres } from '../database/database.ts';
import { givenIds } from '../database/given-rows.ts';
import type { Database } from '../database/schema.ts';
import type { Stretch } from './audience.ts';
import { forgetToldItems } from './own-rhythms.ts';
import { atLeast, readQuiet, subscribed, toSubscription, wantsSomething } from './subscriptions.ts';

/**
 * Subscribers whose digest is due, in the order of their ids: those whose hour has come, and those who
 * want everything at once and were not told of the newest item or review. With `onlyNew`, whoever was
 * not told of them.
 */
export async function dueSubscriptions(
  db: Db,
  options: {
    readonly now: Date;
    readonly newest: number;
    readonly newestReview: number;
    /** Of these chats: so many are looked at, due or not. */
    readonly stretch: Stretch;
    readonly onlyNew?: boolean | undefined;
  },
): Promise<(Subscription & { readonly chat: Chat })[]> {
  const { stretch, onlyNew = false } = options;
  let due = subscribed(db)
    .selectAll('subscriptions')
    .select(['chats.kind', 'chats.language', 'chats.style'])
    .where((eb) => {
      const behind = isBehind(eb, options);
      return onlyNew ? behind : isTime(eb, options).or(isAtOnce(eb).and(behind));
    })
    .where('chats.id', '>', stretch.after)
    .where('chats.id', '<=', stretch.through)
    .orderBy('chats.id');
  // Whoever else is queueing digests has these in hand; on SQLite there is only one at a time.
  if (isPostgres(db) && db.isTransaction) due = due.forUpdate('subscriptions').skipLocked();
  const rows = await due.execute();
  return rows.map(({ kind, language, style, ...row }) => ({
    ...toSubscription(row),
    chat: { id: row.chat_id, kind, language, style },
  }));
}

type Expressions = ExpressionBuilder<Database, 'chats' | 'subscriptions'>;
type Moment = { readonly now: Date; readonly newest: number; readonly newestReview: number };

function isTime(eb: Expressions, { now }: Moment) {
  return eb('subscriptions.due_at', '<=', now.toISOString());
}

function isAtOnce(eb: Expressions) {
  return eb('subscriptions.due_at', 'is', null);
}

function isBehind(eb: Expressions, { newest, newestReview }: Moment) {
  return eb('subscriptions.told_through', '<', newest).or(
    eb('subscriptions.reviews_told', '<', newestReview),
  );
}

/**
 * Is anybody's digest due? Found in the index of due times, where walking over all chats to learn
 * that there is nobody would take a second for a million.
 */
export async function isAnyoneDue(db: Db, moment: Moment): Promise<boolean> {
  const first = () => subscribed(db).select('subscriptions.chat_id').limit(1);
  const timed = await first()
    .where((eb) => isTime(eb, moment))
    .executeTakeFirst();
  if (timed) return true;
  const atOnce = await first()
    .where((eb) => isAtOnce(eb).and(isBehind(eb, moment)))
    .executeTakeFirst();
  return atOnce !== undefined;
}

/** Of a stretch, those that are due and can be told nothing: they are gone, or want nothing. */
export async function dueInVain(
  db: Db,
  { now, stretch }: { readonly now: Date; readonly stretch: Stretch },
): Promise<(Rhythm & Pick<Subscription, 'chatId'>)[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .innerJoin('chats', 'chats.id', 'subscriptions.chat_id')
    .select(['chat_id as chatId', 'frequency', 'hour', 'timezone', 'quiet_from', 'quiet_to'])
    .where('chats.id', '>', stretch.after)
    .where('chats.id', '<=', stretch.through)
    .where('due_at', '<=', now.toISOString())
    .where((eb) => eb('chats.state', '<>', 'active').or(eb.not(wantsSomething)))
    .execute();
  return rows.map(({ quiet_from, quiet_to, ...row }) => ({
    ...row,
    quiet: readQuiet({ quiet_from, quiet_to }),
  }));
}

/** Looks at them again at that time, and not at every look for who is due. */
export async function putOff(
  db: Db,
  rows: readonly { readonly chatId: number; readonly dueAt: Date | null }[],
): Promise<void> {
  for (const [, group] of Map.groupBy(rows, ({ dueAt }) => dueAt?.getTime()))
    await db
      .updateTable('subscriptions')
      .set({ due_at: group[0]?.dueAt?.toISOString() ?? null })
      .where('chat_id', 'in', idsOf(db, group))
      .execute();
}

function idsOf(db: Db, rows: readonly { readonly chatId: number }[]) {
  const ids = rows.map(({ chatId }) => chatId);
  return sql<number>`${givenIds(db, ids)}`;
}

/** Notes what chats were told, and when they are due again. Nobody is set back. */
export async function advanceSubscriptions(
  db: Db,
  rows: readonly {
    readonly chatId: number;
    readonly toldThrough: number;
    readonly reviewsTold: number;
    readonly dueAt: Date | null;
  }[],
): Promise<void> {
  const alike = Map.groupBy(
    rows,
    (row) => `${row.toldThrough} ${row.reviewsTold} ${row.dueAt?.getTime()}`,
  );
  await inTransaction(db, async (tx) => {
    for (const group of alike.values())
      for (let start = 0; start < group.length; start += ROWS_AT_ONCE)
        await advanceAlike(tx, group.slice(start, start + ROWS_AT_ONCE));
  });
}

const ROWS_AT_ONCE = 1_000;

async function advanceAlike(
  tx: Db,
  group: Parameters<typeof advanceSubscriptions>[1],
): Promise<void> {
  const [first] = group;
  if (!first) return;
  await tx
    .updateTable('subscriptions')
    .set({
      told_through: atLeast(first.toldThrough),
      reviews_told: sql<number>`case when reviews_told < ${first.reviewsTold} then ${first.reviewsTold} else reviews_told end`,
      due_at: first.dueAt?.toISOString() ?? null,
    })
    .where('chat_id', 'in', idsOf(tx, group))
    .execute();
  await forgetToldItems(
    tx,
    group.map(({ chatId }) => chatId),
  );
}
