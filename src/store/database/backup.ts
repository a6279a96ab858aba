import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import SqliteFile from 'better-sqlite3';
import { type Db, isPostgres, sqlitePath } from './database.ts';
import { StoreError } from './store-error.ts';

/** Copies the database while others read and write it. The file appears when it is whole. */
export async function backup(db: Db, url: string, file: string): Promise<void> {
  if (isPostgres(db)) throw new StoreError('Cannot back up PostgreSQL from here: use pg_dump');
  const path = sqlitePath(url);
  if (path === undefined || path === ':memory:')
    throw new StoreError('Cannot back up a database that lives in memory');
  if (existsSync(file)) throw new StoreError(`Cannot back up to ${file}: it exists already`);
  const part = `${file}.part`;
  await rm(part, { force: true });
  const source = new SqliteFile(path, { readonly: true });
  try {
    // One view from first page to last: else every write of another process starts the copy anew.
    source.exec('begin; select 1 from sqlite_schema;');
    await source.backup(part);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(`Cannot back up to ${file}: ${reason}`, { cause: error });
  } finally {
    source.close();
  }
}
