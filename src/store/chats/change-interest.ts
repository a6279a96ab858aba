import { sql } from 'kysely';
import { type Interest, type OwnWhen, type Query, WITH_DIGEST } from '../../domain/index.ts';
import { type Db, durably } from '../database/database.ts';
import { lockChat, lockSubscription } from '../database/workers.ts';
import { listInterests } from './interests.ts';
import { writeWhen } from './own-when.ts';
import { dropUnfollowed, keepQuery, lockNumbering } from './queries.ts';

type Change = {
  readonly chatId: number;
  readonly id: number;
  /** What is to be looked for, of what is looked for now. */
  readonly change: (query: Query) => Query;
};

/**
 * Lets a chat look for something else under the same interest, its rhythm kept. Where it follows
 * just that already, this one ends. `undefined`: the chat does not follow it.
 */
export function changeInterest(
  db: Db,
  { chatId, id, change }: Change,
  now: Date,
): Promise<Interest | undefined> {
  return durably(db, async (tx) => {
    await lockChat(tx, chatId);
    await lockSubscription(tx, chatId);
    await lockNumbering(tx); // before any query, as for one that is new
    const interests = await listInterests(tx, chatId);
    const interest = interests.find((each) => each.id === id);
    if (!interest) return undefined;
    const query = change(interest.query);
    const known = await queryIdOf(tx, id);
    const wanted = await keepQuery(tx, query, now);
    if (known === wanted) return interest;
    const other = await followedAs(tx, chatId, wanted);
    if (other === undefined) {
      await tx.updateTable('interests').set({ query_id: wanted }).where('id', '=', id).execute();
      await tellApart(tx, { chatId, id });
    } else await tx.deleteFrom('interests').where('id', '=', id).execute();
    await dropUnfollowed(tx, [known]);
    return other === undefined
      ? { ...interest, query }
      : interests.find((each) => each.id === other);
  });
}

async function queryIdOf(tx: Db, id: number): Promise<number> {
  const row = await tx
    .selectFrom('interests')
    .select('query_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.query_id;
}

async function followedAs(tx: Db, chatId: number, queryId: number): Promise<number | undefined> {
  const row = await tx
    .selectFrom('interests')
    .select('id')
    .where('chat_id', '=', chatId)
    .where('query_id', '=', queryId)
    .executeTakeFirst();
  return row?.id;
}

type NewRhythm = OwnWhen & {
  readonly chatId: number;
  readonly id: number;
  readonly dueAt: Date | null;
};

/**
 * Gives an interest a rhythm of its own, or with `null` that of the chat's digest again, which brings
 * what waited for its turn as well. `false`: the chat does not follow it.
 */
export function setInterestRhythm(
  db: Db,
  { chatId, id, dueAt, ...when }: NewRhythm,
): Promise<boolean> {
  return durably(db, async (tx) => {
    await lockChat(tx, chatId);
    await lockSubscription(tx, chatId);
    const { numUpdatedRows } = await tx
      .updateTable('interests')
      .set(writeWhen(when.frequency === null ? WITH_DIGEST : when))
      .where('chat_id', '=', chatId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await tellApart(tx, { chatId, id });
    const due_at = dueAt?.toISOString() ?? null;
    if (when.frequency !== null)
      await tx.updateTable('interests').set({ due_at }).where('id', '=', id).execute();
    return true;
  });
}

/**
 * From where it was told, or else where the chat was: in its own rhythm, or without one once, with the
 * next digest. Whoever is writing digests may have looked already at who follows what.
 */
async function tellApart(
  tx: Db,
  { chatId, id }: { readonly chatId: number; readonly id: number },
): Promise<void> {
  const ofChat = <Column extends 'told_through' | 'due_at'>(column: Column) =>
    tx.selectFrom('subscriptions').select(column).where('chat_id', '=', chatId);
  await tx
    .updateTable('interests')
    .set(({ fn, ref }) => ({
      told_through: fn.coalesce(ref('told_through'), ofChat('told_through')),
      due_at: sql<
        string | null
      >`case when frequency is null then ${ofChat('due_at')} else due_at end`,
    }))
    .where('id', '=', id)
    .execute();
}
