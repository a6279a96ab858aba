import { type Db, durably } from '../database/database.ts';
import { lockChat, lockSubscription } from '../database/workers.ts';
import { dropUnfollowed } from './queries.ts';

/** How far something that is followed was told, and when it is its turn. */
export type Standing = {
  readonly toldThrough: number;
  /** How far the chat's digests told. */
  readonly chatToldThrough: number;
  /** `null`: as soon as there is anything. */
  readonly dueAt: Date | null;
};

/** Returns where it stood; `undefined`: the chat did not follow it. */
export function removeInterest(db: Db, chatId: number, id: number): Promise<Standing | undefined> {
  return durably(db, async (tx) => {
    await lockChat(tx, chatId);
    await lockSubscription(tx, chatId);
    const [removed] = await remove(tx, chatId, id);
    const told = await tx
      .selectFrom('subscriptions')
      .select('told_through')
      .where('chat_id', '=', chatId)
      .executeTakeFirst();
    if (!removed || !told) return undefined;
    return {
      toldThrough: removed.told_through ?? told.told_through,
      chatToldThrough: told.told_through,
      dueAt: removed.due_at === null ? null : new Date(removed.due_at),
    };
  });
}

/** Returns how many they were. The chat's kinds stay. */
export function removeAllInterests(db: Db, chatId: number): Promise<number> {
  return durably(db, async (tx) => {
    await lockChat(tx, chatId);
    return (await remove(tx, chatId, null)).length;
  });
}

async function remove(tx: Db, chatId: number, id: number | null) {
  const removed = await tx
    .deleteFrom('interests')
    .where('chat_id', '=', chatId)
    .$if(id !== null, (query) => query.where('id', '=', id))
    .returning(['query_id', 'told_through', 'due_at'])
    .execute();
  await dropUnfollowed(
    tx,
    removed.map(({ query_id }) => query_id),
  );
  return removed;
}

/** Lets what is followed again go on from there. */
export async function setStanding(
  tx: Db,
  id: number,
  { toldThrough, dueAt }: Omit<Standing, 'chatToldThrough'>,
): Promise<void> {
  await tx
    .updateTable('interests')
    .set({ told_through: toldThrough, due_at: dueAt?.toISOString() ?? null })
    .where('id', '=', id)
    .execute();
}
