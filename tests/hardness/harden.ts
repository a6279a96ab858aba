import { type Input, makeInput } from './make-input.ts';
import { openReader, type Reading } from './reader.ts';
import { loadSeeds } from './seeds.ts';

export type Plan = {
  readonly seed: number;
  /** The first run's number: a run is made again by its number alone. */
  readonly first: number;
  readonly runs: number;
  readonly onRun: (done: number) => void;
  readonly onFailure: (failure: Failure) => void;
};

/** A run that broke a promise. */
export type Failure = {
  readonly run: number;
  readonly input: Input;
  readonly faults: readonly string[];
};

export type Hardness = {
  readonly runs: number;
  readonly outcomes: ReadonlyMap<string, number>;
  readonly failures: number;
  /** Of processor time: the machine may be busy with something else. */
  readonly slowest: { readonly run: number; readonly ms: number; readonly story: string };
  /** Of one document, while it was read. */
  readonly largest: { readonly run: number; readonly mb: number };
  /** Held by a reader between two documents. */
  readonly mostKeptMb: number;
};

const LONGEST_MS = 5_000;
const MOST_MB = 300;

/** Reads as many broken documents as wanted, one after the other, in processes of their own. */
export async function harden({ seed, first, runs, onRun, onFailure }: Plan): Promise<Hardness> {
  const seeds = loadSeeds();
  const outcomes = new Map<string, number>();
  let failures = 0;
  let slowest = { run: first, ms: 0, story: '' };
  let largest = { run: first, mb: 0 };
  let mostKeptMb = 0;
  const reader = openReader();
  for (let run = first; run < first + runs; run += 1) {
    const input = makeInput(seeds, seed, run);
    const reading = await reader.read(input.readable);
    const faults = faultsOf(reading);
    if (faults.length > 0) {
      failures += 1;
      onFailure({ run, input, faults });
    }
    const key = `${input.kind}: ${reading.outcome}`;
    outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
    if (reading.cpuMs > slowest.ms) slowest = { run, ms: reading.cpuMs, story: input.story };
    if (reading.peakMb > largest.mb) largest = { run, mb: reading.peakMb };
    mostKeptMb = Math.max(mostKeptMb, reading.keptMb);
    onRun(run - first + 1);
  }
  reader.close();
  return { runs, outcomes, failures, slowest, largest, mostKeptMb };
}

function faultsOf({ faults, cpuMs, peakMb, keptMb }: Reading): string[] {
  return [
    ...faults,
    ...(cpuMs > LONGEST_MS ? [`${Math.round(cpuMs)} ms of processor time`] : []),
    ...(peakMb > MOST_MB ? [`${Math.round(peakMb)} MB while it was read`] : []),
    ...(keptMb > MOST_MB ? [`${Math.round(keptMb)} MB kept afterwards`] : []),
  ];
}
