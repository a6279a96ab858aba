import { expect, it, onTestFinished } from 'vitest';
import type { RichMessage, Settlement } from '../../src/domain/index.ts';
import { drainOutbox } from '../../src/pipeline/drain-outbox.ts';
import {
  type Claimed,
  claimDue,
  type Db,
  deliveryCounts,
  enqueue,
  forgetChat,
  inTransaction,
  lockBudget,
  openDatabase,
  pauseCampaign,
  recordSettlements,
  reserveReply,
  type Settled,
  saveMessages,
} from '../../src/store/index.ts';
import { describeOnEachDialect, describeOnPostgres } from '../support/databases.ts';
import { waiting } from '../support/interleaving.ts';
import { addChats, aMessage, later, queueFor, T0 } from '../support/outbox.ts';

const CLAIM = { botId: 1, now: T0, limit: 1, leaseMs: 60_000, rate: Number.POSITIVE_INFINITY };
const RELEASED: Settlement = { kind: 'released' };
const FALLBACK: Settlement = { kind: 'fallback' };

describeOnEachDialect('an answer', (open) => {
  it('written a second time does not touch what another process has claimed since', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1]);
    const first = await claimDue(db, { ...CLAIM, claimedBy: 7 });
    const settled = first.map((delivery) => ({ delivery, settlement: RELEASED }));
    await recordSettlements(db, settled, T0);
    const [second] = await claimDue(db, { ...CLAIM, claimedBy: 8 });
    expect(second?.attempts).toBe(first[0]?.attempts);
    await recordSettlements(db, settled, T0);
    expect(await deliveryCounts(db)).toMatchObject({ claimed: 1, pending: 0 });
  });
});

/** The same for two chats, on a server that will know only the classic texts. */
async function queueRich(db: Db): Promise<void> {
  const rich: RichMessage = {
    ...{ style: 'rich', blocks: [{ kind: 'divider' }], buttons: [] },
    fallback: [aMessage('上'), aMessage('下')],
  };
  await addChats(db, [1, 2]);
  await queueFor(db, []);
  const [messageId = ''] = await saveMessages(db, [rich], T0);
  const deliveries = [1, 2].map((chatId) => ({ chatId, part: 0, messageId }));
  await enqueue(db, { campaignId: 'c1', priority: 10, dueAt: T0, deliveries }, T0);
}

function turn(db: Db, settled: readonly Settled[], late: readonly Claimed[] = []) {
  const memory = {
    freeFrom: () => 0,
    awakeAt: (at: Date) => () => at,
    messages: new Map(),
    hands: new Map(),
  };
  return drainOutbox(
    { ...{ db, now: later(10), botId: 1, rate: 1_000, claimedBy: null }, memory },
    {
      ...{ settled, late, hold: null, freeSlots: 1, classicOnly: true },
      timing: { leadMs: 0, creditMs: null },
    },
  );
}

describeOnEachDialect('what its sending time has passed by', (open) => {
  it('gets a new one, unless nobody is to have it any more', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3]);
    for (const chatId of [1, 2, 3]) await queueFor(db, [chatId], { campaignId: `c${chatId}` });
    const late = await claimDue(db, { ...CLAIM, limit: 3 });
    await forgetChat(db, 1);
    await pauseCampaign(db, 'c2');
    const { claimed } = await turn(db, [], late);
    expect(claimed.map(({ chatId }) => chatId)).toEqual([3]);
    expect(claimed[0]?.sendAt.getTime()).toBeGreaterThan(T0.getTime());
    expect(await deliveryCounts(db)).toMatchObject({ claimed: 1, pending: 1 });
  });
});

describeOnPostgres('two processes that turn to classic texts', (open) => {
  it('do not wait for each other, in whatever order they come', async () => {
    const { db, url } = await open();
    const other = await openDatabase(url);
    const third = await openDatabase(url);
    onTestFinished(async () => {
      await other.close();
      await third.close();
    });
    await queueRich(db);
    await reserveReply(db, { botId: 1, now: () => T0, rate: 1_000 });
    const claimed = await claimDue(db, CLAIM);
    const settled = claimed.map((delivery) => ({ delivery, settlement: FALLBACK }));
    const turns = await inTransaction(third.db, async (tx) => {
      await lockBudget(tx, 1, T0);
      // It claims first, and turns its claim when it has the budget; the other turns what it has.
      const begun = [turn(other.db, [])];
      await expect.poll(() => waiting(tx), { interval: 5 }).toBe(1);
      begun.push(turn(db, settled));
      await expect.poll(() => waiting(tx), { interval: 5 }).toBe(2);
      return { begun };
    });
    const done = await Promise.allSettled(turns.begun);
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    const { pending, claimed: inHand } = await deliveryCounts(db);
    expect(pending + inHand).toBe(4);
  });
});
