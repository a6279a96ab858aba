import type { Interest, Query } from '../domain/index.ts';
import { type Db, durably } from './database.ts';
import { listInterests } from './interests.ts';
import { dropUnfollowed, keepQuery } from './queries.ts';
import { lockChat } from './workers.ts';

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
    const interests = await listInterests(tx, chatId);
    const interest = interests.find((each) => each.id === id);
    if (!interest) return undefined;
    const query = change(interest.query);
    const known = await queryIdOf(tx, id);
    const wanted = await keepQuery(tx, query, now);
    if (known === wanted) return interest;
    const other = await followedAs(tx, chatId, wanted);
    if (other === undefined)
      await tx.updateTable('interests').set({ query_id: wanted }).where('id', '=', id).execute();
    else await tx.deleteFrom('interests').where('id', '=', id).execute();
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
