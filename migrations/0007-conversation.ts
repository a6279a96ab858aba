import { type ColumnDefinitionBuilder, type Kysely, PostgresAdapter, sql } from 'kysely';

type AnyDb = Kysely<unknown>;

/** What a chat follows, when it is left alone, what it is reminded of, and where in a group it is told. */
export async function up(db: AnyDb): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  await extendChats(db);
  await createInterests(db, postgres);
  await createReminders(db, postgres);
  // What an admin may change while it runs: the rule of what is urgent.
  await db.schema
    .createTable('settings')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', required)
    .addColumn('updated_at', 'text', required)
    .execute();
}

async function extendChats(db: AnyDb): Promise<void> {
  // The forum topic that gets what is sent by itself; null: the whole group.
  await db.schema.alterTable('chats').addColumn('topic_id', 'bigint').execute();
  await db.schema
    .alterTable('subscriptions')
    .addColumn('urgent', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  // Hours of its zone, 0 to 23; both or neither.
  for (const column of ['quiet_from', 'quiet_to'])
    await db.schema.alterTable('subscriptions').addColumn(column, 'integer').execute();
}

async function createInterests(db: AnyDb, postgres: boolean): Promise<void> {
  // What is looked for, once for all who look for it.
  await db.schema
    .createTable('queries')
    .addColumn('id', keyOf(postgres), identity(postgres))
    .addColumn('definition', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'text', required)
    .execute();
  // By which an article's words find the queries that may match it.
  await db.schema
    .createTable('query_grams')
    .addColumn('gram', 'text', required)
    .addColumn('query_id', 'bigint', (column) =>
      column.notNull().references('queries.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('query_grams_pk', ['gram', 'query_id'])
    .execute();
  await index(db, 'query_grams', ['query_id']);
  await db.schema
    .createTable('interests')
    .addColumn('id', keyOf(postgres), identity(postgres))
    .addColumn('chat_id', 'bigint', ofChat)
    .addColumn('query_id', 'bigint', (column) => column.notNull().references('queries.id'))
    // Its own rhythm; null: with the rest. How far it was told apart from the rest, and when it is its
    // turn; both null: it goes by the chat's digest.
    .addColumn('frequency', 'text')
    .addColumn('hour', 'integer')
    .addColumn('told_through', 'bigint')
    .addColumn('due_at', 'text')
    .addColumn('created_at', 'text', required)
    .addUniqueConstraint('interests_key', ['chat_id', 'query_id'])
    .execute();
  await index(db, 'interests', ['query_id', 'chat_id']); // who follows what an article is about
  await sql`create index interests_due_at on interests (due_at, told_through)
    where told_through is not null`.execute(db);
  await sql`create index interests_apart on interests (chat_id)
    where told_through is not null`.execute(db);
  // Items a chat was told of before its turn: its digest leaves them out.
  await db.schema
    .createTable('told_items')
    .addColumn('chat_id', 'bigint', ofChat)
    .addColumn('item_id', 'bigint', (column) => column.notNull().references('items.id'))
    .addPrimaryKeyConstraint('told_items_pk', ['chat_id', 'item_id'])
    .execute();
}

async function createReminders(db: AnyDb, postgres: boolean): Promise<void> {
  await db.schema
    .createTable('reminders')
    .addColumn('id', keyOf(postgres), identity(postgres))
    .addColumn('chat_id', 'bigint', ofChat)
    .addColumn('item_id', 'bigint', (column) => column.notNull().references('items.id'))
    // Where in the article it was last seen.
    .addColumn('revision', 'integer', required)
    .addColumn('position', 'integer', required)
    .addColumn('label', 'text', required)
    // As it is printed now; moved with a correction.
    .addColumn('date', 'text', required)
    .addColumn('days_before', 'integer', required)
    // When it may be due at the earliest, or is; null: it was sent, or its day has passed.
    .addColumn('due_at', 'text')
    // The date the chat was told of, where it was told of one.
    .addColumn('told_date', 'text')
    .addColumn('created_at', 'text', required)
    .addUniqueConstraint('reminders_key', ['chat_id', 'item_id', 'label', 'date', 'days_before'])
    .execute();
  await sql`create index reminders_due_at on reminders (due_at) where due_at is not null`.execute(
    db,
  );
  // The dates that somebody is reminded of, each of which a correction may move.
  await db.schema
    .createIndex('reminders_dates')
    .on('reminders')
    .columns(['item_id', 'revision', 'position', 'label', 'date'])
    .execute();
}

function ofChat(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull().references('chats.id').onDelete('cascade');
}

/** On SQLite only an `integer` key is the row's own number, found without a second index. */
function keyOf(postgres: boolean): 'bigint' | 'integer' {
  return postgres ? 'bigint' : 'integer';
}

function identity(postgres: boolean) {
  return (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder =>
    postgres
      ? column.primaryKey().generatedAlwaysAsIdentity()
      : column.primaryKey().autoIncrement();
}

function required(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull();
}

async function index(db: AnyDb, table: string, columns: string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute();
}
