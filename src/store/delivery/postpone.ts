import { sql } from 'kysely';
import { type Db, isPostgres } from '../database/database.ts';
import { listedIds } from '../database/given-rows.ts';
import { prepared } from '../database/prepared.ts';

const putOff = prepared<{ until: string; ids: string }>(
  ({ until, ids }, db) => sql`
    update deliveries set due_at = ${until}
    where chat_id ${isPostgres(db) ? sql`= any (array${listedIds(db, 'bigint', ids)})` : sql`in ${listedIds(db, 'bigint', ids)}`}
      and state in ('pending', 'claimed') and state = 'pending' and due_at < ${until}`,
);

/** What waits for these chats is due no sooner. */
export async function postpone(tx: Db, chatIds: readonly number[], until: Date): Promise<void> {
  if (chatIds.length === 0) return;
  await putOff(tx, { until: until.toISOString(), ids: JSON.stringify(chatIds) });
}
