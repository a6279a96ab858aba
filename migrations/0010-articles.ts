import type { Kysely } from 'kysely';

/** What a digest told, where no one number says it: when it finds nobody there, just that was missed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // JSON list of items; of a digest's first part, to a chat that is told of something apart.
  await db.schema.alterTable('deliveries').addColumn('articles', 'text').execute();
}
