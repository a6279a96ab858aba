import { expect, it } from 'vitest';
import { awakeBy } from '../../src/pipeline/awake-at.ts';
import {
  accountOf,
  auditCampaigns,
  cancelCampaign,
  claimNext,
  countAsleep,
  type Db,
  findAccounted,
  findCampaign,
  finishCampaigns,
  forgetChat,
  hasDue,
  migrateChat,
  pauseCampaign,
  recordSettlements,
  resumeCampaign,
  setQuiet,
  setSchedule,
  setUrgent,
  wakeSleepers,
} from '../../src/store/index.ts';
import {
  addSubscribers,
  advance,
  confirmed,
  ids,
  nightAt,
  sendAll,
  TIMEZONE,
} from '../support/broadcasts.ts';
import { describeOnEachDialect } from '../support/databases.ts';

/** Midnight and, of those who sleep until seven, the end of their quiet hours. */
const MIDNIGHT = new Date('2025-01-08T16:00:00.000Z');
const SEVEN = new Date('2025-01-08T23:00:00.000Z');
const NIGHT = { from: 22, to: 7 };

async function putToBed(db: Db, chatIds: readonly number[], quiet = NIGHT): Promise<void> {
  for (const id of chatIds) await setQuiet(db, id, { quiet, dueAt: null });
}

/** As a sender does it, which knows who sleeps; returns who was told. */
async function send(db: Db, now: Date): Promise<number[]> {
  await wakeSleepers(db, now);
  const memory = {
    ...{ freeFrom: () => 0, awakeAt: awakeBy(TIMEZONE) },
    ...{ messages: new Map(), hands: new Map() },
  };
  const options = { botId: 1, now, limit: 500, leaseMs: 60_000, rate: Number.POSITIVE_INFINITY };
  const told: number[] = [];
  for (;;) {
    const claim = await claimNext(db, options, { leadMs: 0, creditMs: null }, memory);
    if (claim.claimed.length === 0) return told.sort((one, other) => one - other);
    told.push(...claim.claimed.map(({ chatId }) => chatId));
    const settlement = { kind: 'sent', messageId: 1 } as const;
    await recordSettlements(
      db,
      claim.claimed.map((delivery) => ({ delivery, settlement })),
      now,
    );
  }
}

async function dueTimes(db: Db, campaignId: string): Promise<Record<number, string>> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['chat_id', 'due_at'])
    .where('campaign_id', '=', campaignId)
    .execute();
  return Object.fromEntries(rows.map(({ chat_id, due_at }) => [chat_id, due_at]));
}

describeOnEachDialect('a broadcast in the night', (open) => {
  it('goes to whoever is awake, and to each of the others when its quiet hours end', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(6));
    await putToBed(db, [2, 3]);
    await putToBed(db, [4], { from: 23, to: 9 });
    await putToBed(db, [5], { from: 12, to: 14 });
    const id = await confirmed(db, { now: MIDNIGHT, texts: ['上', '下'] });
    expect(await send(db, MIDNIGHT)).toEqual([1, 5, 6]);
    expect(await findAccounted(db, id)).toMatchObject({ account: { open: 9 }, asleep: 6 });
    expect(await hasDue(db, SEVEN)).toBe(true); // the second parts
    for (const later of [2_000, 4_000])
      expect(await send(db, new Date(MIDNIGHT.getTime() + later))).toEqual(
        later === 2_000 ? [1, 5, 6] : [],
      );
    expect(await hasDue(db, SEVEN)).toBe(false);
    expect(await finishCampaigns(db, MIDNIGHT)).toEqual([]);
    expect(await send(db, SEVEN)).toEqual([2, 3]);
    expect(await send(db, new Date(SEVEN.getTime() + 2_000))).toEqual([2, 3]);
    const nine = new Date(SEVEN.getTime() + 7_200_000);
    expect([await send(db, nine), await send(db, new Date(nine.getTime() + 2_000))]).toEqual([
      [4],
      [4],
    ]);
    expect(await finishCampaigns(db, nine)).toMatchObject([{ id }]);
    expect(await accountOf(db, id)).toMatchObject({ expected: 12, sent: 12, open: 0 });
    expect(await auditCampaigns(db, nine)).toEqual([]);
  });

  it.each([
    ['Asia/Shanghai', '2025-01-08T16:00:00.000Z', '2025-01-08T23:00:00.000Z'],
    ['Asia/Kathmandu', '2025-01-08T17:00:00.000Z', '2025-01-09T01:15:00.000Z'],
    // Clocks go forward in this night, and back in that one.
    ['Europe/Rome', '2025-03-29T22:30:00.000Z', '2025-03-30T05:00:00.000Z'],
    ['Europe/Rome', '2025-10-25T21:30:00.000Z', '2025-10-26T06:00:00.000Z'],
  ])('is due when the clock of %s shows the hour', async (timezone, now, due) => {
    const { db } = await open();
    await addSubscribers(db, [1]);
    await putToBed(db, [1]);
    await setSchedule(db, 1, { frequency: 'daily', hour: null, timezone, dueAt: null });
    const id = await confirmed(db, { now: new Date(now) });
    expect(await dueTimes(db, id)).toEqual({ 1: due });
  });

  it('is tried out by those who are awake, and waits for nobody else to be judged', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(100));
    await putToBed(db, ids(90));
    const id = await confirmed(db, { now: MIDNIGHT });
    await advance(db, MIDNIGHT);
    expect(await findCampaign(db, id)).toMatchObject({ canary: 'running' });
    expect(Object.keys(await dueTimes(db, id)).map(Number)).toEqual(ids(10, 91));
    await send(db, MIDNIGHT);
    await advance(db, new Date(MIDNIGHT.getTime() + 1_000));
    expect(await findAccounted(db, id)).toMatchObject({ account: { sent: 10 }, asleep: 90 });
    expect(await send(db, SEVEN)).toEqual(ids(90));
  });

  it('is tried out by chats from all over those that are awake', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(200));
    await putToBed(db, ids(100));
    const id = await confirmed(db, { now: MIDNIGHT });
    await advance(db, MIDNIGHT);
    expect(Object.keys(await dueTimes(db, id)).map(Number)).toEqual(
      ids(20).map((n) => 100 + n * 5),
    );
  });

  it('is tried out by nobody where all sleep, and waits for all of them', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(50));
    await putToBed(db, ids(50));
    const id = await confirmed(db, { now: MIDNIGHT });
    await advance(db, MIDNIGHT);
    expect(await findAccounted(db, id)).toMatchObject({ account: { expected: 50 }, asleep: 50 });
    expect(await hasDue(db, MIDNIGHT)).toBe(false);
    expect(await finishCampaigns(db, MIDNIGHT)).toEqual([]);
  });

  it('that is urgent goes at once, but not to those who want nothing urgent', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(5));
    await putToBed(db, [2, 3]);
    await setUrgent(db, 3, false);
    await setUrgent(db, 4, false);
    const segment = { kind: 'all' } as const;
    const night = nightAt(MIDNIGHT);
    expect(await countAsleep(db, segment, { isUrgent: false, ...night })).toBe(2);
    expect(await countAsleep(db, segment, { isUrgent: true, ...night })).toBe(1);
    const quiet = await confirmed(db, { now: MIDNIGHT });
    await confirmed(db, { now: MIDNIGHT, isUrgent: true });
    // What is urgent does not queue up behind what sleeps.
    expect(await send(db, MIDNIGHT)).toEqual([1, 2, 4, 5]);
    const soon = new Date(MIDNIGHT.getTime() + 5_000);
    expect(await send(db, soon)).toEqual([1, 4, 5]);
    expect(await findAccounted(db, quiet)).toMatchObject({ asleep: 2 });
  });

  it('that was queued before it leaves nobody’s quiet hours out', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(3));
    await putToBed(db, [2]);
    const evening = new Date(MIDNIGHT.getTime() - 3 * 3_600_000);
    const id = await confirmed(db, { now: evening });
    await pauseCampaign(db, id);
    expect(await findAccounted(db, id)).toMatchObject({ asleep: 0 });
    await resumeCampaign(db, id);
    expect(await send(db, MIDNIGHT)).toEqual([1, 3]);
    expect(await dueTimes(db, id)).toMatchObject({ 2: SEVEN.toISOString() });
    expect(await send(db, SEVEN)).toEqual([2]);
  });

  it('comes at once to a chat that has given up its quiet hours meanwhile, and later to one that sleeps longer', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(3));
    await putToBed(db, [2, 3]);
    const id = await confirmed(db, { now: MIDNIGHT });
    await send(db, MIDNIGHT);
    await setQuiet(db, 2, { quiet: null, dueAt: null });
    await setQuiet(db, 3, { quiet: { from: 22, to: 9 }, dueAt: null });
    const soon = new Date(MIDNIGHT.getTime() + 5_000);
    expect(await send(db, soon)).toEqual([2]);
    expect(await dueTimes(db, id)).toMatchObject({ 3: '2025-01-09T01:00:00.000Z' });
    expect(await findAccounted(db, id)).toMatchObject({ account: { open: 1 }, asleep: 1 });
  });

  it('paused over the morning wakes nobody until it goes on', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(3));
    await putToBed(db, [2]);
    const id = await confirmed(db, { now: MIDNIGHT });
    await pauseCampaign(db, id);
    expect(await send(db, SEVEN)).toEqual([]);
    expect(await findAccounted(db, id)).toMatchObject({ account: { open: 3 }, asleep: 0 });
    const nextMidnight = new Date(MIDNIGHT.getTime() + 86_400_000);
    await resumeCampaign(db, id);
    expect(await send(db, nextMidnight)).toEqual([1, 3]);
    expect(await findAccounted(db, id)).toMatchObject({ account: { open: 1 }, asleep: 1 });
  });

  it('cancelled in the night never comes, and its account adds up', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(5));
    await putToBed(db, [2, 3]);
    const id = await confirmed(db, { now: MIDNIGHT });
    await send(db, MIDNIGHT);
    await cancelCampaign(db, id, MIDNIGHT);
    expect(await accountOf(db, id)).toMatchObject({ sent: 3, cancelled: 2, open: 0 });
    expect(await send(db, SEVEN)).toEqual([]);
    expect(await auditCampaigns(db, SEVEN)).toEqual([]);
  });

  it('finds a sleeper that has moved, and none that was forgotten', async () => {
    const { db } = await open();
    await addSubscribers(db, [-2, 1, 3]);
    await putToBed(db, [-2, 3]);
    const id = await confirmed(db, { now: MIDNIGHT });
    await migrateChat(db, -2, -1_002, MIDNIGHT);
    await forgetChat(db, 3);
    await send(db, MIDNIGHT);
    expect(await send(db, SEVEN)).toEqual([-1_002]);
    expect(await accountOf(db, id)).toMatchObject({ expected: 3, sent: 2, removed: 1 });
    expect(await auditCampaigns(db, SEVEN)).toEqual([]);
  });

  it('queued again from where it was cut off has nobody twice, asleep or awake', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(5_100));
    await db
      .updateTable('subscriptions')
      .set({ quiet_from: 22, quiet_to: 7 })
      .where('chat_id', '>', 4_900)
      .execute();
    const id = await confirmed(db, { now: MIDNIGHT });
    await advance(db, MIDNIGHT);
    await sendAll(db, MIDNIGHT);
    await advance(db, MIDNIGHT);
    const state = { queued_through: 0 };
    await db.updateTable('campaigns').set(state).where('id', '=', id).execute();
    await advance(db, new Date(MIDNIGHT.getTime() + 3_600_000));
    expect(await findAccounted(db, id)).toMatchObject({
      account: { expected: 5_100 },
      asleep: 200,
    });
    expect(await auditCampaigns(db, MIDNIGHT)).toEqual([]);
  }, 60_000);
});
