import type { Kysely } from 'kysely';

/** By whose clock something that is followed comes, and when not, where that is not as its chat has it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // null: the chat's.
  await db.schema.alterTable('interests').addColumn('timezone', 'text').execute();
  // Hours of that zone, both or neither; null: the chat's. From an hour to the same one: none.
  for (const column of ['quiet_from', 'quiet_to'])
    await db.schema.alterTable('interests').addColumn(column, 'integer').execute();
}
