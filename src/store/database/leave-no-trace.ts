import { open, stat } from 'node:fs/promises';
import { sql } from 'kysely';
import { type Db, isPostgres } from './database.ts';

/** Written anew in about two seconds, in which nothing else is done. */
const MOST_BYTES = 256 * 1024 * 1024;

/** `busy`: somebody reads an old state of the file; `large`: a copy of it would take too long. */
export type Traces = 'gone' | 'busy' | 'large';

/**
 * Takes what is left of a deleted chat out of SQLite's files: out of the log, which holds pages as they
 * were, and out of gaps that moved rows have left in pages (what is deleted is overwritten, what is moved
 * is not: of one chat in a hundred something is found). PostgreSQL does the like in its own time.
 */
export async function leaveNoTrace(db: Db, chatId: number): Promise<Traces> {
  if (isPostgres(db)) return 'gone';
  if (!(await emptyLog(db))) return 'busy';
  const path = await pathOf(db);
  if (path === '' || !(await isInFile(path, tracesOf(chatId)))) return 'gone';
  if ((await stat(path)).size > MOST_BYTES) return 'large';
  await sql`vacuum`.execute(db);
  return (await emptyLog(db)) ? 'gone' : 'busy';
}

/**
 * Everything in the log goes to its place in the file, and the log is cut to nothing. At once or not at
 * all: SQLite's own waiting would stop the whole process.
 */
function emptyLog(db: Db): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    const patience = await sql<{ timeout: number }>`pragma busy_timeout`.execute(connection);
    await sql`pragma busy_timeout = 0`.execute(connection);
    try {
      const log = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(connection);
      return log.rows[0]?.busy === 0;
    } finally {
      await sql`pragma busy_timeout = ${sql.lit(patience.rows[0]?.timeout ?? 0)}`.execute(
        connection,
      );
    }
  });
}

/** `''`: it lives in memory. */
async function pathOf(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string; file: string }>`pragma database_list`.execute(db);
  return rows.find(({ name }) => name === 'main')?.file ?? '';
}

/** Shorter ones stand in any file by chance; no chat of Telegram's has such an id today. */
const SHORTEST_TRACE = 4;

/** An id as SQLite writes it: as a column, as the key of a row, in a text. */
export function tracesOf(id: number): Buffer[] {
  return [columnOf(id), keyOf(id), Buffer.from(String(id))].filter(
    ({ length }) => length >= SHORTEST_TRACE,
  );
}

/** In 1, 2, 3, 4, 6 or 8 bytes, as few as hold it. */
function columnOf(id: number): Buffer {
  const whole = Buffer.alloc(8);
  whole.writeBigInt64BE(BigInt(id));
  const length = [1, 2, 3, 4, 6].find(
    (bytes) => BigInt.asIntN(8 * bytes, BigInt(id)) === BigInt(id),
  );
  return whole.subarray(8 - (length ?? 8));
}

/** In groups of seven bits, all but the last one marked; a negative one in nine bytes. */
function keyOf(id: number): Buffer {
  const groups: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(id));
  if (id < 0) {
    groups.push(Number(rest & 0xffn));
    for (rest >>= 8n; groups.length < 9; rest >>= 7n) groups.unshift(Number(rest & 0x7fn) | 0x80);
    return Buffer.from(groups);
  }
  do {
    groups.unshift(Number(rest & 0x7fn) | (groups.length === 0 ? 0 : 0x80));
    rest >>= 7n;
  } while (rest > 0n);
  return Buffer.from(groups);
}

const CHUNK = 1 << 20;

async function isInFile(path: string, traces: readonly Buffer[]): Promise<boolean> {
  const overlap = Math.max(0, ...traces.map(({ length }) => length - 1));
  const file = await open(path);
  try {
    const chunk = Buffer.alloc(overlap + CHUNK);
    for (let kept = 0; ; ) {
      const { bytesRead } = await file.read(chunk, kept, CHUNK);
      if (bytesRead === 0) return false;
      const seen = chunk.subarray(0, kept + bytesRead);
      if (traces.some((trace) => seen.includes(trace))) return true;
      kept = Math.min(overlap, seen.length);
      seen.copyWithin(0, seen.length - kept);
    }
  } finally {
    await file.close();
  }
}
