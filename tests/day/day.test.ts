import { describe, expect, it } from 'vitest';
import { differences } from './compare.ts';
import { play } from './play.ts';
import { aTown } from './town.ts';

/** More of them: `DAY_SEEDS=10-30 vitest run tests/day`. */
const [first = 1, last = 3] = (process.env['DAY_SEEDS'] ?? '1-3').split('-').map(Number);
const seeds = Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('two days of a town of 200', () => {
  it.each(seeds)('each citizen gets exactly what its settings promise (seed %i)', async (seed) => {
    const town = aTown(seed);
    const received = await play(town);
    expect(differences(town, received).join('\n\n')).toBe('');
    expect(received.size).toBeGreaterThan(150);
  }, 120_000);
});
