import { parentPort, workerData } from 'node:worker_threads';
import type { Report, Share } from './check.ts';
import { judge } from './judge.ts';

const REPORTED = 500;

const { seed, first, runs: end, step } = workerData as Share;
let since = 0;
for (let run = first; run < end; run += step) {
  const faults = judgeSafely(run);
  if (faults.length > 0) tell({ kind: 'failed', run, faults: faults.slice(0, 5) });
  since += 1;
  if (since === REPORTED) tellDone();
}
tellDone();

function tellDone(): void {
  tell({ kind: 'done', runs: since });
  since = 0;
}

function judgeSafely(run: number): string[] {
  try {
    return judge(seed, run);
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

function tell(report: Report): void {
  parentPort?.postMessage(report);
}
