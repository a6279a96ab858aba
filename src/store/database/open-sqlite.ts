import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import SqliteFile from 'better-sqlite3';
import { type Dialect, type Driver, Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import { makeFolder } from './make-folder.ts';
import type { Database } from './schema.ts';
import { StoreError } from './store-error.ts';

/** How long a write waits for another process's write. */
const BUSY_MS = 5_000;
const BUSY_TRY_MS = 5;
/** Enough for every query of the store; lists of different lengths push each other out. */
const STATEMENTS_KEPT = 300;

/** Opens the file, and makes it and its folder if they are not there. */
export function openSqlite(path: string): Kysely<Database> {
  return new Kysely<Database>({ dialect: sqliteDialect(path) });
}

/** The same, for who puts something between Kysely and the file. */
export function sqliteDialect(path: string): Dialect {
  try {
    if (path !== ':memory:') makeFolder(dirname(path));
    const file = new SqliteFile(path, { timeout: BUSY_MS });
    for (const pragma of PRAGMAS) file.pragma(pragma);
    return writeAtOnce(file);
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
  // What is deleted is overwritten: a chat that is forgotten must not be found in the file.
  'secure_delete = on',
  // What a long reader made the log grow to is given back.
  'journal_size_limit = 67108864', // bytes
  'cache_size = -8000', // KiB; more only copies what the system keeps of the file
];

/**
 * Transactions take the write lock when they begin. One that reads first and writes later would fail
 * at once, without waiting, if another process wrote in between.
 */
function writeAtOnce(file: SqliteFile.Database): Dialect {
  const dialect = new SqliteDialect({ database: withStatementsKept(file) });
  const begin = file.prepare('begin immediate');
  const beginTransaction: Driver['beginTransaction'] = async (_, { accessMode }) => {
    if (accessMode === 'read only') file.exec('begin');
    else await beginWriting(file, begin);
  };
  return {
    // SQLite can undo what it did to tables: so a migration cut short leaves nothing half done.
    createAdapter: () =>
      Object.create(dialect.createAdapter(), { supportsTransactionalDdl: { value: true } }),
    createDriver: () => Object.assign(dialect.createDriver(), { beginTransaction }),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

/**
 * SQLite's own waiting stops the whole process; ours lets it answer and send meanwhile. Its patience
 * is set when the pragma is compiled, not when it is run: so it is compiled each time (by `exec`, which
 * makes no statement of it).
 */
async function beginWriting(file: SqliteFile.Database, begin: SqliteFile.Statement): Promise<void> {
  for (let waited = 0; ; waited += BUSY_TRY_MS) {
    file.exec('pragma busy_timeout = 0');
    try {
      begin.run();
      return;
    } catch (error) {
      if (!isBusy(error) || waited >= BUSY_MS) throw error;
    } finally {
      file.exec(`pragma busy_timeout = ${BUSY_MS}`);
    }
    await setTimeout(BUSY_TRY_MS);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof SqliteFile.SqliteError && error.code.startsWith('SQLITE_BUSY');
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
