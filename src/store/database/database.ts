import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../../migrations/index.ts';
import { openPostgres, patiently } from './open-postgres.ts';
import { openSqlite } from './open-sqlite.ts';
import type { Database } from './schema.ts';
import { StoreError } from './store-error.ts';

/** The database, or a transaction on it: every function of the store takes either. */
export type Db = Kysely<Database>;

export type Dialect = 'sqlite' | 'postgres';

export type OpenDatabase = {
  readonly db: Db;
  readonly dialect: Dialect;
  close(): Promise<void>;
};

const SQLITE = 'sqlite:';
const POSTGRES = /^postgres(?:ql)?:\/\//;

/** Opens `sqlite:PATH`, `sqlite::memory:` or `postgres://…`. It may not be migrated yet: see `migrate`. */
export async function openDatabase(url: string): Promise<OpenDatabase> {
  const path = sqlitePath(url);
  if (path !== undefined) {
    const db = openSqlite(path);
    return { db, dialect: 'sqlite', close: () => db.destroy() };
  }
  if (isShared(url)) {
    const db = await openPostgres(url);
    return { db, dialect: 'postgres', close: () => db.destroy() };
  }
  throw new StoreError(
    `Cannot open the database: «${url.split(':')[0]}:…» is neither sqlite:PATH nor postgres://…`,
  );
}

/** Whether several processes may `start` on it. */
export function isShared(url: string): boolean {
  return POSTGRES.test(url);
}

/** The file of a `sqlite:` URL, or `:memory:`; `undefined` for every other URL. */
export function sqlitePath(url: string): string | undefined {
  const path = url.startsWith(SQLITE) ? url.slice(SQLITE.length) : '';
  return path === '' ? undefined : path;
}

/** Brings the tables to the newest version, and returns the names of what was applied. */
export async function migrate(db: Db): Promise<string[]> {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const migrator = new Migrator({ db, provider });
  const { error, results } = await patiently(db, () => migrator.migrateToLatest());
  if (error) throw new StoreError('Cannot migrate the database', { cause: error });
  return (results ?? []).map((result) => result.migrationName);
}

/**
 * All of it or nothing. Inside a transaction it just runs: the outermost one decides. Single writes go
 * through it too: it waits for another process's write without stopping this one.
 * Use only `tx` inside: on SQLite `db` waits for the transaction, and it for `db`.
 */
export function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute((tx) => closing(tx, work));
}

/** What is left to do of each open transaction before it commits. */
const lastThings = new WeakMap<Db, (() => Promise<void>)[]>();

async function closing<T>(tx: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  const things: (() => Promise<void>)[] = [];
  lastThings.set(tx, things);
  const result = await work(tx);
  lastThings.delete(tx);
  for (const thing of things) await thing();
  return result;
}

/**
 * Puts off what locks rows that everybody writes, so that nobody waits for it longer than a commit
 * takes, and never while we wait for somebody else. `false` where there is nothing to put it off to.
 */
export function beforeCommit(tx: Db, thing: () => Promise<void>): boolean {
  const things = lastThings.get(tx);
  things?.push(thing);
  return things !== undefined;
}

/**
 * A transaction for what a person is told is saved: it outlives a power cut, not only a crash.
 * Inside another transaction that one decides.
 */
export function durably<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction || isPostgres(db)) return inTransaction(db, work);
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = full`.execute(connection);
    try {
      return await connection.transaction().execute((tx) => closing(tx, work));
    } finally {
      await sql`pragma synchronous = normal`.execute(connection);
    }
  });
}

export function isPostgres(db: Db): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
