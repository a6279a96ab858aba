import { sql } from 'kysely';
import type { Db } from '../../src/store/index.ts';
import type { Deed } from './deeds.ts';
import { openDb } from './gongbao.ts';
import { end, running } from './process.ts';
import type { World } from './world.ts';

/** Another program that writes to the file, and takes its time. */
export function holdLock(ms: number): Deed {
  return (world) =>
    inAnother(world, 'writer', (db) =>
      db.transaction().execute(async (tx) => {
        await sql`update send_budgets set next_at = next_at`.execute(tx);
        await new Promise((resolve) => setTimeout(resolve, ms));
      }),
    );
}

/** In a process of its own on the same file, which may be killed. */
export async function inAnother(
  world: World,
  name: string,
  work: (db: Db) => Promise<unknown>,
): Promise<void> {
  const process = world.spawn(name);
  const killed = new Promise((_, reject) => process.onEnd.push(() => reject(new KilledError())));
  try {
    await Promise.race([killed, running.run(process, () => work(openDb(world, process)))]);
  } finally {
    end(process);
  }
}

/** Who started the program sees that it was killed. */
class KilledError extends Error {
  override name = 'KilledError' as const;
}

/** The file cannot grow: SQLite itself says that the disk is full. `null`: it can again. */
export function fillDisk(isFull: boolean): Deed {
  return async (_, { db }) => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
    const most = isFull ? (rows[0]?.page_count ?? 1) : 1_000_000;
    await sql`pragma max_page_count = ${sql.lit(most)}`.execute(db);
  };
}
