import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { RichMessage, Settlement } from '../../src/domain/index.ts';
import {
  accountOf,
  type Claimed,
  cancelCampaign,
  type Db,
  deliveryCounts,
  enqueue,
  fallBack,
  forgetChat,
  inTransaction,
  markGone,
  migrateChat,
  recordSettlements,
  recoverLeases,
  saveMessages,
  totalAccount,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, aMessage, claimAll, later, queueFor, T0 } from '../support/outbox.ts';

const NOTHING = {
  ...{ expected: 0, open: 0, sent: 0, gone: 0, refused: 0, unknown: 0, cancelled: 0, removed: 0 },
};
const SENT: Settlement = { kind: 'sent', messageId: 5 };

function settleAll(db: Db, deliveries: readonly Claimed[], settlement: Settlement, now = later(1)) {
  const settled = deliveries.map((delivery) => ({ delivery, settlement }));
  return recordSettlements(db, settled, now);
}

/** The states of a campaign's rows, counted the slow way. */
async function rowsOf(db: Db, campaignId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; n: number }>`
    select state, count(*) as n from deliveries where campaign_id = ${campaignId} group by state
  `.execute(db);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

describeOnEachDialect('the account of a campaign', (open) => {
  it('counts what is queued, each once', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    expect(await accountOf(db, 'c1')).toEqual(NOTHING);
    await queueFor(db, [1, 2], { texts: ['一', '二'] });
    await queueFor(db, [1, 2], { texts: ['一', '二'] });
    expect(await accountOf(db, 'c1')).toEqual({ ...NOTHING, expected: 4, open: 4 });
    expect(await deliveryCounts(db, 'c1')).toMatchObject({ pending: 4, claimed: 0 });
  });

  it('is what the rows say after every kind of answer', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3, 4, 5, 6]);
    await queueFor(db, [1, 2, 3, 4, 5, 6]);
    const claimed = await claimAll(db, T0, 5);
    const outcomes: Settlement[] = [
      SENT,
      { kind: 'gone', reason: '403' },
      { kind: 'refused', reason: '400' },
      { kind: 'unknown', reason: 'reset' },
      { kind: 'again', at: later(9), reason: '429' },
    ];
    const settled = claimed.map((delivery, at) => ({ delivery, settlement: outcomes[at] ?? SENT }));
    await recordSettlements(db, settled, later(1));
    expect(await accountOf(db, 'c1')).toEqual({
      ...NOTHING,
      ...{ expected: 6, open: 2, sent: 1, gone: 1, refused: 1, unknown: 1 },
    });
    expect(await rowsOf(db, 'c1')).toEqual({
      pending: 2,
      sent: 1,
      gone: 1,
      refused: 1,
      unknown: 1,
    });
  });

  it('follows an answer that comes after its delivery had been given up', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3]);
    await queueFor(db, [1, 2, 3]);
    const claimed = await claimAll(db, T0);
    await recoverLeases(db, { now: later(60_000), policy: 'hold' });
    expect(await accountOf(db, 'c1')).toMatchObject({ unknown: 3, open: 0 });
    await settleAll(db, claimed.slice(0, 2), SENT);
    await settleAll(db, claimed.slice(0, 1), SENT);
    expect(await accountOf(db, 'c1')).toMatchObject({ unknown: 1, sent: 2, open: 0 });
    expect(await rowsOf(db, 'c1')).toEqual({ sent: 2, unknown: 1 });
  });

  it('follows an answer for what another sender has in hand meanwhile', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1]);
    const lost = await claimAll(db, T0);
    await recoverLeases(db, { now: later(60_000), policy: 'resend' });
    await claimAll(db, later(60_000));
    await settleAll(db, lost, SENT);
    expect(await accountOf(db, 'c1')).toEqual({ ...NOTHING, expected: 1, sent: 1 });
  });

  it('counts everything a chat was owed as gone with it, in each campaign', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1, 2], { texts: ['一', '二'] });
    await queueFor(db, [1], { campaignId: 'c2' });
    await settleAll(db, (await claimAll(db, T0)).slice(0, 1), { kind: 'gone', reason: '403' });
    expect(await accountOf(db, 'c1')).toMatchObject({ gone: 2, open: 2 });
    expect(await accountOf(db, 'c2')).toMatchObject({ gone: 1, open: 0 });
  });

  it('counts as gone what was queued for a chat that had left', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1, 2]);
    await markGone(db, 1, 'blocked', T0);
    await claimAll(db, T0);
    expect(await accountOf(db, 'c1')).toMatchObject({ gone: 1, open: 1 });
  });

  it('says what was forgotten with its chat', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1, 2], { texts: ['一', '二'] });
    await settleAll(db, await claimAll(db, T0), SENT);
    await forgetChat(db, 1);
    expect(await accountOf(db, 'c1')).toEqual({
      ...NOTHING,
      ...{ expected: 4, removed: 2, sent: 1, open: 1 },
    });
    expect(await rowsOf(db, 'c1')).toEqual({ sent: 1, pending: 1 });
  });

  it('says what was owed to a group under both its addresses', async () => {
    const { db } = await open();
    await addChats(db, [-1, -1001], 'group');
    await queueFor(db, [-1, -1001]);
    await queueFor(db, [-1], { campaignId: 'c2' });
    await migrateChat(db, -1, -1001, T0);
    expect(await accountOf(db, 'c1')).toMatchObject({ expected: 2, removed: 1, open: 1 });
    expect(await accountOf(db, 'c2')).toMatchObject({ expected: 1, removed: 0, open: 1 });
  });

  it('expects more when a rich message turns into several classic ones', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, []);
    const rich: RichMessage = {
      ...{ style: 'rich', blocks: [], buttons: [] },
      fallback: [aMessage('一'), aMessage('二'), aMessage('三')],
    };
    const [messageId = ''] = await saveMessages(db, [rich], T0);
    const deliveries = [{ chatId: 1, part: 0, messageId }];
    await enqueue(db, { campaignId: 'c1', priority: 10, dueAt: T0, deliveries }, T0);
    const claimed = await claimAll(db, T0);
    await fallBack(db, claimed, T0);
    await fallBack(db, claimed, T0);
    expect(await accountOf(db, 'c1')).toEqual({ ...NOTHING, expected: 3, open: 3 });
  });

  it('is complete when a campaign is cancelled', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3]);
    await queueFor(db, [1, 2, 3]);
    await claimAll(db, T0, 1);
    await cancelCampaign(db, 'c1', later(1));
    expect(await accountOf(db, 'c1')).toMatchObject({ cancelled: 2, open: 1 });
  });

  it('is written with what it counts, or not at all', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    const failing = inTransaction(db, async (tx) => {
      await queueFor(tx, [1]);
      expect(await accountOf(tx, 'c1')).toMatchObject({ expected: 1 });
      await queueFor(tx, [1], { texts: ['一', '二'] });
      expect(await accountOf(tx, 'c1')).toMatchObject({ expected: 2 });
      throw new Error('cut off');
    });
    await expect(failing).rejects.toThrow('cut off');
    expect(await totalAccount(db)).toEqual(NOTHING);
  });

  it('adds up over all campaigns', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1, 2]);
    await settleAll(db, await claimAll(db, T0, 1), SENT);
    await queueFor(db, [1], { campaignId: 'c2' });
    expect(await totalAccount(db)).toEqual({ ...NOTHING, expected: 3, sent: 1, open: 2 });
    await claimAll(db, later(5_000), 1);
    expect(await deliveryCounts(db)).toMatchObject({ sent: 1, claimed: 1, pending: 1 });
  });
});
