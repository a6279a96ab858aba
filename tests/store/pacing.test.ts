import { expect, it } from 'vitest';
import { createRecentChats } from '../../src/pipeline/recent-chats.ts';
import {
  type ClaimMemory,
  claimDue,
  claimNext,
  type Db,
  holdBudget,
  inTransaction,
  PRIORITY,
  recordSettlements,
  reserveReply,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, claimAll, later, queueFor, T0 } from '../support/outbox.ts';

const BOT = { botId: 1, leaseMs: 60_000 };
const NO_TIMING = { leadMs: 0, creditMs: null };

function chatIds(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function aMemory(): ClaimMemory {
  return {
    freeFrom: () => 0,
    awakeAt: (at: Date) => () => at,
    messages: new Map(),
    hands: new Map(),
  };
}

async function shareAt(db: Db, ms: number): Promise<number> {
  const options = { ...BOT, now: later(ms), limit: 0, rate: 30 };
  return (await claimNext(db, options, NO_TIMING, aMemory())).budget.share;
}

const STEP_MS = 500;

/** When a sender with ten free slots, that is answered at once, would send what is queued. */
async function sendAll(db: Db, forMs: number, queue: (ms: number) => Promise<unknown>) {
  const recent = createRecentChats();
  const memory = { ...aMemory(), freeFrom: recent.freeFrom };
  const sent: { chatId: number; at: number }[] = [];
  for (let ms = 0; ms < forMs; ms += STEP_MS) {
    await queue(ms);
    const now = later(ms);
    const options = { ...BOT, now, limit: 10, rate: 1_000 };
    const { claimed } = await claimNext(db, options, NO_TIMING, memory);
    for (const each of claimed) {
      recent.note(each, each.sendAt);
      sent.push({ chatId: each.chatId, at: each.sendAt.getTime() });
    }
    const settlement = { kind: 'sent', messageId: 1 } as const;
    await recordSettlements(
      db,
      claimed.map((delivery) => ({ delivery, settlement })),
      now,
    );
  }
  return sent;
}

function mostIn(ms: number, times: readonly number[]): number {
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length),
  );
}

describeOnEachDialect('the used share of the rate', (open) => {
  const flood = { botId: 1, now: T0, until: later(2_000), isFlood: true };

  it('halves when the whole bot is refused, and is whole again a minute later', async () => {
    const { db } = await open();
    expect(await shareAt(db, 0)).toBe(1);
    await holdBudget(db, flood);
    expect(await shareAt(db, 0)).toBe(0.5);
    expect(await shareAt(db, 2_000)).toBe(0.5);
    expect(await shareAt(db, 32_000)).toBeCloseTo(0.75);
    expect(await shareAt(db, 62_000)).toBe(1);
  });

  it('spaces what is sent accordingly, after the time the server named', async () => {
    const { db } = await open();
    await addChats(db, chatIds(10));
    await queueFor(db, chatIds(10));
    await holdBudget(db, flood);
    const options = { ...BOT, limit: 10, rate: 100 };
    expect(await claimDue(db, { ...options, now: later(1_900) })).toEqual([]);
    const claimed = await claimDue(db, { ...options, now: later(2_000) });
    const times = claimed.map(({ sendAt }) => sendAt.getTime() - T0.getTime());
    expect(times).toEqual([2_000, 2_021, 2_042]);
  });

  it('halves once for all refusals of what had left before', async () => {
    const { db } = await open();
    await holdBudget(db, flood);
    await holdBudget(db, { ...flood, now: later(5), until: later(3_000) });
    expect(await shareAt(db, 3_000)).toBe(0.5);
    await holdBudget(db, { ...flood, now: later(3_000), until: later(4_000) });
    expect(await shareAt(db, 4_000)).toBe(0.25);
  });

  it('never falls below a sixteenth', async () => {
    const { db } = await open();
    for (let ms = 0; ms < 10; ms++)
      await holdBudget(db, { ...flood, now: later(ms), until: later(ms) });
    expect(await shareAt(db, 9)).toBeCloseTo(1 / 16, 3);
  });

  it('stays what it is when the server does not answer', async () => {
    const { db } = await open();
    await holdBudget(db, { ...flood, isFlood: false });
    expect(await shareAt(db, 0)).toBe(1);
  });
});

describeOnEachDialect('a chat', (open) => {
  it('that is a group gets no more than twenty in any minute, however they are queued', async () => {
    const { db } = await open();
    await addChats(db, [-1], 'supergroup');
    await queueFor(db, [-1], { texts: chatIds(12).map(String) });
    let campaigns = 0;
    const sent = await sendAll(db, 80_000, (ms) => {
      if (ms % 2_500 !== 0) return Promise.resolve();
      campaigns += 1;
      return queueFor(db, [-1], { campaignId: `more-${campaigns}`, dueAt: later(ms) });
    });
    const times = sent.map(({ at }) => at);
    expect(mostIn(60_000, times)).toBeLessThanOrEqual(20);
    expect(times.length).toBeGreaterThan(20);
  }, 60_000);

  it('told to wait is sent nothing before, however urgent, also of what is queued later', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1]);
    const settlement = { kind: 'again', at: later(3_600_000), reason: 'busy' } as const;
    const [delivery] = await claimAll(db, T0);
    if (delivery) await recordSettlements(db, [{ delivery, settlement }], T0);
    const urgent = { campaignId: 'urgent', priority: PRIORITY.urgent, dueAt: later(5_000) };
    await queueFor(db, [1, 2], urgent);
    expect((await claimAll(db, later(10_000))).map(({ chatId }) => chatId)).toEqual([2]);
    expect(await claimAll(db, later(3_599_999))).toEqual([]);
    expect(await claimAll(db, later(3_600_000))).toMatchObject([{ campaignId: 'urgent' }]);
  });

  it('with many messages queued delays nobody else', async () => {
    const { db } = await open();
    await addChats(db, chatIds(20));
    await queueFor(db, [1], { campaignId: 'long', priority: 5, texts: chatIds(30).map(String) });
    await queueFor(db, chatIds(20), { campaignId: 'others' });
    const sent = await sendAll(db, 1_000, () => Promise.resolve());
    expect(new Set(sent.map(({ chatId }) => chatId)).size).toBe(20);
    expect(sent.filter(({ chatId }) => chatId === 1)).toHaveLength(1);
  });
});

describeOnEachDialect('precedence', (open) => {
  it('is alerts, what is urgent, digests, broadcasts', async () => {
    const { db } = await open();
    const kinds = ['broadcast', 'digest', 'urgent', 'alert'] as const;
    await addChats(db, chatIds(8));
    for (const [index, campaignId] of kinds.entries())
      await queueFor(db, [2 * index + 1, 2 * index + 2], {
        campaignId,
        priority: PRIORITY[campaignId],
      });
    const claimed = await claimAll(db, T0, 7);
    expect(claimed.map(({ campaignId }) => campaignId)).toEqual([
      ...['alert', 'alert', 'urgent', 'urgent'],
      ...['digest', 'digest', 'broadcast'],
    ]);
  });

  it('of replies that waited for the lock: one after the other from when they have it', async () => {
    const { db } = await open();
    let ms = 0;
    const reserve = (on: Db) => reserveReply(on, { botId: 1, now: () => later(ms), rate: 10 });
    const locked = Promise.withResolvers<void>();
    const stall = Promise.withResolvers<void>();
    const stalled = inTransaction(db, async (tx) => {
      await reserve(tx);
      locked.resolve();
      await stall.promise;
    });
    await locked.promise;
    const replies = [reserve(db), reserve(db), reserve(db)];
    ms = 5_000;
    stall.resolve();
    await stalled;
    const times = (await Promise.all(replies)).map((at) => at.getTime() - T0.getTime());
    times.sort((one, other) => one - other);
    expect(times[0]).toBe(5_000);
    expect(times[2]).toBeGreaterThan(5_200);
  });

  it('of a reply: it never waits for more of a broadcast than the horizon', async () => {
    const { db } = await open();
    await addChats(db, chatIds(600));
    await queueFor(db, chatIds(600), { priority: PRIORITY.broadcast });
    for (let ms = 0; ms < 400; ms += 20) {
      await claimDue(db, { ...BOT, now: later(ms), limit: 50, rate: 1_000 });
      const at = await reserveReply(db, { botId: 1, now: () => later(ms), rate: 1_000 });
      expect(at.getTime() - later(ms).getTime()).toBeLessThanOrEqual(52);
    }
  });
});

describeOnEachDialect('a claim', (open) => {
  it('finds what is free behind a thousand that wait for others, a little further each time', async () => {
    const { db } = await open();
    await addChats(db, chatIds(1_502));
    await queueFor(db, chatIds(1_500), { campaignId: 'first', priority: 5, dueAt: later(60_000) });
    await queueFor(db, chatIds(1_502), { campaignId: 'second', dueAt: T0 });
    const memory = aMemory();
    const claims: number[][] = [];
    for (let turn = 0; turn < 5; turn++) {
      const options = { ...BOT, now: T0, limit: 10, rate: Number.POSITIVE_INFINITY };
      const { claimed, nextAt } = await claimNext(db, options, NO_TIMING, memory);
      claims.push(claimed.map(({ chatId }) => chatId));
      if (claimed.length === 0 && claims.flat().length === 0) expect(nextAt).toEqual(later(20));
    }
    expect(claims[0]).toEqual([]);
    expect(claims.flat()).toEqual([1_501, 1_502]);
  }, 60_000);

  it('asks again soon where many chats are gone', async () => {
    const { db } = await open();
    await addChats(db, chatIds(30));
    await queueFor(db, chatIds(40));
    await db.updateTable('chats').set({ state: 'gone' }).where('id', '<=', 20).execute();
    const options = { ...BOT, now: T0, limit: 2, rate: Number.POSITIVE_INFINITY };
    const first = await claimNext(db, options, NO_TIMING, aMemory());
    expect(first).toMatchObject({ claimed: [], nextAt: later(20) });
  });
});
