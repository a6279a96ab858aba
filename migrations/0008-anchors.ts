import { type ColumnDefinitionBuilder, type Kysely, PostgresAdapter, sql } from 'kysely';

type AnyDb = Kysely<unknown>;

/**
 * What an article's words find stands where they find it, and who follows it in one index: of a million
 * queries and followers no other page of the file is read.
 */
export async function up(db: AnyDb): Promise<void> {
  await moveAnchors(db);
  await db.schema.dropIndex('interests_query_id_chat_id').execute();
  // Who follows what an article is about, and whether in a rhythm of its own.
  await db.schema
    .createIndex('interests_followers')
    .on('interests')
    .columns(['query_id', 'chat_id', 'frequency'])
    .execute();
}

async function moveAnchors(db: AnyDb): Promise<void> {
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  await db.schema
    .createTable('query_anchors')
    .addColumn('gram', 'text', required)
    .addColumn('query_id', 'bigint', (column) =>
      column.notNull().references('queries.id').onDelete('cascade'),
    )
    // The query itself, which never changes. Its kinds and its publication; null: any.
    .addColumn('by', 'text', required)
    .addColumn('text', 'text', required)
    .addColumn('kinds', 'text')
    .addColumn('publication', 'text')
    .addPrimaryKeyConstraint('query_anchors_pk', ['gram', 'query_id'])
    // SQLite keeps the rows themselves in the order of the key.
    .$call((table) => (postgres ? table : table.modifyEnd(sql`without rowid`)))
    .execute();
  const part = (name: string) =>
    postgres ? sql`definition::json ->> ${sql.lit(name)}` : sql`definition ->> ${sql.lit(name)}`;
  await sql`insert into query_anchors (gram, query_id, ${sql.ref('by')}, text, kinds, publication)
    select gram, query_id, ${part('by')}, ${part('text')}, ${part('kinds')}, ${part('publication')}
    from query_grams inner join queries on queries.id = query_id
    order by gram, query_id`.execute(db);
  await db.schema.dropTable('query_grams').execute();
  // Those of a query that nobody follows any more go with it.
  await db.schema
    .createIndex('query_anchors_query_id')
    .on('query_anchors')
    .column('query_id')
    .execute();
}

function required(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull();
}
