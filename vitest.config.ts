import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Starts one throw-away PostgreSQL for the run; without it, the store's tests skip that half by name.
    globalSetup: ['tests/support/postgres.ts'],
    // By itself vitest leaves one of two cores idle, and tests of whole services mostly wait.
    maxWorkers: '150%',
    // A busy machine is slow, and no test says so by timing out: what must be quick is measured.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
