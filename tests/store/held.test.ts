import { expect, it } from 'vitest';
import {
  accountOf,
  cancelCampaign,
  type Db,
  findCampaign,
  finishCampaigns,
  heldDeliveries,
  recordSettlements,
  recoverLeases,
  resendHeld,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, claimAll, later, queueFor, T0 } from '../support/outbox.ts';

const MINUTE = 60_000;

/** Three were under way when the sender died; the answer to the last comes after all. */
async function held(db: Db) {
  await addChats(db, [1, 2, 3]);
  await queueFor(db, [1, 2, 3]);
  const claimed = await claimAll(db, T0);
  await recoverLeases(db, { now: later(MINUTE), policy: 'hold' });
  const delivery = claimed.at(-1);
  const settlement = { kind: 'sent', messageId: 7 } as const;
  if (delivery) await recordSettlements(db, [{ delivery, settlement }], later(MINUTE));
  await finishCampaigns(db, later(MINUTE));
}

describeOnEachDialect('what may have arrived and is held', (open) => {
  it('is listed with what happened, and counted', async () => {
    const { db } = await open();
    await held(db);
    expect(await heldDeliveries(db, 'c1', { limit: 1 })).toEqual({
      total: 2,
      held: [
        {
          chatId: 1,
          reason: 'the sender stopped before it had an answer',
          at: later(MINUTE),
        },
      ],
    });
    expect(await heldDeliveries(db, 'c2', { limit: 1 })).toEqual({ total: 0, held: [] });
  });

  it('is sent again when an admin says so, and only then', async () => {
    const { db } = await open();
    await held(db);
    expect((await findCampaign(db, 'c1'))?.state).toBe('finished');
    expect(await claimAll(db, later(2 * MINUTE))).toEqual([]);
    expect(await resendHeld(db, 'c1', later(2 * MINUTE))).toBe(2);
    expect(await resendHeld(db, 'c1', later(2 * MINUTE))).toBe(0);
    expect((await findCampaign(db, 'c1'))?.state).toBe('running');
    expect(await accountOf(db, 'c1')).toMatchObject({ expected: 3, sent: 1, unknown: 0, open: 2 });
    const claimed = await claimAll(db, later(2 * MINUTE));
    expect(claimed.map(({ chatId, attempts }) => [chatId, attempts])).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });

  it('stays so in a cancelled campaign', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1, 2]);
    await claimAll(db, T0, 1);
    await recoverLeases(db, { now: later(MINUTE), policy: 'hold' });
    await cancelCampaign(db, 'c1', later(MINUTE));
    expect(await resendHeld(db, 'c1', later(MINUTE))).toBe(0);
    expect(await accountOf(db, 'c1')).toMatchObject({ unknown: 1, cancelled: 1, open: 0 });
  });
});
