import { expect, it } from 'vitest';
import { prepareBroadcast } from '../../src/pipeline/queue-broadcast.ts';
import {
  cancelCampaign,
  countAudience,
  createDigestCampaign,
  type Db,
  findAccounted,
  finishCampaigns,
  hastenBroadcast,
  leaveHeld,
  listAccounted,
  pauseCampaign,
  queueAlert,
  startScheduled,
} from '../../src/store/index.ts';
import { addSubscribers, advance, confirmed, sendAll } from '../support/broadcasts.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, aMessage, later, T0 } from '../support/outbox.ts';

const LOST = { kind: 'unknown', reason: 'socket hang up' } as const;

describeOnEachDialect('the list of campaigns', (open) => {
  it('has what goes on before what has ended, the newest first, and pages', async () => {
    const { db } = await open();
    await addSubscribers(db, [1, 2]);
    const finished = await confirmed(db, { now: T0 });
    await sendAll(db, T0);
    await finishCampaigns(db, later(10_000));
    const running = await confirmed(db, { now: later(20_000) });
    const cancelled = await confirmed(db, { now: later(30_000) });
    await cancelCampaign(db, cancelled, later(31_000));
    const paused = await confirmed(db, { now: later(40_000) });
    await pauseCampaign(db, paused);
    const scheduled = await confirmed(db, { now: later(15_000), at: later(90_000) });
    expect(await idsOf(db, 0, 10)).toEqual([paused, running, scheduled, cancelled, finished]);
    expect(await idsOf(db, 1, 2)).toEqual([running, scheduled]);
    expect((await listAccounted(db, { limit: 2, offset: 4 })).total).toBe(5);
  });

  it('has neither drafts nor what admins alone are told', async () => {
    const { db } = await open();
    await addSubscribers(db, [1]);
    const draft = { messages: [aMessage()], segment: { kind: 'all' }, title: '停水' } as const;
    await prepareBroadcast({ db, now: () => T0 }, { ...draft, createdBy: 1 });
    const told = [{ chatId: 1, messages: [aMessage()] }];
    await queueAlert(db, { key: 'gap', title: 'gaps', told }, T0);
    expect(await listAccounted(db, { limit: 8, offset: 0 })).toEqual({ campaigns: [], total: 0 });
  });

  it('gives each its account', async () => {
    const { db } = await open();
    await addSubscribers(db, [1, 2, 3]);
    const id = await confirmed(db);
    await sendAll(db, T0, ({ chatId }) => (chatId === 2 ? LOST : { kind: 'sent', messageId: 1 }));
    const account = { expected: 3, sent: 2, unknown: 1, open: 0 };
    const { campaigns } = await listAccounted(db, { limit: 8, offset: 0 });
    expect(campaigns).toMatchObject([{ campaign: { id }, account, undecided: 1 }]);
    expect(await findAccounted(db, id)).toMatchObject({ account, undecided: 1 });
    expect(await findAccounted(db, 'broadcast:none')).toBeUndefined();
  });
});

describeOnEachDialect('what may have arrived', (open) => {
  it('waits for no word once it was left alone; what is lost later does', async () => {
    const { db } = await open();
    await addSubscribers(db, [1, 2]);
    const id = await confirmed(db);
    await sendAll(db, T0, ({ chatId }) => (chatId === 2 ? LOST : { kind: 'sent', messageId: 1 }));
    await leaveHeld(db, { campaignId: id, adminId: 1001 }, later(60_000));
    expect(await findAccounted(db, id)).toMatchObject({ undecided: 0, account: { unknown: 1 } });
    await db
      .updateTable('deliveries')
      .set({ state: 'unknown', settled_at: later(61_000).toISOString() })
      .where('chat_id', '=', 1)
      .execute();
    expect(await findAccounted(db, id)).toMatchObject({ undecided: 1 });
    await leaveHeld(db, { campaignId: 'digest:another', adminId: 1001 }, later(62_000));
    expect(await findAccounted(db, id)).toMatchObject({ undecided: 1 });
  });

  it('of a cancelled campaign waits for none', async () => {
    const { db } = await open();
    await addSubscribers(db, [1, 2]);
    const id = await confirmed(db);
    await sendAll(db, T0, () => LOST);
    await cancelCampaign(db, id, later(1_000));
    expect(await findAccounted(db, id)).toMatchObject({ undecided: 0 });
  });
});

describeOnEachDialect('a broadcast put down for a later time', (open) => {
  it('can be due now, once, and only while it waits', async () => {
    const { db } = await open();
    await addSubscribers(db, [1, 2]);
    const id = await confirmed(db, { at: later(3_600_000) });
    expect(await hastenBroadcast(db, id, later(1_000))).toBe(true);
    await startScheduled(
      db,
      id,
      { audience: await countAudience(db, { kind: 'all' }) },
      later(1_000),
    );
    expect(await hastenBroadcast(db, id, later(2_000))).toBe(false);
    await advance(db, later(2_000));
    expect(await sendAll(db, later(2_000))).toEqual([1, 2]);
  });

  it('is nothing else: a draft or a digest is not started', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await createDigestCampaign(db, { id: 'digest:1', title: '今日平阳' }, T0);
    expect(await hastenBroadcast(db, 'digest:1', T0)).toBe(false);
  });
});

async function idsOf(db: Db, offset: number, limit: number): Promise<string[]> {
  const { campaigns } = await listAccounted(db, { limit, offset });
  return campaigns.map(({ campaign: { id } }) => id);
}
