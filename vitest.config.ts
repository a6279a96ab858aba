import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What begins last ends last: the longest files come first, and not where vitest guesses from their size. */
const LONGEST = [
  'tests/service-together.test.ts',
  'tests/simulation/simulation.test.ts',
  'tests/service.test.ts',
  'tests/day/day.test.ts',
  'tests/service-killed.test.ts',
  'tests/cli/campaigns.test.ts',
  'tests/bot/every-button.test.ts',
  'tests/parse/variations.test.ts',
];

/** A class, as vitest takes no function for it. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranks = LONGEST.map((name) => files.findIndex(({ moduleId }) => moduleId.endsWith(name)));
    const first = ranks.flatMap((rank) => files[rank] ?? []);
    return [...first, ...(await super.sort(files)).filter((file) => !first.includes(file))];
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Starts one throw-away PostgreSQL for the run; without it, the store's tests skip that half by name.
    globalSetup: ['tests/support/postgres.ts'],
    // Not one more: tests of whole services say within which time something happens, by the clock.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    // A busy machine is slow, and no test says so by timing out: what must be quick is measured.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
