/** Ten years of a daily paper in a SQLite file: made once a run, by whoever asks first. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingestFile } from '../src/pipeline/ingest-issue.ts';
import { type Db, migrate, openDatabase } from '../src/store/index.ts';
import { anIssueOf } from './a-daily-paper.ts';

const FIXTURES = join(import.meta.dirname, '../tests/fixtures');
export const SAMPLE = readFileSync(
  join(FIXTURES, 'pingyang-2025-01-09/pingyang-2025-01-09.md'),
  'utf8',
);
export const MB = 1024 * 1024;
/** Ten years; fewer by `BENCH_ISSUES`. */
export const ISSUES = Number(process.env['BENCH_ISSUES'] ?? 3_650);

export type Archive = {
  readonly folder: string;
  readonly path: string;
  /** Issues a second in each tenth of the paper's life. */
  readonly rates: number[];
  /** MB held at the end of each. */
  readonly memory: number[];
};

let archive: Promise<Archive> | undefined;

export function tenYears(): Promise<Archive> {
  archive ??= build();
  return archive;
}

/** A copy to write into. */
export async function copyOfTenYears(to: string): Promise<void> {
  copyFileSync((await tenYears()).path, to);
}

async function build(): Promise<Archive> {
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const path = join(folder, 'bench.db');
  const { db, close } = await openDatabase(`sqlite:${path}`);
  await migrate(db);
  const measured = await ingest(db);
  await close();
  return { folder, path, ...measured };
}

async function ingest(db: Db): Promise<Pick<Archive, 'rates' | 'memory'>> {
  const tenth = Math.ceil(ISSUES / 10);
  const rates: number[] = [];
  const memory: number[] = [];
  for (let from = 0; from < ISSUES; from += tenth) {
    const until = Math.min(ISSUES, from + tenth);
    const started = performance.now();
    for (let index = from; index < until; index += 1) {
      const { added, revised, known } = await keepIssue(db, index);
      if (added < 6 || revised + known > 0) throw new Error(`Issue ${index} is not all new`);
    }
    rates.push((until - from) / ((performance.now() - started) / 1000));
    memory.push(process.memoryUsage.rss() / MB);
  }
  return { rates, memory };
}

export async function keepIssue(db: Db, index: number) {
  const { name, text } = anIssueOf(SAMPLE, index);
  const deps = {
    db,
    now: () => new Date('2025-01-09T00:00:00Z'),
    publication: '今日平阳',
    timezone: 'Asia/Shanghai',
  };
  const { reports } = await ingestFile(deps, { name, bytes: new TextEncoder().encode(text) });
  const [report] = reports;
  if (!report) throw new Error(`Issue ${index} was not read`);
  return report;
}
