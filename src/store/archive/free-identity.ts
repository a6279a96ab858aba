import type { Db } from '../database/database.ts';

/** The identity under which one more article of it is kept: `IDENTITY`, else the first free of `IDENTITY.1` and so on. */
export async function freeIdentity(tx: Db, base: string): Promise<string> {
  for (let before = 0; ; before += 1) {
    const identity = before === 0 ? base : `${base}.${before}`;
    const taken = await tx
      .selectFrom('items')
      .select('id')
      .where('identity', '=', identity)
      .executeTakeFirst();
    if (!taken) return identity;
  }
}
