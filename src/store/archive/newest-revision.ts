import type { Db } from '../database/database.ts';

/** The last of an item's revisions, those of parts that were merged into it included. */
export async function newestRevision(tx: Db, id: number): Promise<number> {
  const { revision } = await tx
    .selectFrom('item_revisions')
    .select((eb) => eb.fn.max('revision').as('revision'))
    .where('item_id', '=', id)
    .executeTakeFirstOrThrow();
  return revision;
}
