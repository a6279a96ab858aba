import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

type Checked = {
  readonly runs: number;
  readonly failures: readonly { readonly run: number; readonly faults: readonly string[] }[];
};

type Plan = {
  readonly seed: number;
  readonly first: number;
  readonly runs: number;
  readonly onRuns: (done: number) => void;
};

/** What a worker does: its share is every `step`th run. */
export type Share = Omit<Plan, 'onRuns'> & { readonly step: number };
export type Report =
  | { readonly kind: 'done'; readonly runs: number }
  | { readonly kind: 'failed'; readonly run: number; readonly faults: readonly string[] };

/** Composes as many random documents as wanted, a worker for each core. */
export async function check({ seed, first, runs, onRuns }: Plan): Promise<Checked> {
  const workers = Math.min(availableParallelism(), runs);
  const failures: { run: number; faults: readonly string[] }[] = [];
  let done = 0;
  const listen = (report: Report) => {
    if (report.kind === 'failed') failures.push(report);
    else {
      done += report.runs;
      onRuns(done);
    }
  };
  await Promise.all(
    Array.from({ length: workers }, (_, offset) =>
      finish({ seed, first: first + offset, runs: first + runs, step: workers }, listen),
    ),
  );
  return { runs: done, failures: failures.sort((a, b) => a.run - b.run) };
}

function finish(share: Share, listen: (report: Report) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share });
    worker.on('message', listen);
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}
