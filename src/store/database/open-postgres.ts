import { Socket } from 'node:net';
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';
import { StoreError } from './store-error.ts';

/** Ids and counts are `int8`; ours stay far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format),
};

/**
 * A session that was not heard of for so long is ended by the server: so whoever hangs, or lost its
 * network, loses its locks too. That of a worker at any time, others within a transaction.
 */
export const SILENCE_MS = 5_000;

/** Nothing that is asked while the service runs takes so long to answer, locks of others included. */
const DEAF_MS = 60_000;

/** Connects once, so that a wrong address is told at once and not by the first query. */
export async function openPostgres(url: string, deafMs = DEAF_MS): Promise<Kysely<Database>> {
  const pool: pg.Pool = new pg.Pool({
    ...{ connectionString: url, types, application_name: 'gongbao' },
    // Found out while we wait for an answer; what was never received is tried again for longer.
    ...{ keepAlive: true, keepAliveInitialDelayMillis: SILENCE_MS },
    stream: () => impatientSocket(deafMs, () => patient.has(db)),
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end us.
  pool.on('error', () => undefined);
  // So would one that breaks between two queries of a transaction, which fails at the next.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db: Kysely<Database> = new Kysely<Database>({
    dialect: new PostgresDialect({ pool, onCreateConnection: endWhenIdle }),
  });
  try {
    await sql`select 1`.execute(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw cannotOpen(url, error);
  }
}

/** In a statement, as a pooler between us would refuse it among the parameters of a connection. */
async function endWhenIdle(connection: DatabaseConnection): Promise<void> {
  const text = `set idle_in_transaction_session_timeout = ${SILENCE_MS}`;
  await connection.executeQuery(CompiledQuery.raw(text));
}

/** A server that has vanished says nothing, and who waits for its answer would wait for ever. */
function impatientSocket(deafMs: number, isPatient: () => boolean): Socket {
  const socket = new Socket();
  socket.setTimeout(deafMs);
  return socket.on('timeout', () => {
    if (isPatient()) socket.setTimeout(deafMs);
    else socket.destroy(new Error(`The database has said nothing for ${deafMs / 1000} seconds`));
  });
}

const patient = new WeakSet<object>();

/** Waits as long as it takes: a new index may take minutes, and so may another process's. */
export async function patiently<T>(db: Kysely<Database>, work: () => Promise<T>): Promise<T> {
  patient.add(db);
  try {
    return await work();
  } finally {
    patient.delete(db);
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
