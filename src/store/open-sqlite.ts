import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import SqliteFile from 'better-sqlite3';
import {
  CompiledQuery,
  type Dialect,
  type Driver,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
} from 'kysely';
import type { Database } from './schema.ts';
import { StoreError } from './store-error.ts';

/** How long a statement waits for another process's write; the event loop waits with it. */
const BUSY_MS = 5_000;
/** Enough for every query of the store; lists of different lengths push each other out. */
const STATEMENTS_KEPT = 300;

/** Opens the file, and makes it and its folder if they are not there. */
export function openSqlite(path: string): Kysely<Database> {
  try {
    if (path !== ':memory:') mkdirSync(dirname(resolve(path)), { recursive: true });
    const file = new SqliteFile(path, { timeout: BUSY_MS });
    for (const pragma of PRAGMAS) file.pragma(pragma);
    return new Kysely<Database>({ dialect: writeAtOnce(withStatementsKept(file)) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(`Cannot open the database ${path}: ${reason}`, { cause: error });
  }
}

const PRAGMAS = [
  'journal_mode = wal',
  'synchronous = normal',
  'foreign_keys = on',
  'temp_store = memory',
  'cache_size = -32000', // KiB
];

/**
 * Transactions take the write lock when they begin. One that reads first and writes later would fail
 * at once, without waiting, if another process wrote in between.
 */
function writeAtOnce(database: SqliteDatabase): Dialect {
  const dialect = new SqliteDialect({ database });
  const begin: Driver['beginTransaction'] = async (connection, { accessMode }) => {
    const command = accessMode === 'read only' ? 'begin' : 'begin immediate';
    await connection.executeQuery(CompiledQuery.raw(command));
  };
  return {
    // SQLite can undo what it did to tables: so a migration cut short leaves nothing half done.
    createAdapter: () =>
      Object.create(dialect.createAdapter(), { supportsTransactionalDdl: { value: true } }),
    createDriver: () => Object.assign(dialect.createDriver(), { beginTransaction: begin }),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

/** Compiling a statement costs more than running most of ours, so the last ones used are kept. */
function withStatementsKept(file: SqliteFile.Database): SqliteDatabase {
  const kept = new Map<string, SqliteFile.Statement>();
  return {
    close: () => file.close(),
    prepare(text) {
      const statement = kept.get(text) ?? file.prepare(text);
      kept.delete(text);
      kept.set(text, statement);
      const [oldest] = kept.keys();
      if (kept.size > STATEMENTS_KEPT && oldest !== undefined) kept.delete(oldest);
      return {
        reader: statement.reader,
        all: (parameters) => statement.all(parameters),
        run: (parameters) => statement.run(parameters),
        // A statement being walked through is busy: it gets one of its own.
        iterate: (parameters) => file.prepare(text).iterate(parameters),
      };
    },
  };
}
