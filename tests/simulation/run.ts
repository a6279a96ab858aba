import { copyFileSync, rmSync } from 'node:fs';
import SqliteFile from 'better-sqlite3';
import { chanceOf } from '../hardness/chance.ts';
import { audit } from './audit.ts';
import { build, type Parts } from './build.ts';
import type { Repeats } from './find-repeats.ts';
import type { MakeSender } from './gongbao.ts';
import { plan } from './plan.ts';
import { BUSY_MS, planReunion } from './plan-minds.ts';
import { populate } from './populate.ts';
import { settleDown } from './settle-down.ts';

export type RunOptions = {
  readonly seed: number;
  readonly run: number;
  /** A migrated, empty database. */
  readonly template: string;
  /** Where the run's own may be. */
  readonly path: string;
  readonly isTraced: boolean;
  /** The service dies at this point and at no other; `null`: as chance will have it. */
  readonly crashAt: number | null;
  /** Another sender than the real one, to see that it is found out. */
  readonly makeSender?: MakeSender | undefined;
  /** What is done to the database behind the service's back, for the same reason. */
  readonly meddling?: string | undefined;
  /** What few towns live to see by chance is seen by all. */
  readonly isReunited?: boolean | undefined;
};

export type RunResult = {
  readonly run: number;
  readonly faults: readonly string[];
  readonly hash: string;
  readonly trace: readonly string[];
  readonly points: number;
  readonly crashes: number;
  readonly requests: number;
  readonly messages: number;
  readonly repeats: Repeats;
};

const immediate = setImmediate;

/** One town, one service and everything that can go wrong between them, from its numbers alone. */
export async function simulate(options: RunOptions): Promise<RunResult> {
  const { seed, run, template, path } = options;
  removeFiles(path);
  copyFileSync(template, path);
  const file = new SqliteFile(path);
  const parts = build(options, file);
  try {
    populate(file, parts.world);
    file.exec(options.meddling ?? '');
    plan(parts.world, parts.life, chanceOf(seed, run * 16 + 15));
    if (options.isReunited) planReunion(parts.world, parts.life);
    parts.life.start();
    const ending = settleDown(parts, file, BUSY_MS);
    do await new Promise((resolve) => immediate(resolve));
    while (!ending.isOver() && parts.world.clock.advance());
    const found = await audit(parts.world, file);
    return resultOf(run, parts, { ending: ending.faults, found });
  } finally {
    for (const process of parts.state.processes) process.isDead = true;
    for (const { onEnd } of parts.state.processes) for (const close of onEnd.splice(0)) close();
    file.close();
    removeFiles(path);
  }
}

type Findings = {
  readonly ending: readonly string[];
  readonly found: Awaited<ReturnType<typeof audit>>;
};

function resultOf(
  run: number,
  { world, trace, state }: Parts,
  { ending, found }: Findings,
): RunResult {
  const { requests } = world.telegram;
  return {
    run,
    faults: [...state.complaints, ...ending, ...found.faults],
    hash: trace.hash(),
    trace: trace.lines,
    points: state.points,
    crashes: state.crashes,
    requests: requests.length,
    messages: requests.filter(({ messageId }) => messageId !== null).length,
    repeats: found.repeats,
  };
}

function removeFiles(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}
