import { expect, it } from 'vitest';
import {
  cancelCampaign,
  claimDue,
  deliveryCounts,
  findCampaign,
  finishCampaigns,
  forgetChat,
  holdBudget,
  markGone,
  nextDueAt,
  pauseCampaign,
  recoverDeadClaims,
  recoverLeases,
  reserveReply,
  resumeCampaign,
  saveMessages,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, aMessage, claimAll, later, queueFor, T0 } from '../support/outbox.ts';

const LIMITED = { botId: 1, limit: 100, leaseMs: 60_000, rate: 30 };

describeOnEachDialect('messages', (open) => {
  it('stores a text once', async () => {
    const { db } = await open();
    const [first, second, third] = await saveMessages(
      db,
      [aMessage('甲'), aMessage('乙'), aMessage('甲')],
      T0,
    );
    expect(third).toBe(first);
    expect(second).not.toBe(first);
    const { n } = await db
      .selectFrom('messages')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(n).toBe(2);
  });
});

describeOnEachDialect('enqueue', (open) => {
  it('leaves alone what is already there', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    expect(await queueFor(db, [1])).toBe(1);
    expect(await queueFor(db, [1, 2])).toBe(1);
    expect((await deliveryCounts(db)).pending).toBe(2);
  });

  it('sets a finished campaign going again', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, []);
    await finishCampaigns(db, T0);
    expect((await findCampaign(db, 'c1'))?.state).toBe('finished');
    await queueFor(db, [1]);
    expect((await findCampaign(db, 'c1'))?.state).toBe('running');
  });
});

describeOnEachDialect('claims', (open) => {
  it('brings the message, the kind of chat and the number of the attempt', async () => {
    const { db } = await open();
    await addChats(db, [-100], 'supergroup');
    await queueFor(db, [-100], { texts: ['任命'] });
    const [claimed] = await claimAll(db, T0);
    expect(claimed).toMatchObject({
      campaignId: 'c1',
      chatId: -100,
      chatKind: 'supergroup',
      attempts: 1,
      message: aMessage('任命'),
      sendAt: T0,
      leaseUntil: later(60_000),
    });
  });

  it('takes a delivery once', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1, 2]);
    expect(await claimAll(db, T0)).toHaveLength(2);
    expect(await claimAll(db, later(10_000))).toEqual([]);
  });

  it('leaves what is not due yet', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1], { dueAt: later(5_000) });
    expect(await claimAll(db, later(4_999))).toEqual([]);
    expect(await nextDueAt(db, later(4_999))).toEqual(later(5_000));
    expect(await claimAll(db, later(5_000))).toHaveLength(1);
  });

  it('takes one message of a chat at a time, in order', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1], { texts: ['一', '二'] });
    const first = await claimAll(db, T0);
    expect(first.map(({ message }) => message)).toEqual([aMessage('一')]);
    expect(await claimAll(db, later(60_000))).toEqual([]);
  });

  it('takes the more urgent campaign first, and of one chat too', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1, 2], { campaignId: 'broadcast', priority: 20, texts: ['广播'] });
    await queueFor(db, [1], { campaignId: 'digest', priority: 10, texts: ['摘要'] });
    const claimed = await claimAll(db, T0);
    expect(claimed.map(({ chatId, campaignId }) => [chatId, campaignId])).toEqual([
      [1, 'digest'],
      [2, 'broadcast'],
    ]);
  });

  it('takes of what was queued in the same moment that of the lower number first', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    for (const campaignId of ['urgent:9', 'urgent:10']) await queueFor(db, [1], { campaignId });
    expect((await claimAll(db, T0)).map(({ campaignId }) => campaignId)).toEqual(['urgent:9']);
  });

  it('takes nothing of a paused campaign, and goes on when it is resumed', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1], { campaignId: 'paused' });
    await queueFor(db, [1], { campaignId: 'other', dueAt: later(1) });
    expect(await pauseCampaign(db, 'paused')).toBe(true);
    const claimed = await claimAll(db, later(1));
    expect(claimed.map(({ campaignId }) => campaignId)).toEqual(['other']);
    await recoverLeases(db, { now: later(100_000), policy: 'hold' });
    expect(await resumeCampaign(db, 'paused')).toBe(true);
    expect((await claimAll(db, later(100_000))).map(({ campaignId }) => campaignId)).toEqual([
      'paused',
    ]);
  });

  it('settles what is owed to a chat that is gone, and looks on behind it', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3]);
    await queueFor(db, [1, 2, 3]);
    await markGone(db, 1, 'blocked', T0);
    const claimed = await claimAll(db, T0, 2);
    expect(claimed.map(({ chatId }) => chatId)).toEqual([2, 3]);
    expect(await deliveryCounts(db)).toMatchObject({ gone: 1, claimed: 2, pending: 0 });
  });

  it('sends nothing to a chat that was forgotten while its message was queued, and keeps nothing of it', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await forgetChat(db, 1);
    await queueFor(db, [1, 2]);
    expect((await claimAll(db, T0)).map(({ chatId }) => chatId)).toEqual([2]);
    expect(await deliveryCounts(db)).toMatchObject({ claimed: 1, gone: 0, removed: 1 });
    const rows = await db.selectFrom('deliveries').select('chat_id').execute();
    expect(rows).toEqual([{ chat_id: 2 }]);
  });

  it('takes no more than there are free slots', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3]);
    await queueFor(db, [1, 2, 3]);
    expect(await claimAll(db, T0, 2)).toHaveLength(2);
    expect(await claimAll(db, T0, 0)).toEqual([]);
  });
});

describeOnEachDialect('spacing', (open) => {
  it('keeps the next message of a person for a second, of a group for three', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await addChats(db, [-1], 'group');
    await queueFor(db, [1, -1], { texts: ['一', '二'] });
    await claimAll(db, T0);
    const due = await db
      .selectFrom('deliveries')
      .select(['chat_id', 'due_at'])
      .where('state', '=', 'pending')
      .orderBy('chat_id')
      .execute();
    const waits = due.map(({ due_at }) => Date.parse(due_at) - T0.getTime());
    expect(waits).toEqual([3_100, 1_100]);
  });
});

describeOnEachDialect('the budget', (open) => {
  it('gives evenly spaced sending times, a little below the granted rate', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3, 4]);
    await queueFor(db, [1, 2, 3, 4]);
    const first = await claimDue(db, { ...LIMITED, now: T0 });
    expect(first.map(({ sendAt }) => sendAt)).toEqual([T0, later(35)]);
    const second = await claimDue(db, { ...LIMITED, now: later(50) });
    expect(second.map(({ sendAt }) => sendAt)).toEqual([later(70)]);
  });

  it('never grants more than the rate in any second, however it is asked', async () => {
    const { db } = await open();
    const ids = Array.from({ length: 70 }, (_, index) => index + 1);
    await addChats(db, ids);
    await queueFor(db, ids);
    const times: number[] = [];
    for (let ms = 0; ms < 2_000; ms += 17) {
      const claimed = await claimDue(db, { ...LIMITED, now: later(ms) });
      times.push(...claimed.map(({ sendAt }) => sendAt.getTime()));
      if (ms % 85 === 0)
        times.push(
          (await reserveReply(db, { botId: 1, now: () => later(ms), rate: 30 })).getTime(),
        );
    }
    const inASecond = times.map((from) => times.filter((at) => at >= from && at < from + 1_000));
    expect(Math.max(...inASecond.map(({ length }) => length))).toBeLessThanOrEqual(30);
    expect(times.length).toBeGreaterThan(55);
  });

  it('lets a reply go before everything that has no sending time yet', async () => {
    const { db } = await open();
    const ids = Array.from({ length: 50 }, (_, index) => index + 1);
    await addChats(db, ids);
    await queueFor(db, ids);
    const claimed = await claimDue(db, { ...LIMITED, now: T0 });
    expect(claimed).toHaveLength(2);
    const reply = await reserveReply(db, { botId: 1, now: () => T0, rate: 30 });
    expect(reply).toEqual(later(70));
    const [next] = await claimDue(db, { ...LIMITED, now: later(60) });
    expect(next?.sendAt).toEqual(later(104));
  });

  it('waits where the whole bot was told to', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1]);
    await holdBudget(db, { botId: 1, now: T0, until: later(5_000), isFlood: false });
    expect(await claimDue(db, { ...LIMITED, now: later(4_000) })).toEqual([]);
    expect(await claimDue(db, { ...LIMITED, now: later(5_000) })).toHaveLength(1);
  });

  it('is each bot’s own', async () => {
    const { db } = await open();
    await reserveReply(db, { botId: 1, now: () => T0, rate: 1 });
    expect(await reserveReply(db, { botId: 2, now: () => T0, rate: 1 })).toEqual(T0);
  });
});

describeOnEachDialect('leases', (open) => {
  it('are owed again when they have run out', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1]);
    await claimAll(db, T0);
    expect(await recoverLeases(db, { now: later(59_999), policy: 'resend' })).toBe(0);
    expect(await recoverLeases(db, { now: later(60_000), policy: 'resend' })).toBe(1);
    const [again] = await claimAll(db, later(60_000));
    expect(again?.attempts).toBe(2);
  });

  it('are kept as unknown where nothing may be sent twice', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1]);
    await claimAll(db, T0);
    await recoverLeases(db, { now: later(60_000), policy: 'hold' });
    expect(await deliveryCounts(db, 'c1')).toMatchObject({ unknown: 1, pending: 0, claimed: 0 });
  });

  it('under a key are looked at only by whose key it is, and not what it has in hand', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1, 2]);
    const claim = { ...LIMITED, now: T0, rate: Number.POSITIVE_INFINITY, claimedBy: 7 };
    const [first] = await claimDue(db, claim);
    const recovery = { now: later(3_600_000), policy: 'resend' } as const;
    const recover = (key: number | null, ids: readonly number[]) =>
      recoverLeases(db, { ...recovery, inHand: { key, ids } });
    expect(await recover(null, [])).toBe(0);
    expect(await recover(8, [])).toBe(0);
    expect(await recover(7, [first?.id ?? 0])).toBe(1);
    expect(await deliveryCounts(db)).toMatchObject({ claimed: 1, pending: 1 });
  });

  it('of a dead process are taken over at once where only one can be alive', async () => {
    const { db, dialect } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1]);
    await claimAll(db, T0);
    const recovered = await recoverDeadClaims(db, { now: later(1), policy: 'resend' });
    expect(recovered).toBe(dialect === 'sqlite' ? 1 : 0);
  });
});

describeOnEachDialect('cancelling', (open) => {
  it('ends with a full account', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3]);
    await queueFor(db, [1, 2, 3]);
    await claimAll(db, T0, 1);
    expect(await cancelCampaign(db, 'c1', later(1))).toBe(true);
    expect(await deliveryCounts(db, 'c1')).toMatchObject({ claimed: 1, cancelled: 2, pending: 0 });
    expect(await claimAll(db, later(2))).toEqual([]);
    await recoverLeases(db, { now: later(60_000), policy: 'resend' });
    await finishCampaigns(db, later(60_000));
    expect(await deliveryCounts(db, 'c1')).toMatchObject({ claimed: 0, cancelled: 3 });
  });
});
