/**
 * What Gongbao does, measured against its rivals on the same machine in the same run: `npm run bench`,
 * or some of it by name: `npm run bench -- delivery answers`. What counts are the ratios; the absolute
 * numbers are the machine's.
 */
import { benchAnswers } from './answers.ts';
import { benchDelivery } from './delivery.ts';
import { benchMatching } from './matching.ts';
import { benchPostgres } from './postgres.ts';
import { benchQueueing } from './queueing.ts';
import { benchReading } from './reading.ts';

/** In the order they run. Reading comes first, while the process holds nothing else. */
const BENCHMARKS: Readonly<Record<string, () => Promise<void>>> = {
  reading: benchReading,
  matching: benchMatching,
  queueing: benchQueueing,
  delivery: benchDelivery,
  answers: benchAnswers,
  postgres: benchPostgres,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(
    `No benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}`,
  );
  process.exit(2);
}
for (const [name, run] of Object.entries(BENCHMARKS))
  if (asked.length === 0 || asked.includes(name)) await run();
process.exit();
