import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate, openDatabase } from '../../src/store/index.ts';
import type { KeeperWord } from './postgres-keeper.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A running PostgreSQL with a migrated database `gongbao_template`, or why there is none. */
    readonly postgres: KeeperWord;
  }
}

const TEMPLATE = 'gongbao_template';

/**
 * One PostgreSQL for the whole run. Where it cannot start, the tests that need it are skipped by name,
 * so that `npm test` passes on every machine; with `REQUIRE_POSTGRES` it fails instead. `CI` cannot say
 * that: `npm test` sets it everywhere, against snapshots that write themselves.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const keeper = spawn(process.execPath, [KEEPER], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const gone = once(keeper, 'exit');
  const stop = async () => {
    keeper.stdin.end();
    await gone;
  };
  try {
    const word = await firstWord(keeper.stdout);
    if ('reason' in word && process.env['REQUIRE_POSTGRES'])
      throw new Error(`PostgreSQL did not start: ${word.reason}`);
    if ('url' in word) await createTemplate(word.url);
    project.provide('postgres', word);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

const KEEPER = fileURLToPath(new URL('./postgres-keeper.ts', import.meta.url));

async function firstWord(output: NodeJS.ReadableStream): Promise<KeeperWord> {
  for await (const line of createInterface({ input: output })) return JSON.parse(line);
  return { reason: 'its keeper ended without a word' };
}

async function createTemplate(url: string): Promise<void> {
  await query(url, `create database ${TEMPLATE}`);
  const { db, close } = await openDatabase(databaseUrl(url, TEMPLATE));
  await migrate(db);
  await close();
}

/** A migrated and empty database; it goes with the server. */
export async function createDatabase(url: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await query(url, `create database ${name} template ${TEMPLATE}`);
  return databaseUrl(url, name);
}

/** Makes a database as good as new: far quicker than a new one. */
export async function emptyDatabase(url: string): Promise<void> {
  await query(
    url,
    `set session_replication_role = replica;
     do $$
     declare name text;
     begin
       for name in select tablename from pg_tables
         where schemaname = 'public' and tablename not like 'kysely%'
       loop execute format('delete from %I', name); end loop;
       for name in select sequencename from pg_sequences where schemaname = 'public'
       loop execute format('alter sequence %I restart', name); end loop;
     end $$`,
  );
}

function databaseUrl(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/** On a connection of its own. */
export async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
