import { sql } from 'kysely';
import {
  type Interest,
  MOST_INTERESTS,
  type Query,
  type Subscription,
  WITH_DIGEST,
} from '../../domain/index.ts';
import { type Db, durably } from '../database/database.ts';
import { lockChat } from '../database/workers.ts';
import { removeAllInterests } from './end-interest.ts';
import { readWhen, WHEN_COLUMNS } from './own-when.ts';
import { dropUnfollowed, keepQuery, lockNumbering, readDefinition } from './queries.ts';
import { beginSubscription } from './subscriptions.ts';

/** What came of the wish to follow something. `full`: the chat follows as much as one may. */
export type Added =
  | { readonly kind: 'added' | 'known'; readonly interest: Interest }
  | { readonly kind: 'full' };

/**
 * Lets a chat follow something: new articles that match are in its digests. One that wanted nothing
 * before is subscribed by it, and its first digest is due at `dueAt`.
 */
export function addInterest(
  db: Db,
  {
    chatId,
    query,
    dueAt,
  }: { readonly chatId: number; readonly query: Query; readonly dueAt: Date | null },
  now: Date,
): Promise<Added> {
  return durably(db, async (tx) => {
    await lockChat(tx, chatId);
    const before = await listInterests(tx, chatId);
    await beginSubscription(tx, { chatId, kinds: [], dueAt }, now);
    await lockNumbering(tx); // before any query: so everybody locks them
    const queryId = await keepQuery(tx, query, now);
    const interest = await findByQuery(tx, chatId, queryId);
    if (interest) return { kind: 'known', interest };
    if (before.length >= MOST_INTERESTS) {
      await dropUnfollowed(tx, [queryId]);
      return { kind: 'full' };
    }
    const row = { chat_id: chatId, query_id: queryId, created_at: now.toISOString() };
    const { id } = await tx
      .insertInto('interests')
      .values(row)
      .returning('id')
      .executeTakeFirstOrThrow();
    return { kind: 'added', interest: { id, chatId, query, ...WITH_DIGEST } };
  });
}

/** In the order in which they were added. */
export async function listInterests(db: Db, chatId: number): Promise<Interest[]> {
  const rows = await interestsWithQueries(db)
    .where('interests.chat_id', '=', chatId)
    .orderBy('interests.id')
    .execute();
  return rows.map(toInterest);
}

/** Without kinds a chat is subscribed if it follows anything. */
export async function isSubscribed(
  db: Db,
  { chatId, kinds }: Pick<Subscription, 'chatId' | 'kinds'>,
): Promise<boolean> {
  return kinds.length > 0 || followsAnything(db, chatId);
}

export async function followsAnything(db: Db, chatId: number): Promise<boolean> {
  const first = await db
    .selectFrom('interests')
    .select('id')
    .where('chat_id', '=', chatId)
    .limit(1)
    .executeTakeFirst();
  return first !== undefined;
}

/**
 * A group has become a supergroup. What both follow is followed once; a new address that has
 * unsubscribed already stays so.
 */
export async function moveInterests(
  tx: Db,
  { fromId, toId }: { readonly fromId: number; readonly toId: number },
  isWanted: boolean,
): Promise<void> {
  if (isWanted) await copyInterests(tx, fromId, toId);
  await removeAllInterests(tx, fromId);
  await tx
    .updateTable('told_items')
    .set({ chat_id: toId })
    .where('chat_id', '=', fromId)
    .where('item_id', 'not in', (eb) =>
      eb
        .selectFrom('told_items as there')
        .select('there.item_id')
        .where('there.chat_id', '=', toId),
    )
    .execute();
}

/** Numbered anew: whoever is writing digests sees that the new address follows it. */
async function copyInterests(tx: Db, fromId: number, toId: number): Promise<void> {
  await lockNumbering(tx);
  const columns = ['query_id', ...WHEN_COLUMNS, 'told_through', 'due_at', 'created_at'] as const;
  await tx
    .insertInto('interests')
    .columns(['chat_id', ...columns])
    .expression((eb) =>
      eb
        .selectFrom('interests')
        .select([sql<number>`${sql.lit(toId)}`.as('chat_id'), ...columns])
        .where('chat_id', '=', fromId)
        .orderBy('id'),
    )
    .onConflict((conflict) => conflict.columns(['chat_id', 'query_id']).doNothing())
    .execute();
}

async function findByQuery(tx: Db, chatId: number, queryId: number): Promise<Interest | undefined> {
  const row = await interestsWithQueries(tx)
    .where('interests.chat_id', '=', chatId)
    .where('interests.query_id', '=', queryId)
    .executeTakeFirst();
  return row && toInterest(row);
}

function interestsWithQueries(db: Db) {
  return db
    .selectFrom('interests')
    .innerJoin('queries', 'queries.id', 'interests.query_id')
    .select(['interests.id', 'interests.chat_id', 'queries.definition', ...WHEN_COLUMNS]);
}

type InterestRow = Parameters<typeof readWhen>[0] & {
  readonly id: number;
  readonly chat_id: number;
  readonly definition: string;
};

function toInterest({ id, chat_id, definition, ...row }: InterestRow): Interest {
  return { id, chatId: chat_id, query: readDefinition(definition), ...readWhen(row) };
}
