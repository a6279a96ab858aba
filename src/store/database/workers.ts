import { randomBytes } from 'node:crypto';
import { Socket } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { type Db, isPostgres, isShared } from './database.ts';
import { claimExclusiveStart } from './exclusive-start.ts';
import { cannotOpen, SILENCE_MS, withoutUser } from './open-postgres.ts';
import { StoreBusyError, StoreError } from './store-error.ts';

/**
 * What one process does at a time, of all that share a database: `poller` takes the bot's updates,
 * `planner` keeps the timetable.
 */
export type Role = 'poller' | 'planner';

/**
 * A process's hold on a PostgreSQL database that it shares with others: a connection of its own with
 * locks on it, which are free at once when it ends, however it ends.
 */
export type WorkerSession = {
  /** Of this session alone, and locked by it: what is claimed under it is in a live process's hands. */
  readonly key: number;
  /** Takes the role if nobody has it; it stays ours as long as the session stands. */
  take(role: Role): Promise<boolean>;
  /** Rejects if the session, and with it every lock, is gone. */
  prove(): Promise<void>;
  /** Resolves when the session is over, whoever ended it. */
  readonly over: Promise<void>;
  end(): void;
};

/** Numbers below are for locks with a name. */
const LEAST_KEY = 2 ** 51;
const UNKNOWN_SETTING = '42704';

export async function openWorkerSession(url: string, botId: number): Promise<WorkerSession> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: url,
    application_name: 'gongbao worker',
    connectionTimeoutMillis: SILENCE_MS,
    stream: () => socket,
  });
  const over = new Promise<void>((resolve) => {
    client.on('error', () => socket.destroy()).once('end', resolve);
    socket.once('close', resolve);
  });
  // Without a farewell: on a connection that is broken it would be waited for in vain.
  const end = () => void socket.destroy();
  const is = async (text: string, ...values: unknown[]) =>
    (await client.query<{ is: boolean | null }>(`select ${text} as is`, values)).rows[0]?.is ===
    true;
  const key = LEAST_KEY + (randomBytes(6).readUIntBE(0, 6) % LEAST_KEY);
  try {
    await client.connect();
    await endWhenSilent(client);
    if (!(await is(`pg_try_advisory_lock_shared(${idOf('$1')})`, IN_USE)))
      throw new StoreBusyError('This database is being copied; start when that is done');
    if (!(await is('pg_try_advisory_lock($1)', key))) throw new StoreError('The key is taken');
    // Whoever shares the connection through a pooler overwrites it, and we find out.
    await client.query("select set_config('gongbao.worker', $1, false)", [key]);
  } catch (error) {
    end();
    throw error;
  }
  return {
    key,
    over,
    end,
    take: (role) => is(`pg_try_advisory_lock(${idOf('$1')})`, nameOf(role, botId)),
    async prove() {
      if (!(await is("current_setting('gongbao.worker', true) = $1", String(key))))
        throw new StoreError(
          'The connection was given to someone else: PgBouncer must pool whole sessions here',
        );
    },
  };
}

async function endWhenSilent(client: pg.Client): Promise<void> {
  try {
    await client.query(`set idle_session_timeout = ${SILENCE_MS}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === UNKNOWN_SETTING)) throw error;
    throw new StoreError('Gongbao needs PostgreSQL 14 or newer', { cause: error });
  }
}

/** Locks are of one database; a schema of it may be another installation's. */
function idOf(name: string): string {
  return `hashtextextended(${name} || ' ' || current_schema(), 0)`;
}

/** Who plans, plans for everybody in the database; each bot's updates are its own. */
function nameOf(role: Role, botId: number): string {
  return role === 'poller' ? `gongbao poller ${botId}` : 'gongbao planner';
}

const IN_USE = 'gongbao in use';

/** Keeps every `start` away until it is released, on SQLite and on PostgreSQL. */
export async function claimWholeDatabase(url: string): Promise<{ release(): unknown }> {
  if (!isShared(url)) return claimExclusiveStart(url);
  const client = new pg.Client({ connectionString: url, application_name: 'gongbao copy' });
  client.on('error', () => undefined); // then the copy fails too, and says why
  try {
    await client.connect();
  } catch (error) {
    throw cannotOpen(url, error);
  }
  const { rows } = await client.query<{ is: boolean }>(
    `select pg_try_advisory_lock(${idOf('$1')}) as is`,
    [IN_USE],
  );
  const release = () => client.end();
  if (rows[0]?.is) return { release };
  await release();
  throw new StoreBusyError(`A gongbao is running on ${withoutUser(url)}; stop it first`);
}

/**
 * Lets changes to what a chat chose come one after the other, until the transaction ends: its updates
 * may reach two processes at once. SQLite has one writer anyway.
 */
export async function lockChat(tx: Db, chatId: number): Promise<void> {
  if (!isPostgres(tx)) return;
  const name = `gongbao chat ${chatId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}

/** A digest may be on its way: what it tells is known when it is written. */
export async function lockSubscription(tx: Db, chatId: number): Promise<void> {
  if (!isPostgres(tx)) return;
  await tx
    .selectFrom('subscriptions')
    .select('chat_id')
    .where('chat_id', '=', chatId)
    .forUpdate()
    .execute();
}

/**
 * The keys under which something is claimed and that no session holds: of processes that died, or lost
 * their connection and have taken a new key since. Nobody will ever hold them again.
 */
export async function findDeadWorkers(db: Db): Promise<number[]> {
  if (!isPostgres(db)) return [];
  const { rows } = await sql<{ key: number }>`
    with claimers as materialized (
      select distinct claimed_by as key from deliveries
      where state = 'claimed' and claimed_by is not null)
    select key from claimers where pg_try_advisory_xact_lock(key)`.execute(db);
  return rows.map(({ key }) => key);
}
