import SqliteFile from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import { sqliteDialect } from '../../src/store/database/open-sqlite.ts';
import { never, type Process } from './process.ts';

/** Who is writing to the file, of all processes. */
export type Lock = { holder: Process | null };

/** What goes wrong with the database; `undefined`: nothing. */
type DatabaseFault = 'full' | 'busy' | 'io';
export type FaultAt = (
  process: Process,
  what: 'begin' | 'read' | 'write' | 'commit',
) => DatabaseFault | undefined;

type Deps = { readonly process: Process; readonly lock: Lock; readonly faultAt: FaultAt };

/** SQLite's own waiting for another process's write, which the caller cannot do anything in. */
const BUSY_MS = 5_000;
const BUSY_TRY_MS = 5;

/**
 * The real driver on the real file, where every wait is one of the process: it may end there, be
 * held up, or be told that the disk is full.
 */
export function databaseOf(path: string, deps: Deps): Dialect {
  const dialect = sqliteDialect(path);
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => watched(dialect.createDriver(), deps),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

function watched(inner: Driver, deps: Deps): Driver {
  const { process, lock } = deps;
  let wrapped: DatabaseConnection | undefined;
  let plain: DatabaseConnection;
  const free = () => {
    if (lock.holder === process) lock.holder = null;
  };
  const state: State = { ...deps, plain: () => plain, isInTransaction: false };
  process.onEnd.push(() => {
    free();
    // Closing rolls back what was not committed, as the death of a process does.
    void inner.destroy();
  });
  return {
    init: () => inner.init(),
    async acquireConnection() {
      plain = await inner.acquireConnection();
      wrapped ??= { executeQuery: (query) => execute(state, query), streamQuery: noStreams };
      return wrapped;
    },
    async beginTransaction(_, settings) {
      await step(state, 'begin', 'begin', async () => {
        await inner.beginTransaction(plain, settings);
        lock.holder = process;
        state.isInTransaction = true;
      });
    },
    async commitTransaction() {
      await step(state, 'commit', 'commit', async () => {
        await inner.commitTransaction(plain);
        state.isInTransaction = false;
        free();
      });
    },
    async rollbackTransaction() {
      state.isInTransaction = false;
      free();
      await step(state, 'rollback', null, () => inner.rollbackTransaction(plain));
    },
    releaseConnection: () => Promise.resolve(),
    destroy: () => (process.isDead ? never() : inner.destroy()),
  };
}

type State = Deps & { readonly plain: () => DatabaseConnection; isInTransaction: boolean };

async function execute<R>(state: State, query: CompiledQuery): Promise<QueryResult<R>> {
  const isRead = /^\s*(?:select|with|pragma)/iu.test(query.sql);
  if (!isRead && !state.isInTransaction) await waitForLock(state, query);
  const words = query.sql.replace(/\s+/gu, ' ').slice(0, 70);
  return step(state, words, isRead ? 'read' : 'write', () => state.plain().executeQuery<R>(query));
}

async function step<T>(
  state: State,
  words: string,
  what: Parameters<FaultAt>[1] | null,
  work: () => Promise<T>,
): Promise<T> {
  const { process, faultAt } = state;
  await process.pass(`${words} …`);
  const fault = what === null ? undefined : faultAt(process, what);
  if (fault) await fail(state, fault);
  const result = await work();
  await process.pass(words);
  return result;
}

const ERRORS = {
  full: ['database or disk is full', 'SQLITE_FULL'],
  busy: ['database is locked', 'SQLITE_BUSY'],
  io: ['disk I/O error', 'SQLITE_IOERR'],
} as const;

/** A full disk and an I/O error end the transaction by themselves: the roll-back after it fails too. */
async function fail(state: State, fault: DatabaseFault): Promise<void> {
  if (state.isInTransaction && fault !== 'busy')
    await state.plain().executeQuery(CompiledQuery.raw('rollback'));
  const [message, code] = ERRORS[fault];
  throw new SqliteFile.SqliteError(message, code);
}

/** A single write, outside a transaction, waits with the whole process. */
async function waitForLock({ process, lock }: State, { sql }: CompiledQuery): Promise<void> {
  const isHeld = () => lock.holder !== null && lock.holder !== process;
  for (let waited = 0; isHeld(); waited += BUSY_TRY_MS) {
    if (waited >= BUSY_MS) throw new SqliteFile.SqliteError(...ERRORS.busy);
    await new Promise<void>((resolve) => process.clock.after(BUSY_TRY_MS, process, resolve));
    await process.pass(`waits for the lock: ${sql.slice(0, 60)}`);
  }
}

function noStreams(): never {
  throw new Error('The simulation knows no streamed queries.');
}
