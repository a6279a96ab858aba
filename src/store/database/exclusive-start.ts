import { dirname } from 'node:path';
import SqliteFile from 'better-sqlite3';
import { sqlitePath } from './database.ts';
import { makeFolder } from './make-folder.ts';
import { StoreBusyError } from './store-error.ts';

/**
 * Lets one `start` run on a SQLite file: two would wait for each other's locks with their event loops.
 * The claim is a lock of the operating system, gone with the process however it ends.
 */
export function claimExclusiveStart(url: string): { release(): void } {
  const path = sqlitePath(url);
  if (path === undefined || path === ':memory:') return { release: () => undefined };
  makeFolder(dirname(path));
  const lock = new SqliteFile(`${path}.start-lock`, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!(error instanceof SqliteFile.SqliteError && error.code.startsWith('SQLITE_BUSY')))
      throw error;
    throw new StoreBusyError(`Another gongbao is running on ${path}; stop it first`, {
      cause: error,
    });
  }
  return { release: () => void lock.close() };
}
