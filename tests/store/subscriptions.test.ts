import { expect, it } from 'vitest';
import { ITEM_KINDS, type Subscription } from '../../src/domain/index.ts';
import {
  advanceSubscriptions,
  type Db,
  dueSubscriptions,
  findSubscription,
  isAnyoneDue,
  leastTold,
  markGone,
  newestItemId,
  rescheduleDefaults,
  saveChat,
  saveIssue,
  setKinds,
  setSchedule,
  subscribe,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { aDecision, anIngest, anItem } from '../support/samples.ts';

const NOW = new Date('2025-01-09T00:00:00Z');
const EARLIER = new Date('2025-01-08T23:59:59Z');
const LATER = new Date('2025-01-10T00:00:00Z');

async function aSubscriber(
  db: Db,
  chatId: number,
  { kinds = ITEM_KINDS, dueAt = NOW }: { kinds?: Subscription['kinds']; dueAt?: Date | null } = {},
): Promise<void> {
  await saveChat(db, { id: chatId, kind: 'private', language: 'zh' }, NOW);
  await subscribe(db, { chatId, kinds, dueAt }, NOW);
}

const publish = (db: Db, date: string) =>
  saveIssue(
    db,
    anIngest({ text: date, date, items: [anItem({ body: date }), aDecision({ body: date })] }),
  );

async function due(db: Db, options: { onlyNew?: boolean; stretch?: typeof EVERYBODY } = {}) {
  const newest = await newestItemId(db);
  const moment = { now: NOW, newest, newestReview: 0 };
  const rows = await dueSubscriptions(db, { ...moment, stretch: EVERYBODY, ...options });
  // Among those who are due by the clock or at once, somebody is due if anybody is.
  if (!options.onlyNew && !options.stretch)
    expect(await isAnyoneDue(db, moment)).toBe(rows.length > 0);
  return rows.map(({ chatId }) => chatId);
}

const EVERYBODY = { after: Number.MIN_SAFE_INTEGER, through: Number.MAX_SAFE_INTEGER };

describeOnEachDialect('a subscription', (open) => {
  it('begins with the newest issue', async () => {
    const { db } = await open();
    await publish(db, '2025-01-08');
    await publish(db, '2025-01-09');
    await aSubscriber(db, 1, { kinds: ['news', 'decision', 'news'] });
    expect(await findSubscription(db, 1)).toEqual({
      chatId: 1,
      kinds: ['decision', 'news'],
      publication: null,
      frequency: 'daily',
      hour: null,
      timezone: null,
      toldThrough: 2,
      toldFrom: 2,
      quiet: null,
      urgent: true,
      dueAt: NOW,
      reviewsTold: 0,
    });
  });

  it('begins with nothing old where an archive was read in last', async () => {
    const { db } = await open();
    for (const date of ['2025-01-09', '2024-12-30', '2024-12-31']) await publish(db, date);
    await aSubscriber(db, 1);
    expect(await findSubscription(db, 1)).toMatchObject({ toldThrough: 6 });
  });

  it('begins at the beginning while there is nothing', async () => {
    const { db } = await open();
    await aSubscriber(db, 1);
    expect(await findSubscription(db, 1)).toMatchObject({ toldThrough: 0 });
    expect(await findSubscription(db, 2)).toBeUndefined();
  });

  it('made again changes its kinds and nothing else', async () => {
    const { db } = await open();
    await aSubscriber(db, 1);
    const chosen = { frequency: 'weekly', hour: 7, timezone: 'Asia/Tokyo' } as const;
    await setSchedule(db, 1, { ...chosen, dueAt: LATER });
    await publish(db, '2025-01-09');
    await subscribe(db, { chatId: 1, kinds: ['notice'], dueAt: NOW }, NOW);
    expect(await findSubscription(db, 1)).toMatchObject({
      ...chosen,
      kinds: ['notice'],
      toldThrough: 0,
    });
    expect(await due(db)).toEqual([]);
  });

  it('taken up after unsubscribing begins with the newest issue and keeps its hour', async () => {
    const { db } = await open();
    await aSubscriber(db, 1, { dueAt: EARLIER });
    await setSchedule(db, 1, { frequency: 'daily', hour: 7, timezone: null, dueAt: EARLIER });
    await setKinds(db, 1, []);
    for (const date of ['2025-01-07', '2025-01-08', '2025-01-09']) await publish(db, date);
    await subscribe(db, { chatId: 1, kinds: ['news'], dueAt: LATER }, NOW);
    expect(await findSubscription(db, 1)).toMatchObject({
      kinds: ['news'],
      hour: 7,
      toldThrough: 4,
    });
    expect(await due(db)).toEqual([]);
  });

  it('taken up the same day is not told again what it was told', async () => {
    const { db } = await open();
    await publish(db, '2025-01-09');
    await aSubscriber(db, 1);
    await advanceSubscriptions(db, [{ chatId: 1, toldThrough: 2, reviewsTold: 0, dueAt: LATER }]);
    await setKinds(db, 1, []);
    await subscribe(db, { chatId: 1, kinds: ['news'], dueAt: NOW }, NOW);
    expect(await findSubscription(db, 1)).toMatchObject({ toldThrough: 2 });
    expect(await due(db)).toEqual([1]);
  });
});

describeOnEachDialect('a digest is due', (open) => {
  it('when its time has come, new items or not', async () => {
    const { db } = await open();
    await aSubscriber(db, 1, { dueAt: EARLIER });
    await aSubscriber(db, 2, { dueAt: NOW });
    await aSubscriber(db, 3, { dueAt: LATER });
    expect(await due(db)).toEqual([1, 2]);
  });

  it('for who wants everything at once, when something is new', async () => {
    const { db } = await open();
    await publish(db, '2025-01-08');
    await aSubscriber(db, 1, { dueAt: null });
    expect(await due(db)).toEqual([1]);
    await advanceSubscriptions(db, [{ chatId: 1, toldThrough: 2, reviewsTold: 0, dueAt: null }]);
    expect(await due(db)).toEqual([]);
    await publish(db, '2025-01-09');
    expect(await due(db)).toEqual([1]);
  });

  it('on demand for whoever was not told of the newest item, whatever the hour', async () => {
    const { db } = await open();
    await publish(db, '2025-01-09');
    await aSubscriber(db, 1, { dueAt: LATER });
    await aSubscriber(db, 2, { dueAt: EARLIER });
    await advanceSubscriptions(db, [{ chatId: 2, toldThrough: 2, reviewsTold: 0, dueAt: EARLIER }]);
    expect(await due(db, { onlyNew: true })).toEqual([1]);
  });

  it('never for chats that are gone or have unsubscribed', async () => {
    const { db } = await open();
    await publish(db, '2025-01-09');
    for (const chatId of [1, 2, 3]) await aSubscriber(db, chatId);
    await markGone(db, 1, 'blocked', NOW);
    await setKinds(db, 2, []);
    expect(await due(db)).toEqual([3]);
    expect(await due(db, { onlyNew: true })).toEqual([3]);
  });

  it('chat by chat in the order of their ids, a batch at a time', async () => {
    const { db } = await open();
    for (const chatId of [5, -1_001_000_000_000, 3]) await aSubscriber(db, chatId);
    const [first, second] = [
      { ...EVERYBODY, through: 3 },
      { ...EVERYBODY, after: 3 },
    ];
    expect(await due(db, { stretch: first })).toEqual([-1_001_000_000_000, 3]);
    expect(await due(db, { stretch: second })).toEqual([5]);
  });

  it('with the chat, so that its words can be chosen', async () => {
    const { db } = await open();
    await aSubscriber(db, 1, { kinds: ['news'] });
    const [row] = await dueSubscriptions(db, {
      ...{ now: NOW, newest: 0, newestReview: 0, stretch: EVERYBODY },
    });
    expect(row).toMatchObject({
      kinds: ['news'],
      chat: { id: 1, kind: 'private', language: 'zh', style: null },
    });
  });
});

describeOnEachDialect('subscriptions', (open) => {
  it('are moved on together, each to its own time, and nobody back', async () => {
    const { db } = await open();
    const chats = Array.from({ length: 1_500 }, (_, n) => n + 1);
    for (const chatId of chats) await aSubscriber(db, chatId);
    await advanceSubscriptions(
      db,
      chats.map((chatId) => ({
        chatId,
        toldThrough: 9,
        reviewsTold: 0,
        dueAt: chatId === 2 ? EARLIER : LATER,
      })),
    );
    expect(await due(db)).toEqual([2]);
    await advanceSubscriptions(db, [{ chatId: 1, toldThrough: 3, reviewsTold: 0, dueAt: null }]);
    expect(await findSubscription(db, 1)).toMatchObject({ toldThrough: 9 });
    expect(await findSubscription(db, 1_500)).toMatchObject({ toldThrough: 9 });
  });

  it('follow the timetable of the operator, but those that chose an hour or are due', async () => {
    const { db } = await open();
    const TOMORROW = new Date('2025-01-10T08:00:00Z');
    for (const chatId of [1, 2, 3, 4]) await aSubscriber(db, chatId, { dueAt: TOMORROW });
    const daily = { frequency: 'daily', timezone: null, dueAt: TOMORROW } as const;
    await setSchedule(db, 2, { ...daily, hour: 7 });
    await setSchedule(db, 3, { ...daily, hour: null, dueAt: EARLIER });
    await setSchedule(db, 4, { ...daily, hour: null, timezone: 'Asia/Tokyo' });
    await rescheduleDefaults(db, ({ timezone }) => (timezone ? LATER : NOW), NOW);
    const dueAt = Object.fromEntries(
      (await db.selectFrom('subscriptions').select(['chat_id', 'due_at']).execute()).map((row) => [
        row.chat_id,
        row.due_at,
      ]),
    );
    const [now, tomorrow, earlier, later] = [NOW, TOMORROW, EARLIER, LATER].map((at) =>
      at.toISOString(),
    );
    expect(dueAt).toEqual({ 1: now, 2: tomorrow, 3: earlier, 4: later });
  });

  it('know who was told the least, or where a new reader would begin', async () => {
    const { db } = await open();
    await publish(db, '2025-01-08');
    await publish(db, '2025-01-09');
    expect(await leastTold(db)).toMatchObject({ toldThrough: 2 });
    for (const chatId of [1, 2]) await aSubscriber(db, chatId);
    await advanceSubscriptions(db, [{ chatId: 1, toldThrough: 4, reviewsTold: 0, dueAt: LATER }]);
    expect(await leastTold(db)).toMatchObject({ toldThrough: 2 });
    await markGone(db, 2, 'blocked', NOW);
    expect(await leastTold(db)).toMatchObject({ toldThrough: 4 });
  });
});
