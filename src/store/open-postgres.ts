import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';
import { StoreError } from './store-error.ts';

/** Ids and counts are `int8`; ours stay far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format),
};

/** Connects once, so that a wrong address is told at once and not by the first query. */
export async function openPostgres(url: string): Promise<Kysely<Database>> {
  const pool = new pg.Pool({ connectionString: url, types, application_name: 'gongbao' });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end us.
  pool.on('error', () => undefined);
  // So would one that breaks between two queries of a transaction, which fails at the next.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    await sql`select 1`.execute(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw cannotOpen(url, error);
  }
}

export function cannotOpen(url: string, error: unknown): StoreError {
  return new StoreError(`Cannot open the database at ${withoutUser(url)}: ${reason(error)}`, {
    cause: error,
  });
}

/** Without the password too: the line goes into a log. */
export function withoutUser(url: string): string {
  if (!URL.canParse(url)) return 'postgres://…';
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

/** `connect ECONNREFUSED` to a name with two addresses comes as an error without words. */
function reason(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
