import type { KyselyPlugin } from 'kysely';
import { expect, it, vi } from 'vitest';
import { deliveryCounts } from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, queueFor } from '../support/outbox.ts';
import { chatIds, setUp, WAIT } from '../support/sending.ts';

/** While it is away every query of a database with this plugin fails, and its transaction with it. */
function createOutage(isAway: () => boolean): KyselyPlugin {
  return {
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) =>
      isAway() ? Promise.reject(new Error('the database is away')) : Promise.resolve(result),
  };
}

describeOnEachDialect('a sender that is stopped', (open) => {
  it('while the database is away for a moment still writes down the answers it has', async () => {
    const { db } = await open();
    await addChats(db, chatIds(30));
    await queueFor(db, chatIds(30), { dueAt: new Date() });
    let failuresLeft = Number.POSITIVE_INFINITY;
    let isStopping = false;
    const outage = createOutage(() => {
      if (!isStopping || failuresLeft === 0) return false;
      // Two turns may fail before the last answer is here, and one when it is.
      if (sender.stats().inFlight === 0) failuresLeft = Math.min(failuresLeft, 4) - 1;
      return true;
    });
    const { server, sender } = await setUp(db.withPlugin(outage), {
      fault: () => ({ kind: 'slow', ms: 300 }),
    });
    sender.start();
    await vi.waitFor(() => expect(server.taken.length).toBeGreaterThan(5), WAIT);
    isStopping = true;
    await sender.stop();
    const { sent, claimed } = await deliveryCounts(db);
    expect({ sent, claimed }).toEqual({ sent: server.taken.length, claimed: 0 });
  });
});
