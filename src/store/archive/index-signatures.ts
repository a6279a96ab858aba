import { type Db, inTransaction } from '../database/database.ts';
import { placeOf } from '../database/place.ts';
import { readItems } from './read-items.ts';
import { indexItem } from './search.ts';

/** As the migration begins it. */
const THROUGH = 'signatures-indexed-through';
const ITEMS_AT_ONCE = 100;

/**
 * The search index had no signatures once: makes the articles of that time findable by them, too. Cut off
 * anywhere it goes on when it is run again.
 */
export async function indexSignatures(db: Db): Promise<void> {
  let isLeft = true;
  while (isLeft) isLeft = await inTransaction(db, indexSome);
}

async function indexSome(tx: Db): Promise<boolean> {
  // Written first, so that whoever else does it waits.
  const left = await tx
    .updateTable('settings')
    .set(({ ref }) => ({ value: ref('value') }))
    .where('key', '=', THROUGH)
    .returning('value')
    .executeTakeFirst();
  if (!left) return false;
  const rows = await tx
    .selectFrom('item_revisions')
    .select('item_id')
    .distinct()
    .where('item_id', '>', Number(left.value))
    .where('signature', 'is not', null)
    .orderBy('item_id')
    .limit(ITEMS_AT_ONCE)
    .execute();
  const ids = rows.map(({ item_id }) => item_id);
  for (const item of await readItems(tx, ids))
    await indexItem(tx, placeOf(item.issueDate, item.id), item);
  const last = ids.at(-1);
  if (last === undefined) await tx.deleteFrom('settings').where('key', '=', THROUGH).execute();
  else
    await tx
      .updateTable('settings')
      .set({ value: String(last) })
      .where('key', '=', THROUGH)
      .execute();
  return last !== undefined;
}
