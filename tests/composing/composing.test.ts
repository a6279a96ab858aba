import { expect, it } from 'vitest';
import { judge } from './judge.ts';

/** A failing run is made again by its number: `npm run compose-check -- --seed 7 --run N`. */
const SEED = 7;
const RUNS = 4_000;
/** On a busy machine fewer do. */
const LONGEST_MS = 15_000;
const FEWEST = 500;

it('whatever is printed and whatever was chosen: nothing is over a limit, broken, or lost', () => {
  const until = performance.now() + LONGEST_MS;
  for (let run = 0; run < RUNS && (run < FEWEST || performance.now() < until); run += 1)
    expect(judge(SEED, run), `run ${run}`).toEqual([]);
}, 240_000);
