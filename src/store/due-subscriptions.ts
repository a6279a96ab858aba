import { type ExpressionBuilder, sql } from 'kysely';
import type { Chat, Subscription } from '../domain/index.ts';
import { type Stretch, shortStretches } from './audience.ts';
import { type Db, inTransaction, isPostgres } from './database.ts';
import { givenIds } from './given-rows.ts';
import type { Database } from './schema.ts';
import { atLeast, subscribed, toSubscription, wantsSomething } from './subscriptions.ts';

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
): Promise<Pick<Subscription, 'chatId' | 'frequency' | 'hour' | 'timezone'>[]> {
  return db
    .selectFrom('subscriptions')
    .innerJoin('chats', 'chats.id', 'subscriptions.chat_id')
    .select(['chat_id as chatId', 'frequency', 'hour', 'timezone'])
    .where('chats.id', '>', stretch.after)
    .where('chats.id', '<=', stretch.through)
    .where('due_at', '<=', now.toISOString())
    .where((eb) => eb('chats.state', '<>', 'active').or(eb.not(wantsSomething)))
    .execute();
}

/** Looks at them again at their next time, and not at every look for who is due. */
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
}

type Rhythm = Pick<Subscription, 'frequency' | 'timezone'>;

/**
 * On start: the operator's timetable may have changed. Moves the next digest of chats that chose no
 * hour; one that is due already stays due. Mostly there is nothing to change: a stretch is looked at
 * before anything is locked, and others run in between.
 */
export async function rescheduleDefaults(
  db: Db,
  next: (rhythm: Rhythm) => Date | null,
  now: Date,
): Promise<void> {
  for await (const stretch of shortStretches(db)) {
    const groups = await followersIn(db, stretch, now)
      .select(['frequency', 'timezone', 'due_at'])
      .distinct()
      .execute();
    for (const { due_at, ...rhythm } of groups) {
      const dueAt = next(rhythm)?.toISOString() ?? null;
      if (dueAt !== due_at) await reschedule(db, { ...rhythm, due_at, dueAt }, { stretch, now });
    }
  }
}

/** Those that go by the operator's timetable and are not due yet. */
function followersIn(db: Db, { after, through }: Stretch, now: Date) {
  return db
    .selectFrom('subscriptions')
    .where('chat_id', '>', after)
    .where('chat_id', '<=', through)
    .where('hour', 'is', null)
    .where('due_at', '>', now.toISOString());
}

async function reschedule(
  db: Db,
  group: Rhythm & { readonly due_at: string | null; readonly dueAt: string | null },
  { stretch, now }: { readonly stretch: Stretch; readonly now: Date },
): Promise<void> {
  const { frequency, timezone, due_at, dueAt } = group;
  await inTransaction(db, (tx) =>
    tx
      .updateTable('subscriptions')
      .set({ due_at: dueAt })
      .where('chat_id', 'in', followersIn(tx, stretch, now).select('chat_id'))
      // As it was found: who chose otherwise meanwhile keeps that.
      .where('hour', 'is', null)
      .where('due_at', '=', due_at)
      .where('frequency', '=', frequency)
      .where('timezone', timezone === null ? 'is' : '=', timezone)
      .execute(),
  );
}
