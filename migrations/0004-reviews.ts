import { type Kysely, PostgresAdapter, sql } from 'kysely';

type AnyDb = Kysely<unknown>;

/** What admins said of facts that waited, whom it was told, and the parts nobody could read. */
export async function up(db: AnyDb): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const key = isPostgres ? 'bigint' : 'integer';
  await createReviews(db, key);
  await createUnread(db, isPostgres);
  await markFacts(db);
  for (const column of ['told_from', 'reviews_told'])
    await db.schema
      .alterTable('subscriptions')
      .addColumn(column, 'bigint', (added) => added.notNull().defaultTo(0))
      .execute();
  // Whether a chat was told of an older article is not known: better silent than twice.
  await sql`update subscriptions set told_from = told_through`.execute(db);
}

async function createReviews(db: AnyDb, key: 'bigint' | 'integer'): Promise<void> {
  await db.schema
    .createTable('reviews')
    .addColumn('id', key, (column) => column.primaryKey())
    .addColumn('item_id', 'bigint', (column) => column.notNull().references('items.id'))
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('fact_kind', 'text', (column) => column.notNull())
    .addColumn('fact_key', 'text', (column) => column.notNull())
    .addColumn('fact_read', 'text', (column) => column.notNull())
    .addColumn('fact_now', 'text')
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('admin_id', 'bigint', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    // A fact is answered once, whoever answers first.
    .addUniqueConstraint('reviews_fact', ['item_id', 'fact_kind', 'fact_key'])
    .execute();
  await db.schema
    .createTable('review_drafts')
    .addColumn('admin_id', 'bigint', (column) => column.primaryKey())
    .addColumn('item_id', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('fact_kind', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('correction', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
}

async function createUnread(db: AnyDb, isPostgres: boolean): Promise<void> {
  await db.schema
    .createTable('unread_parts')
    .addColumn('id', isPostgres ? 'bigint' : 'integer', (column) =>
      isPostgres
        ? column.primaryKey().generatedAlwaysAsIdentity()
        : column.primaryKey().autoIncrement(),
    )
    .addColumn('issue_id', 'text', (column) => column.notNull().references('issues.id'))
    .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id'))
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('span_start', 'integer', (column) => column.notNull())
    .addColumn('span_end', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('dealt_by', 'bigint')
    .addColumn('dealt_at', 'text')
    // The same words in another document of the issue are the same part.
    .addUniqueConstraint('unread_parts_words', ['issue_id', 'words'])
    .execute();
  await sql`create index unread_parts_open on unread_parts (id) where dealt_at is null`.execute(db);
}

async function markFacts(db: AnyDb): Promise<void> {
  for (const table of ['acts', 'key_dates']) {
    await db.schema.alterTable(table).addColumn('review_id', 'bigint').execute();
    await db.schema.alterTable(table).addColumn('verdict', 'text').execute();
    // What waits is found by its confidence, among the few that nobody has answered.
    await sql`create index ${sql.id(`${table}_doubted`)} on ${sql.id(table)} (confidence)
      where review_id is null`.execute(db);
    await sql`create index ${sql.id(`${table}_reviewed`)} on ${sql.id(table)} (review_id)
      where review_id is not null`.execute(db);
  }
}
