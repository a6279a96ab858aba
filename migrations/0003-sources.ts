import type { Kysely } from 'kysely';

type AnyDb = Kysely<unknown>;

/** What is known of sources that are followed: how they do, what they gave, what is missing. */
export async function up(db: AnyDb): Promise<void> {
  await createSources(db);
  await createWhatTheyGave(db);
  await createGaps(db);
  // Each document says its own number: two of one day may say different ones.
  await db.schema.alterTable('documents').addColumn('number', 'text').execute();
}

async function createSources(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('sources')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('marks', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('claimed_until', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('failing_since', 'text')
    .addColumn('reason', 'text')
    .addColumn('tried_at', 'text')
    .addColumn('succeeded_at', 'text')
    .addColumn('read_at', 'text')
    .addColumn('changed_at', 'text')
    .execute();
}

async function createWhatTheyGave(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('source_seen')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('thing', 'text', (column) => column.notNull())
    .addColumn('stamp', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('source_seen_pk', ['source', 'thing'])
    .execute();
  await db.schema
    .createTable('backfill_days')
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('tried_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('backfill_days_pk', ['address', 'date'])
    .execute();
}

async function createGaps(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('gaps')
    .addColumn('publication', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('gap', 'text', (column) => column.notNull())
    .addColumn('found_at', 'text', (column) => column.notNull())
    .addColumn('told_at', 'text')
    .addColumn('closed_at', 'text')
    .addPrimaryKeyConstraint('gaps_pk', ['publication', 'key'])
    .execute();
}
