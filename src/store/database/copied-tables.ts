import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Db, isPostgres } from './database.ts';
import type { Database } from './schema.ts';
import { storable } from './storable.ts';

type TableName = Exclude<keyof Database, 'item_search'>;

export type CopiedTable = {
  readonly name: TableName;
  /** By which its rows are walked. */
  readonly key: readonly string[];
  /** The database counts its ids. */
  readonly isCounted?: true;
  readonly rowsAtOnce?: number;
};

/** In this order, so that nothing refers to what is not there yet. The search index is made anew. */
export const COPIED_TABLES: readonly CopiedTable[] = [
  { name: 'publications', key: ['id'] },
  { name: 'issues', key: ['id'] },
  { name: 'documents', key: ['id'], rowsAtOnce: 2 }, // of up to 25 MB
  { name: 'items', key: ['id'] },
  { name: 'merged_items', key: ['id'] },
  { name: 'item_revisions', key: ['item_id', 'revision'], rowsAtOnce: 200 },
  { name: 'acts', key: ['item_id', 'revision', 'position'] },
  { name: 'key_dates', key: ['item_id', 'revision', 'position'] },
  { name: 'reviews', key: ['id'] },
  { name: 'review_drafts', key: ['admin_id'] },
  { name: 'unread_parts', key: ['id'], isCounted: true },
  { name: 'chats', key: ['id'] },
  { name: 'subscriptions', key: ['chat_id'] },
  { name: 'queries', key: ['id'], isCounted: true },
  { name: 'query_anchors', key: ['gram', 'query_id'] },
  { name: 'interests', key: ['id'], isCounted: true },
  { name: 'told_items', key: ['chat_id', 'item_id'] },
  { name: 'reminders', key: ['id'], isCounted: true },
  { name: 'settings', key: ['key'] },
  { name: 'campaigns', key: ['id'] },
  { name: 'campaign_accounts', key: ['campaign_id'] },
  { name: 'messages', key: ['id'] },
  { name: 'deliveries', key: ['id'], isCounted: true },
  { name: 'send_budgets', key: ['bot_id'] },
  { name: 'admin_audit', key: ['id'], isCounted: true },
  { name: 'sources', key: ['name'] },
  { name: 'source_seen', key: ['source', 'thing'] },
  { name: 'backfill_days', key: ['address', 'date'] },
  { name: 'gaps', key: ['publication', 'key'] },
];

type Value = string | number | Buffer | null;
/** As it is in either database. */
export type Row = Readonly<Record<string, Value>>;

const ROWS_AT_ONCE = 500;

export async function countRows(db: Db, { name }: Pick<CopiedTable, 'name'>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(
    db,
  );
  return Number(rows[0]?.n ?? 0);
}

/** All rows, some at a time, in the order that this database gives their keys. */
export async function* walk(db: Db, { name, key, rowsAtOnce = ROWS_AT_ONCE }: CopiedTable) {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let last: Row | undefined;
  do {
    const after = last ? sql`where (${columns}) > (${sql.join(valuesOf(last, key))})` : sql``;
    const { rows } = await sql<Row>`
      select * from ${sql.table(name)} ${after} order by ${columns} limit ${rowsAtOnce}`.execute(
      db,
    );
    if (rows.length > 0) yield rows.map(withoutNul);
    last = rows.length < rowsAtOnce ? undefined : rows.at(-1);
  } while (last);
}

/** Those that have the same keys as these. */
export async function findRows(
  db: Db,
  { name, key }: CopiedTable,
  rows: readonly Row[],
): Promise<Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const keys = sql.join(rows.map((row) => sql`(${sql.join(valuesOf(row, key))})`));
  // SQLite compares several columns with a table only; PostgreSQL takes such a table's values for texts.
  const list = isPostgres(db) ? keys : sql`values ${keys}`;
  const found = await sql<Row>`
    select * from ${sql.table(name)} where (${columns}) in (${list})`.execute(db);
  return found.rows.map(withoutNul);
}

/** Rows whose key is there already are left alone. */
export async function insertRows(
  db: Db,
  { name }: CopiedTable,
  rows: readonly Row[],
): Promise<void> {
  const table = sql.table(name);
  const names = Object.keys(rows[0] ?? {});
  const columns = sql.join(names.map((column) => sql.ref(column)));
  if (isPostgres(db)) {
    const json = JSON.stringify(rows.map(withHexBytes));
    await sql`insert into ${table} (${columns}) overriding system value
      select ${columns} from json_populate_recordset(null::${table}, ${json}::json)
      on conflict do nothing`.execute(db);
    return;
  }
  // Bound one by one: SQLite reads a fraction from text less exactly than we write it.
  const tuples = rows.map((row) => sql`(${sql.join(valuesOf(row, names))})`);
  await sql`insert into ${table} (${columns}) values ${sql.join(tuples)}
    on conflict do nothing`.execute(db);
}

/** New rows get greater ids than any that was copied. */
export async function countOn(db: Db, { name, isCounted }: CopiedTable): Promise<void> {
  if (!isCounted || !isPostgres(db)) return; // SQLite counts on by itself
  await sql`select setval(pg_get_serial_sequence(${name}, 'id'), max(id)) from ${sql.table(name)}
    having max(id) is not null`.execute(db);
}

/** Of what a row says, in whichever database. */
export function hashRow(row: Row): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(row).sort()) {
    const value = row[name] ?? null;
    hash.update(`\n${JSON.stringify([name, Buffer.isBuffer(value) ? value.length : value])}`);
    if (Buffer.isBuffer(value)) hash.update(value);
  }
  return hash.digest('hex');
}

export type Digest = { readonly rows: number; readonly hash: string };

/** Of all rows in whatever order: two databases sort texts differently. */
export async function digestTable(
  db: Db,
  table: CopiedTable,
  onRows: (rows: number) => void,
): Promise<Digest> {
  let [sum, count] = [0n, 0];
  for await (const rows of walk(db, table)) {
    for (const row of rows) sum = BigInt.asUintN(256, sum + BigInt(`0x${hashRow(row)}`));
    count += rows.length;
    onRows(rows.length);
  }
  return { rows: count, hash: sum.toString(16).padStart(64, '0') };
}

function valuesOf(row: Row, names: readonly string[]): Value[] {
  return names.map((name) => row[name] ?? null);
}

function withHexBytes(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
    ]),
  );
}

/** What an old version may have kept in SQLite, and PostgreSQL would not take. */
function withoutNul(row: Row): Row {
  const hasNul = Object.values(row).some(
    (value) => typeof value === 'string' && value.includes('\0'),
  );
  if (!hasNul) return row;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? storable(value) : value,
    ]),
  );
}
