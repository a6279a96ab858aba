/** 1,000,000 deliveries into the outbox, against one bare statement that writes as many rows. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { migrate, openDatabase, saveIssue } from '../src/store/index.ts';
import { anIngest, anItem } from '../tests/support/samples.ts';
import type { Queued } from './queueing-process.ts';

export const CHATS = Number(process.env['BENCH_CHATS'] ?? 1_000_000);
const ROUNDS = 2;

export const TEXT = '平阳县人民代表大会常务委员会任免名单'.repeat(10);
/** Eight in the morning in Pingyang: everybody's digest is due. */
export const DUE = '2025-01-10T00:00:00.000Z';

/** A digest also writes down what each chat was told: no bare statement does as much. */
const GOALS = {
  broadcast: 'goal ≤ 2, ≤ 100 ms, ≤ 200 MB',
  digest: 'with what each chat was told and is due; goal ≤ 100 ms, ≤ 200 MB',
} as const;

export async function benchQueueing(): Promise<void> {
  console.log(`Queueing ${CHATS} deliveries, best of ${ROUNDS}: time, longest block, memory`);
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-queueing-'));
  try {
    const prepared = join(folder, 'prepared.db');
    await prepare(prepared);
    const bare = await best('bare', prepared);
    console.log(`  ${spent(bare)}  one bare INSERT … SELECT`);
    for (const way of ['broadcast', 'digest'] as const) {
      const ours = await best(way, prepared);
      const ratio = (ours.seconds / bare.seconds).toFixed(2);
      const cpuRatio = (ours.cpuSeconds / bare.cpuSeconds).toFixed(2);
      console.log(
        `  ${spent(ours)}  a ${way} to everybody: ours/this ${ratio} (processor time ${cpuRatio}), ` +
          `block ${Math.round(ours.longestBlockMs)} ms, RSS ${Math.round(ours.rssMb)} MB (${GOALS[way]})`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function spent({ seconds, cpuSeconds }: Queued): string {
  return `${seconds.toFixed(1)} s, processor time ${cpuSeconds.toFixed(1)} s`;
}

/** Subscribers, and an issue that is new to all of them. */
async function prepare(path: string): Promise<void> {
  const { db, close } = await openDatabase(`sqlite:${path}`);
  await migrate(db);
  await sql`
    insert into chats (id, kind, language, state, created_at)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${CHATS})
    select 100000000 + i * 7, 'private', 'zh', 'active', ${DUE} from n`.execute(db);
  await sql`
    insert into subscriptions (chat_id, kinds, frequency, told_through, told_from, reviews_told,
      due_at, created_at)
    select id, '["decision","appointment","notice","news"]', 'daily', 0, 0, 0, ${DUE}, ${DUE}
    from chats`.execute(db);
  const items = [anItem({ title: '县城新公园开放' })];
  await saveIssue(db, anIngest({ date: '2025-01-09', items, now: new Date(DUE) }));
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await close();
}

/** What is slower is what else the machine did; the longest block and the memory are the worst. */
async function best(way: string, prepared: string): Promise<Queued> {
  let found: Queued | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const path = `${prepared}-${way}`;
    copyFileSync(prepared, path);
    const queued = await run(way, path);
    if (queued.deliveries !== CHATS) throw new Error(`${way}: ${queued.deliveries} were queued`);
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
    found = {
      ...queued,
      seconds: Math.min(queued.seconds, found?.seconds ?? queued.seconds),
      cpuSeconds: Math.min(queued.cpuSeconds, found?.cpuSeconds ?? queued.cpuSeconds),
      longestBlockMs: Math.max(queued.longestBlockMs, found?.longestBlockMs ?? 0),
      rssMb: Math.max(queued.rssMb, found?.rssMb ?? 0),
    };
  }
  if (!found) throw new Error('There is no round');
  return found;
}

async function run(way: string, path: string): Promise<Queued> {
  const program = fileURLToPath(new URL('queueing-process.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, way, path]);
  return JSON.parse(stdout) as Queued;
}
