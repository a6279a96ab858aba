/**
 * Composes and splits random documents for random settings, and says what Telegram would not take of it, or
 * which words were lost: `npm run compose-check -- --runs N --seed S`. One run again: `--seed S --run N`.
 */
import { parseArgs } from 'node:util';
import { check } from './check.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    run: { type: 'string' },
  },
});
const seed = Number(values.seed);
const first = Number(values.run ?? 0);
const runs = values.run === undefined ? Number(values.runs) : 1;

const started = performance.now();
let shown = started;
const { failures, runs: done } = await check({
  seed,
  first,
  runs,
  onRuns: (finished) => {
    if (performance.now() - shown < 5_000) return;
    shown = performance.now();
    process.stderr.write(`${finished} of ${runs}, ${rate(finished)} a second\n`);
  },
});
const seconds = Math.round((performance.now() - started) / 1000);
say(`${done} documents of seed ${seed} composed in ${seconds} s, ${rate(done)} a second`);
say(
  failures.length === 0
    ? 'None over a limit, none broken, no word lost.'
    : `${failures.length} failed:`,
);
for (const { run, faults } of failures.slice(0, 20)) {
  for (const fault of faults) say(`  run ${run}: ${fault.slice(0, 1_000)}`);
  say(`  again: npm run compose-check -- --seed ${seed} --run ${run}`);
}
if (failures.length > 0 || done !== runs) process.exitCode = 1;

function rate(finished: number): number {
  return Math.round(finished / ((performance.now() - started) / 1000));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
