import type { Kysely } from 'kysely';

/** Of which paper a chat wants its kinds, where several come in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // null: of any.
  await db.schema.alterTable('subscriptions').addColumn('publication', 'text').execute();
}
