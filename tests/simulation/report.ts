import type { RunResult } from './run.ts';
import type { Theatre } from './theatre.ts';

type Wanted = {
  readonly seed: number;
  readonly first: number;
  readonly runs: number;
  readonly crashAt: number | null;
  readonly isEveryPoint: boolean;
  readonly isTraced: boolean;
  readonly say: (line: string) => void;
};

type Played = RunResult & { readonly crashAt: number | null; readonly ms: number };

/** Plays what is wanted, says what came of it, and whether all of it was well. */
export async function report(theatre: Theatre, wanted: Wanted): Promise<boolean> {
  const { seed, runs, say } = wanted;
  const started = process.cpuUsage();
  const sum = { runs: 0, crashes: 0, requests: 0, messages: 0, points: 0, failed: 0 };
  const repeats = { 'answer lost': 0, 'in flight at a crash': 0 };
  let slowest: Played | undefined;
  for await (const played of play(theatre, wanted)) {
    sum.runs += 1;
    for (const what of ['crashes', 'requests', 'messages', 'points'] as const)
      sum[what] += played[what];
    for (const cause of ['answer lost', 'in flight at a crash'] as const)
      repeats[cause] += played.repeats[cause];
    if (played.ms > (slowest?.ms ?? 0)) slowest = played;
    if (wanted.isTraced) for (const line of played.trace) say(line);
    if (played.faults.length > 0) {
      sum.failed += 1;
      tell(played, seed, say);
      const { run, crashAt } = played;
      const { hash } = await theatre.play({ seed, run, crashAt });
      if (hash !== played.hash) say(`  played again it went otherwise (${hash})`);
    }
    if (sum.runs % 500 === 0) process.stderr.write(`${sum.runs} of ${runs}\n`);
  }
  const { user, system } = process.cpuUsage(started);
  say(`${sum.runs} runs of seed ${seed}, ${Math.round((user + system) / 1e6)} s of processor time`);
  const lines: readonly (readonly [string, number])[] = [
    ['points at which a run may die', sum.points],
    ['crashes', sum.crashes],
    ['requests', sum.requests],
    ['messages that arrived', sum.messages],
    ...Object.entries(repeats).map(
      ([cause, count]) => [`of these again: ${cause}`, count] as const,
    ),
    ['runs that broke a promise', sum.failed],
  ];
  for (const [what, count] of lines) say(`${String(count).padStart(10)}  ${what}`);
  if (slowest) say(`slowest: ${Math.round(slowest.ms)} ms, run ${slowest.run}`);
  return sum.failed === 0;
}

async function* play(theatre: Theatre, wanted: Wanted): AsyncGenerator<Played> {
  const { seed, first, runs, crashAt, isEveryPoint, isTraced } = wanted;
  if (isEveryPoint) {
    const { points } = await theatre.play({ seed, run: first, crashAt: Number.POSITIVE_INFINITY });
    for (let point = 1; point <= points; point++)
      yield timed(theatre, { seed, run: first, crashAt: point });
    return;
  }
  for (let run = first; run < first + runs; run++)
    yield timed(theatre, { seed, run, crashAt, isTraced });
}

async function timed(
  theatre: Theatre,
  playing: { seed: number; run: number; crashAt: number | null; isTraced?: boolean },
): Promise<Played> {
  const started = performance.now();
  const result = await theatre.play(playing);
  return { ...result, crashAt: playing.crashAt, ms: performance.now() - started };
}

function tell(
  { run, crashAt, faults, hash }: Played,
  seed: number,
  say: (line: string) => void,
): void {
  say(`run ${run} (${hash})`);
  for (const fault of faults.slice(0, 5)) say(`  ${fault.slice(0, 1_500)}`);
  const at = crashAt === null ? '' : ` --crash-at ${crashAt}`;
  say(`  again: npm run simulate -- --seed ${seed} --run ${run}${at} --trace`);
}
