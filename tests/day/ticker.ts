import { setTimeout as delay } from 'node:timers/promises';
import type { Sender } from '../../src/pipeline/sender.ts';
import type { Db } from '../../src/store/index.ts';

/** A clock that stands, but while something is on its way: one chat's messages leave a second apart. */
export type Ticker = {
  readonly now: () => Date;
  strike(at: number): void;
  /** Until nothing waits any more. */
  untilSent(db: Db, sender: Sender): Promise<void>;
};

const STEP_MS = 250;
/** The next tick is not far. */
const LONGEST_MS = 120_000;
const LOOK_MS = 3;

export function createTicker(from: number): Ticker {
  let shows = from;
  return {
    now: () => new Date(shows),
    strike(at) {
      if (shows > at)
        throw new Error(`What was due before ${new Date(at).toISOString()} took too long`);
      shows = at;
    },
    async untilSent(db, sender) {
      const until = shows + LONGEST_MS;
      while (await isWaiting(db)) {
        sender.wake();
        await delay(LOOK_MS);
        // Not under an answer: it would count as hanging.
        if (sender.stats().inFlight === 0) shows += STEP_MS;
        if (shows > until) throw new Error('What is due does not leave');
      }
    },
  };
}

async function isWaiting(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('deliveries')
    .select('id')
    .where('state', 'in', ['pending', 'claimed'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
