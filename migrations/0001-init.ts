import { type ColumnDefinitionBuilder, type Kysely, PostgresAdapter, sql } from 'kysely';

// The migration does not know the tables' types: they change, it never does.
type AnyDb = Kysely<unknown>;

/** Both dialects from the start; only identity columns, bytes and the search index differ. */
export async function up(db: AnyDb): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  await createArchive(db, postgres ? 'bytea' : 'blob');
  await createItems(db, keyOf(postgres));
  await createFacts(db);
  await (postgres ? createPostgresSearch(db) : createSqliteSearch(db));
  await createChats(db, keyOf(postgres));
  await createCampaigns(db);
  await createOutbox(db, postgres);
  await createAudit(db, postgres);
}

async function createArchive(db: AnyDb, bytes: 'bytea' | 'blob'): Promise<void> {
  await db.schema
    .createTable('publications')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', required)
    .addColumn('region', 'text')
    .addColumn('timezone', 'text', required)
    .addColumn('created_at', 'text', required)
    .execute();
  await db.schema
    .createTable('issues')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('publication_id', 'text', (column) => column.notNull().references('publications.id'))
    .addColumn('date', 'text', required)
    .addColumn('number', 'text')
    .addColumn('created_at', 'text', required)
    .execute();
  await index(db, 'issues', ['date']); // the newest issue, the issue of a day
  await db.schema
    .createTable('documents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('issue_id', 'text', (column) => column.notNull().references('issues.id'))
    .addColumn('name', 'text', required)
    .addColumn('media_type', 'text', required)
    .addColumn('bytes', sql.raw(bytes), required)
    .addColumn('text', 'text', required)
    .addColumn('received_at', 'text', required)
    .execute();
}

async function createItems(db: AnyDb, key: Key): Promise<void> {
  await db.schema
    .createTable('items')
    .addColumn('id', key, (column) => column.primaryKey())
    .addColumn('issue_id', 'text', (column) => column.notNull().references('issues.id'))
    .addColumn('identity', 'text', (column) => column.notNull().unique())
    .addColumn('date', 'text', required)
    .addColumn('kind', 'text', required)
    .addColumn('revision', 'integer', required)
    .addColumn('created_at', 'text', required)
    .execute();
  await index(db, 'items', ['issue_id']); // the items of an issue
  // The newest decisions, the newest news, and how many there are, from the index alone.
  await sql`create index items_newest on items (date desc, issue_id, id, kind)`.execute(db);
  await db.schema
    .createTable('item_revisions')
    .addColumn('item_id', 'bigint', (column) => column.notNull().references('items.id'))
    .addColumn('revision', 'integer', required)
    .addColumn('fingerprint', 'text', (column) => column.notNull().unique())
    .addColumn('document_id', 'text', (column) => column.notNull().references('documents.id'))
    .addColumn('kind', 'text', required)
    .addColumn('title', 'text', required)
    .addColumn('subtitle', 'text')
    .addColumn('byline', 'text')
    .addColumn('issuer', 'text')
    .addColumn('number', 'text')
    .addColumn('adopted_on', 'text')
    .addColumn('body', 'text', required)
    .addColumn('span_start', 'integer', required)
    .addColumn('span_end', 'integer', required)
    .addColumn('confidence', 'double precision', required)
    .addColumn('created_at', 'text', required)
    .addPrimaryKeyConstraint('item_revisions_pk', ['item_id', 'revision'])
    .execute();
}

async function createFacts(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('acts')
    .addColumn('item_id', 'bigint', required)
    .addColumn('revision', 'integer', required)
    .addColumn('position', 'integer', required)
    .addColumn('place', 'bigint')
    .addColumn('person', 'text', required)
    .addColumn('action', 'text', required)
    .addColumn('post', 'text', required)
    .addColumn('organization', 'text', required)
    .addColumn('date', 'text')
    .addColumn('span_start', 'integer', required)
    .addColumn('span_end', 'integer', required)
    .addColumn('confidence', 'double precision', required)
    .addPrimaryKeyConstraint('acts_pk', ['item_id', 'revision', 'position'])
    .addForeignKeyConstraint('acts_revision_fk', ['item_id', 'revision'], 'item_revisions', [
      'item_id',
      'revision',
    ])
    .execute();
  await index(db, 'acts', ['person']); // a person's history
  await sql`create index acts_newest on acts (place desc, position)`.execute(db); // the newest acts
  await db.schema
    .createTable('key_dates')
    .addColumn('item_id', 'bigint', required)
    .addColumn('revision', 'integer', required)
    .addColumn('position', 'integer', required)
    .addColumn('label', 'text', required)
    .addColumn('date', 'text', required)
    .addColumn('span_start', 'integer', required)
    .addColumn('span_end', 'integer', required)
    .addColumn('confidence', 'double precision', required)
    .addPrimaryKeyConstraint('key_dates_pk', ['item_id', 'revision', 'position'])
    .addForeignKeyConstraint('key_dates_revision_fk', ['item_id', 'revision'], 'item_revisions', [
      'item_id',
      'revision',
    ])
    .execute();
  await index(db, 'key_dates', ['date']); // what is coming
}

/**
 * The grams are cut by us, so the tokenizer only has to split at spaces and keep every letter.
 * A word of one character is the start of a gram: these have an index of their own.
 */
async function createSqliteSearch(db: AnyDb): Promise<void> {
  await sql`create virtual table item_search using fts5 (
    grams, tokenize = "unicode61 remove_diacritics 0", prefix = '1',
    content = '', contentless_delete = 1
  )`.execute(db);
}

async function createPostgresSearch(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('item_search')
    .addColumn('rowid', 'bigint', (column) => column.primaryKey())
    .addColumn('grams', sql`tsvector`, required)
    // The grams in their order: a `tsvector` forgets places in a long text.
    .addColumn('words', 'text', required)
    .execute();
  // It is looked through, not shown: unpacking it would take longer than the search.
  await sql`alter table item_search alter column words set storage external`.execute(db);
  await sql`create index item_search_grams on item_search using gin (grams)`.execute(db);
}

async function createChats(db: AnyDb, key: Key): Promise<void> {
  await db.schema
    .createTable('chats')
    .addColumn('id', key, (column) => column.primaryKey())
    .addColumn('kind', 'text', required)
    .addColumn('language', 'text', required)
    .addColumn('style', 'text')
    .addColumn('state', 'text', required)
    .addColumn('gone_at', 'text')
    .addColumn('gone_reason', 'text')
    .addColumn('created_at', 'text', required)
    .execute();
  await db.schema
    .createTable('subscriptions')
    .addColumn('chat_id', key, (column) =>
      column.primaryKey().references('chats.id').onDelete('cascade'),
    )
    .addColumn('kinds', 'text', required)
    .addColumn('frequency', 'text', required)
    .addColumn('hour', 'integer')
    .addColumn('timezone', 'text')
    .addColumn('told_through', 'bigint', required)
    .addColumn('due_at', 'text')
    .addColumn('created_at', 'text', required)
    .execute();
  await index(db, 'subscriptions', ['due_at']); // whose digest is due
}

async function createCampaigns(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('campaigns')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', required)
    .addColumn('state', 'text', required)
    .addColumn('title', 'text', required)
    .addColumn('message_ids', 'text', required)
    .addColumn('segment', 'text')
    .addColumn('created_by', 'bigint')
    .addColumn('pause_reason', 'text')
    .addColumn('progress_chat_id', 'bigint')
    .addColumn('progress_message_id', 'bigint')
    .addColumn('created_at', 'text', required)
    .addColumn('started_at', 'text')
    .addColumn('finished_at', 'text')
    .execute();
  await index(db, 'campaigns', ['state']); // the few that run, among years of finished ones
  await db.schema
    .createTable('messages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('payload', 'text', required)
    .addColumn('created_at', 'text', required)
    .execute();
}

async function createOutbox(db: AnyDb, postgres: boolean): Promise<void> {
  await db.schema
    .createTable('deliveries')
    .addColumn('id', keyOf(postgres), identity(postgres))
    .addColumn('campaign_id', 'text', (column) => column.notNull().references('campaigns.id'))
    // No reference to chats: the ledger outlives a chat's `/forget` only as far as `/forget` lets it.
    .addColumn('chat_id', 'bigint', required)
    .addColumn('part', 'integer', required)
    .addColumn('message_id', 'text', (column) => column.notNull().references('messages.id'))
    .addColumn('state', 'text', required)
    .addColumn('priority', 'integer', required)
    .addColumn('due_at', 'text', required)
    .addColumn('lease_until', 'text')
    .addColumn('attempts', 'integer', required)
    .addColumn('telegram_message_id', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('created_at', 'text', required)
    .addColumn('settled_at', 'text')
    // The delivery's key: a message is owed to a chat once.
    .addUniqueConstraint('deliveries_key', ['campaign_id', 'chat_id', 'part'])
    .execute();
  // What is next of each running campaign: a paused one of a million is never walked over.
  await sql`create index deliveries_due on deliveries (campaign_id, id) where state = 'pending'`.execute(
    db,
  );
  await sql`create index deliveries_leases on deliveries (lease_until) where state = 'claimed'`.execute(
    db,
  );
  await sql`create index deliveries_open on deliveries (chat_id, id) where state in ('pending', 'claimed')`.execute(
    db,
  );
  await index(db, 'deliveries', ['campaign_id', 'state']); // a campaign's progress
  await db.schema
    .createTable('send_budgets')
    .addColumn('bot_id', 'bigint', (column) => column.primaryKey())
    .addColumn('next_at', 'text', required)
    .execute();
}

async function createAudit(db: AnyDb, postgres: boolean): Promise<void> {
  await db.schema
    .createTable('admin_audit')
    .addColumn('id', keyOf(postgres), identity(postgres))
    .addColumn('at', 'text', required)
    .addColumn('admin_id', 'bigint', required)
    .addColumn('action', 'text', required)
    .addColumn('detail', 'text', required)
    .execute();
}

type Key = 'bigint' | 'integer';

/** On SQLite only an `integer` key is the row's own number, found without a second index. */
function keyOf(postgres: boolean): Key {
  return postgres ? 'bigint' : 'integer';
}

function required(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull();
}

function identity(postgres: boolean) {
  return (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder =>
    postgres
      ? column.primaryKey().generatedAlwaysAsIdentity()
      : column.primaryKey().autoIncrement();
}

async function index(db: AnyDb, table: string, columns: string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute();
}
