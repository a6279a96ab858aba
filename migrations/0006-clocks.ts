import type { Kysely } from 'kysely';

type AnyDb = Kysely<unknown>;

/** What lets us notice that a clock was set, and that an answer is out of date. */
export async function up(db: AnyDb): Promise<void> {
  // By the clock of whoever reserved last.
  await db.schema.alterTable('send_budgets').addColumn('noted_at', 'text').execute();
  await db.schema.alterTable('chats').addColumn('reachable_at', 'text').execute();
}
