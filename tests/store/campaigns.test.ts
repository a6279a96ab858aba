import { expect, it } from 'vitest';
import {
  campaignsToReport,
  cancelCampaign,
  clearProgressMessage,
  confirmBroadcast,
  countAudience,
  createDigestCampaign,
  type Db,
  deliveryCounts,
  discardBroadcast,
  draftBroadcast,
  findCampaign,
  finishCampaigns,
  listCampaigns,
  markGone,
  pauseCampaign,
  recordSettlements,
  resumeCampaign,
  saveMessages,
  setProgressMessage,
  subscribe,
} from '../../src/store/index.ts';
import { nightAt } from '../support/broadcasts.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, aMessage, claimAll, later, queueFor, T0 } from '../support/outbox.ts';

const ALL = { kind: 'all' } as const;

async function subscribers(db: Db, ids: readonly number[]): Promise<void> {
  await addChats(db, ids);
  for (const chatId of ids) await subscribe(db, { chatId, kinds: ['decision'], dueAt: null }, T0);
}

async function draft(db: Db, texts: readonly string[] = ['通知']): Promise<void> {
  const messageIds = await saveMessages(db, texts.map(aMessage), T0);
  const rest = { title: '通知', segment: ALL, createdBy: 9 };
  await draftBroadcast(db, { id: 'b1', messageIds, ...rest }, T0);
}

async function confirm(db: Db, id: string, now: Date = T0): Promise<boolean> {
  const audience = await countAudience(db, ALL);
  return confirmBroadcast(db, id, { audience, at: null, isUrgent: false }, nightAt(now));
}

describeOnEachDialect('a broadcast', (open) => {
  it('is queued for its whole audience, every part, once', async () => {
    const { db } = await open();
    await subscribers(db, [1, 2, 3]);
    await addChats(db, [4]);
    await markGone(db, 3, 'blocked', T0);
    await draft(db, ['上', '下']);
    expect(await claimAll(db, T0)).toEqual([]);
    expect(await confirm(db, 'b1', later(1))).toBe(true);
    expect(await confirm(db, 'b1', later(2))).toBe(false);
    expect((await deliveryCounts(db, 'b1')).pending).toBe(4);
    expect(await countAudience(db, ALL)).toBe(2);
    const claimed = await claimAll(db, later(1));
    expect(claimed.map(({ chatId, message }) => [chatId, message])).toEqual([
      [1, aMessage('上')],
      [2, aMessage('上')],
    ]);
  });

  it('reads back as it was drafted', async () => {
    const { db } = await open();
    await draft(db);
    expect(await findCampaign(db, 'b1')).toMatchObject({
      id: 'b1',
      kind: 'broadcast',
      state: 'draft',
      title: '通知',
      segment: ALL,
      createdBy: 9,
      createdAt: T0,
      startedAt: null,
    });
  });

  it('can be discarded only while it is a draft', async () => {
    const { db } = await open();
    await subscribers(db, [1]);
    await draft(db);
    await confirm(db, 'b1');
    expect(await discardBroadcast(db, 'b1')).toBe(false);
    expect((await findCampaign(db, 'b1'))?.state).toBe('running');
    await draftBroadcast(
      db,
      { id: 'b2', title: '', messageIds: [], segment: ALL, createdBy: null },
      T0,
    );
    expect(await discardBroadcast(db, 'b2')).toBe(true);
    expect(await findCampaign(db, 'b2')).toBeUndefined();
    expect(await confirm(db, 'b2')).toBe(false);
  });

  it('that reaches nobody is finished at once', async () => {
    const { db } = await open();
    await draft(db);
    await confirm(db, 'b1');
    expect(await finishCampaigns(db, later(1))).toMatchObject([{ id: 'b1', state: 'finished' }]);
  });
});

describeOnEachDialect('campaigns', (open) => {
  it('are finished when nothing of them is open, and only once', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1, 2]);
    const [one, two] = await claimAll(db, T0);
    const settlement = { kind: 'sent', messageId: 1 } as const;
    if (one) await recordSettlements(db, [{ delivery: one, settlement }], T0);
    expect(await finishCampaigns(db, later(1))).toEqual([]);
    if (two) await recordSettlements(db, [{ delivery: two, settlement }], T0);
    expect(await finishCampaigns(db, later(2))).toMatchObject([
      { id: 'c1', state: 'finished', finishedAt: later(2) },
    ]);
    expect((await findCampaign(db, 'c1'))?.finishedAt).toEqual(later(2));
    expect(await finishCampaigns(db, later(3))).toEqual([]);
  });

  it('change only from the states that allow it', async () => {
    const { db } = await open();
    await createDigestCampaign(db, { id: 'c1', title: '' }, T0);
    expect(await resumeCampaign(db, 'c1')).toBe(false);
    expect(await pauseCampaign(db, 'c1')).toBe(true);
    expect(await pauseCampaign(db, 'c1')).toBe(false);
    expect(await cancelCampaign(db, 'c1', T0)).toBe(true);
    expect(await cancelCampaign(db, 'c1', T0)).toBe(false);
    expect(await resumeCampaign(db, 'c1')).toBe(false);
    expect(await pauseCampaign(db, 'no such')).toBe(false);
  });

  it('that were created before are left as they are', async () => {
    const { db } = await open();
    await createDigestCampaign(db, { id: 'c1', title: '一' }, T0);
    await pauseCampaign(db, 'c1');
    await createDigestCampaign(db, { id: 'c1', title: '二' }, later(1));
    expect(await findCampaign(db, 'c1')).toMatchObject({ title: '一', state: 'paused' });
  });

  it('are listed newest first', async () => {
    const { db } = await open();
    for (const n of [1, 2, 3]) await createDigestCampaign(db, { id: `c${n}`, title: '' }, later(n));
    const listed = await listCampaigns(db, { limit: 2 });
    expect(listed.map(({ id }) => id)).toEqual(['c3', 'c2']);
  });

  it('are reported until their last word was shown', async () => {
    const { db } = await open();
    await createDigestCampaign(db, { id: 'c1', title: '' }, T0);
    await createDigestCampaign(db, { id: 'silent', title: '' }, T0);
    await setProgressMessage(db, 'c1', 9, 90);
    await finishCampaigns(db, T0);
    expect(await campaignsToReport(db)).toMatchObject([
      { id: 'c1', state: 'finished', progress: { chatId: 9, messageId: 90 } },
    ]);
    await clearProgressMessage(db, 'c1');
    expect(await campaignsToReport(db)).toEqual([]);
  });
});
