import type { Kysely } from 'kysely';

/** Items that turned out to be parts of others: a scan had broken the article. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('merged_items')
    .addColumn('id', 'bigint', (column) => column.primaryKey())
    .addColumn('item_id', 'bigint', (column) => column.notNull().references('items.id'))
    .execute();
  // What leads to an item that is merged itself is led on.
  await db.schema
    .createIndex('merged_items_item_id')
    .on('merged_items')
    .column('item_id')
    .execute();
}
