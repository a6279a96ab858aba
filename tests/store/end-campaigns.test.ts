import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import {
  accountOf,
  cancelCampaign,
  type Db,
  inTransaction,
  openDatabase,
  recordSettlements,
  settleCancelled,
} from '../../src/store/index.ts';
import { addSubscribers, confirmed } from '../support/broadcasts.ts';
import { describeOnPostgres } from '../support/databases.ts';
import { untilThroughOrWaiting, waiting } from '../support/interleaving.ts';
import { addChats, claimAll, later, queueFor, T0 } from '../support/outbox.ts';

/** Cancelled while they were in hand, and then given back: nobody has settled them yet. */
async function cancelledInHand(db: Db, chatIds: readonly number[]): Promise<void> {
  await addChats(db, chatIds);
  await queueFor(db, chatIds, { campaignId: 'cancelled' });
  const claimed = await claimAll(db, T0);
  await cancelCampaign(db, 'cancelled', later(1));
  const settlement = { kind: 'released' } as const;
  const settled = claimed.map((delivery) => ({ delivery, settlement }));
  await recordSettlements(db, settled, later(2));
}

describeOnPostgres('what is owed of cancelled campaigns', (open) => {
  it('is looked for without a look at what others are owed', async () => {
    const { db } = await open();
    await cancelledInHand(db, [1]);
    await settleCancelled(db, later(3));
    const others = Array.from({ length: 2_000 }, (_, index) => 101 + index);
    await addSubscribers(db, others);
    await confirmed(db);
    await queueFor(db, others);
    await sql`analyze`.execute(db);
    const read = await inTransaction(db, async (tx) => {
      const before = await readOfDeliveries(tx);
      expect(await settleCancelled(tx, later(4))).toBe(false);
      return (await readOfDeliveries(tx)) - before;
    });
    expect(read).toBe(0);
  });

  it('is settled by two processes side by side, and neither waits for the other', async () => {
    const { db, url } = await open();
    const [other, third] = [await openDatabase(url), await openDatabase(url)];
    for (const { close } of [other, third]) onTestFinished(close);
    await cancelledInHand(db, [1, 2, 3]);
    const settling = await inTransaction(db, async (tx) => {
      await settleCancelled(tx, later(3));
      const begun = settleCancelled(other.db, later(3));
      await untilThroughOrWaiting(third.db, begun);
      expect(await waiting(third.db)).toBe(0);
      return { begun };
    });
    expect(await settling.begun).toBe(false);
    expect(await accountOf(db, 'cancelled')).toMatchObject({ cancelled: 3, open: 0 });
  });
});

/** So many rows of the ledger this session has read of late. */
async function readOfDeliveries(tx: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select seq_tup_read + coalesce(idx_tup_fetch, 0) as n
    from pg_stat_xact_user_tables where relname = 'deliveries'`.execute(tx);
  return rows[0]?.n ?? 0;
}
