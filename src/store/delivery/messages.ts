import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Message } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { givenIds, givenRows } from '../database/given-rows.ts';

/** So often it is noted that a text is queued again: what is not for long may be dropped. */
const NOTED_MS = 86_400_000;

/** Stores messages, each text once, and returns their ids in the order given. */
export async function saveMessages(
  db: Db,
  messages: readonly Message[],
  now: Date,
): Promise<string[]> {
  const rows = messages.map((message) => {
    const payload = JSON.stringify(message);
    return { id: createHash('sha256').update(payload).digest('hex').slice(0, 32), payload };
  });
  if (rows.length > 0) {
    // Each once, and whoever writes several locks them in the same order.
    const byId = new Map(rows.map((row) => [row.id, row]));
    const given = [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    const noted = new Date(now.getTime() - NOTED_MS);
    await sql`
      insert into messages (id, payload, created_at)
      select id, payload, ${now.toISOString()}
      from ${givenRows(db, { id: 'text', payload: 'text' }, given)} as given where true
      on conflict (id) do update set created_at = excluded.created_at
      where messages.created_at < ${noted.toISOString()}`.execute(db);
  }
  return rows.map((row) => row.id);
}

/** The messages behind the ids. */
export async function readMessages(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Message>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; payload: string }>`
    select id, payload from messages where id in ${givenIds(db, [...new Set(ids)])}`.execute(db);
  // We wrote it ourselves, from the same type.
  return new Map(rows.map((row) => [row.id, JSON.parse(row.payload) as Message]));
}
