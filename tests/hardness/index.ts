/**
 * Reads thousands of broken documents and says what came of it: `npm run harden -- --runs N --seed S`.
 * One run again, its input kept in a folder: `npm run harden -- --seed S --run N --keep FOLDER`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Readable } from '../../src/pipeline/read-issues.ts';
import { type Failure, harden } from './harden.ts';
import { makeInput } from './make-input.ts';
import { loadSeeds } from './seeds.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    run: { type: 'string' },
    keep: { type: 'string' },
  },
});
const seed = Number(values.seed);
const first = Number(values.run ?? 0);
const runs = values.run === undefined ? Number(values.runs) : 1;
if (values.keep !== undefined) keep(makeInput(loadSeeds(), seed, first).readable, values.keep);
await report();

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function report(): Promise<void> {
  const started = performance.now();
  const { outcomes, failures, slowest, largest, mostKeptMb } = await harden({
    seed,
    first,
    runs,
    onRun: (done) => {
      if (done % 500 === 0) process.stderr.write(`${done} of ${runs}\n`);
    },
    onFailure: tell,
  });
  say(`${runs} runs of seed ${seed} in ${Math.round((performance.now() - started) / 1000)} s`);
  for (const [outcome, count] of [...outcomes].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    say(`${String(count).padStart(7)}  ${outcome}`);
  say(
    `slowest: ${Math.round(slowest.ms)} ms of processor time, run ${slowest.run} (${slowest.story})`,
  );
  say(`most memory for one document: ${Math.round(largest.mb)} MB, run ${largest.run}`);
  say(`most memory kept between two: ${Math.round(mostKeptMb)} MB`);
  say(`${failures} runs broke a promise`);
  if (failures > 0) process.exitCode = 1;
}

/** At once: who waits for thousands of runs may look at the first that failed meanwhile. */
function tell({ run, input, faults }: Failure): void {
  say(`\nrun ${run} (${input.kind}: ${input.story.slice(0, 400)})`);
  for (const fault of faults.slice(0, 5)) say(`  ${fault.slice(0, 1_500)}`);
  say(`  again: npm run harden -- --seed ${seed} --run ${run}\n`);
}

function keep(readable: Readable, folder: string): void {
  const files =
    'pages' in readable
      ? readable.pages.map(({ address, bytes }) => ({ name: address, bytes }))
      : [readable];
  mkdirSync(folder, { recursive: true });
  for (const { name, bytes } of files)
    writeFileSync(join(folder, name.replaceAll(/[/.]{2,}|\//gu, '_')), bytes);
}
