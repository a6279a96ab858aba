import { type Db, inTransaction } from '../database/database.ts';
import { storable } from '../database/storable.ts';

/** Something of a source that was read, or that cannot be, as it was then. */
export type Seen = {
  /** A file's path, or an address. */
  readonly thing: string;
  /** While it stays, the thing is not even opened. */
  readonly stamp: string;
};

/** The stamps of a source's things. */
export async function seenOf(db: Db, source: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('source_seen')
    .select(['thing', 'stamp'])
    .where('source', '=', source)
    .execute();
  return new Map(rows.map(({ thing, stamp }) => [thing, stamp]));
}

export async function rememberSeen(db: Db, source: string, seen: readonly Seen[]): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const { thing, stamp } of seen)
      await tx
        .insertInto('source_seen')
        .values({ source, thing: storable(thing), stamp })
        .onConflict((conflict) => conflict.columns(['source', 'thing']).doUpdateSet({ stamp }))
        .execute();
  });
}
