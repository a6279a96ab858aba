import { type ExpressionBuilder, sql } from 'kysely';
import type { Chat, OwnWhen, Rhythm } from '../../domain/index.ts';
import { type Db, isPostgres } from '../database/database.ts';
import { givenIds } from '../database/given-rows.ts';
import type { Database } from '../database/schema.ts';
import type { Stretch } from './audience.ts';
import { filledIn, readWhen, WHEN_COLUMNS } from './own-when.ts';
import { readQuiet } from './subscriptions.ts';

/**
 * Something that is told apart from the digest, and whose turn it is: in a rhythm of its own, or once
 * more, since it went back to the digest, which was told further.
 */
export type OwnRhythm = {
  readonly interestId: number;
  readonly queryId: number;
  readonly chat: Chat;
  /** A chat that is gone is told nothing, and is not looked at again at every look. */
  readonly isReachable: boolean;
  /** What it leaves open is the chat's. */
  readonly rhythm: Rhythm;
  readonly toldThrough: number;
};

type Moment = { readonly now: Date; readonly newest: number };

/** Those of a stretch of chats, in the order of the chats. */
export async function dueOwnRhythms(
  tx: Db,
  { stretch, ...moment }: Moment & { readonly stretch: Stretch },
): Promise<OwnRhythm[]> {
  let due = ownRhythms(tx)
    .where((eb) => isTime(eb, moment).or(isAtOnceAndBehind(eb, moment)))
    .select(['interests.id', 'interests.query_id', 'interests.told_through'])
    .select(filledIn)
    .select(['chats.id as chatId', 'chats.kind', 'chats.language', 'chats.style', 'chats.state'])
    .where('interests.chat_id', '>', stretch.after)
    .where('interests.chat_id', '<=', stretch.through)
    .orderBy('interests.chat_id')
    .orderBy('interests.id');
  // Whoever else writes these chats' digests has them in hand.
  if (isPostgres(tx)) due = due.forUpdate(['subscriptions', 'interests']).skipLocked();
  const rows = await due.execute();
  return rows.map(({ id, query_id, chatId, kind, language, style, ...row }) => ({
    ...{ interestId: id, queryId: query_id, toldThrough: row.told_through ?? 0 },
    chat: { id: chatId, kind, language, style },
    isReachable: row.state === 'active',
    rhythm: {
      ...{ frequency: row.frequency, hour: row.hour },
      ...{ timezone: row.timezone, quiet: readQuiet(row), quietZone: row.quiet_zone },
    },
  }));
}

export async function isAnyOwnRhythmDue(db: Db, moment: Moment): Promise<boolean> {
  for (const isDue of [isTime, isAtOnceAndBehind]) {
    const first = await ownRhythms(db)
      .select('interests.id')
      .where((eb) => isDue(eb, moment))
      .limit(1)
      .executeTakeFirst();
    if (first) return true;
  }
  return false;
}

function ownRhythms(db: Db) {
  return db
    .selectFrom('interests')
    .innerJoin('subscriptions', 'subscriptions.chat_id', 'interests.chat_id')
    .innerJoin('chats', 'chats.id', 'interests.chat_id')
    .where('interests.told_through', 'is not', null);
}

type Expressions = ExpressionBuilder<Database, 'interests' | 'chats'>;

function isTime(eb: Expressions, { now }: Moment) {
  return eb('interests.due_at', '<=', now.toISOString());
}

function isAtOnceAndBehind(eb: Expressions, { newest }: Moment) {
  return eb.and([
    eb('interests.due_at', 'is', null),
    eb('interests.told_through', '<', newest),
    eb('chats.state', '=', 'active'),
  ]);
}

type PlannedRhythm = OwnWhen & {
  readonly interestId: number;
  readonly dueAt: Date | null;
};

/** What a chat follows with rhythms of its own, and when it is told next. */
export async function ownRhythmsOf(db: Db, chatId: number): Promise<PlannedRhythm[]> {
  const rows = await db
    .selectFrom('interests')
    .select(['id', ...WHEN_COLUMNS, 'due_at'])
    .where('chat_id', '=', chatId)
    .where('frequency', 'is not', null)
    .execute();
  return rows.map(({ id, due_at, ...row }) => ({
    ...{ interestId: id, ...readWhen(row) },
    dueAt: due_at === null ? null : new Date(due_at),
  }));
}

type Turn = {
  readonly interestId: number;
  /** `null`: as before, it was not told. */
  readonly toldThrough: number | null;
  readonly dueAt: Date | null;
};

/** Notes how far these were told, and when it is their turn again; what has no rhythm of its own goes by the digest now. */
export async function advanceOwnRhythms(tx: Db, turns: readonly Turn[]): Promise<void> {
  const alike = Map.groupBy(turns, (turn) => `${turn.toldThrough} ${turn.dueAt?.getTime()}`);
  for (const group of alike.values()) {
    const { toldThrough, dueAt } = group[0] ?? { toldThrough: null, dueAt: null };
    const ids = group.map(({ interestId }) => interestId);
    await tx
      .updateTable('interests')
      .set({ due_at: dueAt?.toISOString() ?? null })
      .$if(toldThrough !== null, (query) => query.set({ told_through: toldThrough }))
      .where('id', 'in', sql<number>`${givenIds(tx, ids)}`)
      .execute();
    if (toldThrough !== null)
      await tx
        .updateTable('interests')
        .set({ told_through: null, due_at: null })
        .where('id', 'in', sql<number>`${givenIds(tx, ids)}`)
        .where('frequency', 'is', null)
        .execute();
  }
}

/** Of a stretch, the chats that are told of something apart from the digest. */
export async function chatsWithOwnRhythms(
  tx: Db,
  { after, through }: Stretch,
): Promise<ReadonlySet<number>> {
  const rows = await tx
    .selectFrom('interests')
    .select('chat_id')
    .distinct()
    .where('told_through', 'is not', null)
    .where('chat_id', '>', after)
    .where('chat_id', '<=', through)
    .execute();
  return new Set(rows.map(({ chat_id }) => chat_id));
}

/**
 * What was told before its turn is forgotten once every turn at which it would be told again is over;
 * not what lies among what the chat missed, and was not missed.
 */
export async function forgetToldItems(tx: Db, chatIds: readonly number[]): Promise<void> {
  if (chatIds.length === 0) return;
  await tx
    .deleteFrom('told_items')
    .where('chat_id', 'in', sql<number>`${givenIds(tx, chatIds)}`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('subscriptions')
            .select('subscriptions.chat_id')
            .whereRef('subscriptions.chat_id', '=', 'told_items.chat_id')
            .where(({ eb, or, and }) =>
              or([
                eb('subscriptions.told_through', '<', eb.ref('told_items.item_id')),
                and([
                  eb('subscriptions.missed_from', '<', eb.ref('told_items.item_id')),
                  eb('subscriptions.missed_through', '>=', eb.ref('told_items.item_id')),
                ]),
              ]),
            ),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('interests')
            .select('interests.id')
            .whereRef('interests.chat_id', '=', 'told_items.chat_id')
            .whereRef('interests.told_through', '<', 'told_items.item_id'),
        ),
      ),
    )
    .execute();
}
