import type { Db } from '../database/database.ts';

/** The publications there are, in the order of their names. */
export async function publicationNames(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('publications').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
