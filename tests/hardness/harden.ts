import { type Input, makeInput } from './make-input.ts';
import { startReader } from './reader.ts';
import { loadSeeds } from './seeds.ts';

export type Plan = {
  readonly seed: number;
  /** The first run's number: a run is made again by its number alone. */
  readonly first: number;
  readonly runs: number;
  readonly onRun: (done: number) => void;
};

/** A run that broke a promise. */
type Failure = {
  readonly run: number;
  readonly input: Input;
  readonly faults: readonly string[];
};

export type Hardness = {
  readonly runs: number;
  readonly outcomes: ReadonlyMap<string, number>;
  readonly failures: readonly Failure[];
  /** Of processor time: the machine may be busy with something else. */
  readonly slowest: { readonly run: number; readonly ms: number; readonly story: string };
  readonly peakMb: number;
};

const LONGEST_MS = 5_000;
const MOST_MB = 300;

/** Reads as many broken documents as wanted, one after the other, in a process of their own. */
export async function harden({ seed, first, runs, onRun }: Plan): Promise<Hardness> {
  const seeds = loadSeeds();
  const outcomes = new Map<string, number>();
  const failures: Failure[] = [];
  let slowest = { run: first, ms: 0, story: '' };
  let peakMb = 0;
  let reader = startReader();
  for (let run = first; run < first + runs; run += 1) {
    const input = makeInput(seeds, seed, run);
    const { outcome, faults, cpuMs, isLost } = await reader.read(input.readable);
    const all = [...faults];
    if (cpuMs > LONGEST_MS) all.push(`${Math.round(cpuMs)} ms of processor time`);
    if (reader.peakMb() > MOST_MB && peakMb <= MOST_MB)
      all.push(`${Math.round(reader.peakMb())} MB`);
    if (all.length > 0) failures.push({ run, input, faults: all });
    const key = `${input.kind}: ${outcome}`;
    outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
    if (cpuMs > slowest.ms) slowest = { run, ms: cpuMs, story: input.story };
    peakMb = Math.max(peakMb, reader.peakMb());
    if (isLost) reader = startReader();
    onRun(run - first + 1);
  }
  reader.close();
  return { runs, outcomes, failures, slowest, peakMb };
}
