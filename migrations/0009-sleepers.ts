import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';

type AnyDb = Kysely<unknown>;

/** Broadcasts that wait for the end of a chat's quiet hours, and those that do not. */
export async function up(db: AnyDb): Promise<void> {
  await db.schema.alterTable('campaigns').addColumn('urgent', 'integer', flag).execute();
  // 1: it waits for the end of its chat's quiet hours, at `due_at`.
  await db.schema.alterTable('deliveries').addColumn('asleep', 'integer', flag).execute();
  // What is next of each running campaign, without those of which nothing is next before the morning.
  await db.schema.dropIndex('deliveries_due').execute();
  await sql`create index deliveries_due on deliveries (campaign_id, id)
    where state = 'pending' and asleep = 0`.execute(db);
  // Whom to wake, and how many sleep.
  await sql`create index deliveries_asleep on deliveries (campaign_id, due_at)
    where state = 'pending' and asleep = 1`.execute(db);
}

function flag(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull().defaultTo(0);
}
