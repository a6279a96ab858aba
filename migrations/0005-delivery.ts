import { type Kysely, sql } from 'kysely';

type AnyDb = Kysely<unknown>;

/** Accounts that add up, broadcasts in steps and at a set time, and who has what in hand. */
export async function up(db: AnyDb): Promise<void> {
  await createAccounts(db);
  await extendCampaigns(db);
  // The key of the process that has it in hand: see `store/workers.ts`.
  await db.schema.alterTable('deliveries').addColumn('claimed_by', 'bigint').execute();
  // A text is dropped when no delivery shows it any more.
  await db.schema
    .createIndex('deliveries_message_id')
    .on('deliveries')
    .column('message_id')
    .execute();
  await db.schema
    .alterTable('send_budgets')
    .addColumn('share', 'double precision', (column) => column.notNull().defaultTo(1))
    .execute();
  await db.schema.alterTable('send_budgets').addColumn('share_at', 'text').execute();
  for (const column of ['missed_from', 'missed_through'])
    await db.schema.alterTable('subscriptions').addColumn(column, 'bigint').execute();
}

async function createAccounts(db: AnyDb): Promise<void> {
  const count = ['expected', 'sent', 'gone', 'refused', 'unknown', 'cancelled', 'removed'] as const;
  let table = db.schema
    .createTable('campaign_accounts')
    .addColumn('campaign_id', 'text', (column) => column.primaryKey().references('campaigns.id'));
  for (const name of count)
    table = table.addColumn(name, 'bigint', (column) => column.notNull().defaultTo(0));
  await table.addColumn('trimmed_at', 'text').addColumn('unbalanced_at', 'text').execute();
  await sql`
    insert into campaign_accounts
      (campaign_id, expected, sent, gone, refused, unknown, cancelled)
    select c.id, count(d.id),
      count(case when d.state = 'sent' then 1 end), count(case when d.state = 'gone' then 1 end),
      count(case when d.state = 'refused' then 1 end),
      count(case when d.state = 'unknown' then 1 end),
      count(case when d.state = 'cancelled' then 1 end)
    from campaigns c left join deliveries d on d.campaign_id = c.id group by c.id`.execute(db);
}

async function extendCampaigns(db: AnyDb): Promise<void> {
  for (const [column, type] of [
    ['audience', 'bigint'], // chats it was confirmed for
    ['queued_through', 'bigint'], // the chat up to which it is queued; null: all of it is
    ['canary', 'text'], // running, passed; null: it has none
    ['scheduled_at', 'text'],
  ] as const)
    await db.schema.alterTable('campaigns').addColumn(column, type).execute();
}
