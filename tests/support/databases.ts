import { describe, inject, onTestFinished } from 'vitest';
import { migrate, type OpenDatabase, openDatabase } from '../../src/store/index.ts';
import { createDatabase, emptyDatabase } from './postgres.ts';

/** A migrated, empty database of the test's own, gone when the test is over. */
export type Open = () => Promise<OpenDatabase & { readonly url: string }>;

/** The same tests on SQLite in memory and on a real PostgreSQL, as every rule of the store holds on both. */
export function describeOnEachDialect(name: string, tests: (open: Open) => void): void {
  describe(`${name} (SQLite)`, () => tests(openInMemory));
  describeOnPostgres(name, tests);
}

/** What only several processes on one database show. */
export function describeOnPostgres(name: string, tests: (open: Open) => void): void {
  const postgres = inject('postgres');
  if ('url' in postgres) describe(`${name} (PostgreSQL)`, () => tests(() => openOn(postgres.url)));
  else
    describe.skip(`${name} (PostgreSQL did not start: ${postgres.reason})`, () =>
      tests(openInMemory));
}

export async function openInMemory(): ReturnType<Open> {
  const url = 'sqlite::memory:';
  const database = await openDatabase(url);
  onTestFinished(() => database.close());
  await migrate(database.db);
  return { ...database, url };
}

/** Databases of this test file that no test is using. */
const free: string[] = [];

async function openOn(server: string): ReturnType<Open> {
  const url = free.pop() ?? (await createDatabase(server));
  const database = await openDatabase(url);
  onTestFinished(async () => {
    await database.close();
    await emptyDatabase(url);
    free.push(url);
  });
  return { ...database, url };
}
