/**
 * Plays whole towns with everything that can go wrong: `npm run simulate -- --runs N --seed S`.
 * One run again, with all that happens in it: `npm run simulate -- --seed S --run K --trace`.
 * One run again and again, dying at each point in turn: `npm run simulate -- --seed S --run K --every-point`.
 */
import { parseArgs } from 'node:util';
import { report } from './report.ts';
import { openTheatre } from './theatre.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    run: { type: 'string' },
    'crash-at': { type: 'string' },
    'every-point': { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
  },
});
const theatre = await openTheatre();
try {
  const isWell = await report(theatre, {
    seed: Number(values.seed),
    first: Number(values.run ?? 0),
    runs: values.run === undefined ? Number(values.runs) : 1,
    crashAt: values['crash-at'] === undefined ? null : Number(values['crash-at']),
    isEveryPoint: values['every-point'],
    isTraced: values.trace,
    say: (line) => void process.stdout.write(`${line}\n`),
  });
  if (!isWell) process.exitCode = 1;
} finally {
  theatre.close();
}
