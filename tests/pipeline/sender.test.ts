import { expect, it, vi } from 'vitest';
import type { RichMessage } from '../../src/domain/index.ts';
import {
  claimDue,
  createDigestCampaign,
  deliveryCounts,
  enqueue,
  findCampaign,
  findChat,
  PRIORITY,
  saveMessages,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { type Fault, TOKEN } from '../support/fake-bot-api.ts';
import { addChats, aMessage, queueFor } from '../support/outbox.ts';
import { chatIds, refusal, setUp, untilFinished, WAIT } from '../support/sending.ts';

const BLOCKED = refusal(403, 'Forbidden: bot was blocked by the user');
const MISSING = refusal(400, 'Bad Request: chat not found');
const TOO_LONG = refusal(400, 'Bad Request: message is too long');

describeOnEachDialect('the sender', (open) => {
  it('sends everything once, and gives one line of account', async () => {
    const { db } = await open();
    await addChats(db, chatIds(60));
    await queueFor(db, chatIds(60), { dueAt: new Date() });
    const { server, sender, log } = await setUp(db);
    sender.start();
    await untilFinished(db);
    expect(server.taken.map(({ chatId }) => chatId).sort((a, b) => a - b)).toEqual(chatIds(60));
    expect(await deliveryCounts(db)).toMatchObject({ sent: 60, pending: 0, claimed: 0 });
    expect(sender.stats()).toMatchObject({ inFlight: 0, settled: { sent: 60 }, halted: null });
    await vi.waitFor(() => expect(log).toHaveLength(1), WAIT);
    expect(log[0]?.words).toMatch(/^campaign finished .*"sent":60/);
  });

  it('keeps within the granted rate, and uses it', async () => {
    const { db } = await open();
    await addChats(db, chatIds(90));
    await queueFor(db, chatIds(90), { dueAt: new Date() });
    const { server, sender } = await setUp(db, { granted: 30 });
    sender.start();
    await untilFinished(db);
    expect(server.floods()).toBe(0);
    const [first, last] = [server.taken[0]?.at ?? 0, server.taken.at(-1)?.at ?? 0];
    expect(89 / ((last - first) / 1000) / 30).toBeGreaterThan(0.8);
  });

  it('waits for the answers it is owed, however far its clock is set', async () => {
    const { db } = await open();
    await addChats(db, chatIds(3));
    await queueFor(db, chatIds(3), { dueAt: new Date() });
    let aheadMs = 0;
    const { server, sender } = await setUp(db, {
      fault: () => ({ kind: 'slow', ms: 700 }),
      now: () => new Date(Date.now() + aheadMs),
    });
    sender.start();
    await vi.waitFor(() => expect(server.calls).toHaveLength(3), WAIT);
    aheadMs = 3_600_000;
    sender.wake();
    await untilFinished(db);
    expect(server.calls).toHaveLength(3);
  });

  it('takes what was queued while it was idle, woken or not', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    const { server, sender } = await setUp(db);
    sender.start();
    await queueFor(db, [1], { dueAt: new Date() });
    await vi.waitFor(() => expect(server.takenBy(1)).toBe(1), WAIT);
    await queueFor(db, [1], { campaignId: 'c2', dueAt: new Date() });
    sender.wake();
    await vi.waitFor(() => expect(server.takenBy(1)).toBe(2), WAIT);
  });

  it('brings every reachable chat its message through all that may go wrong', async () => {
    const { db } = await open();
    await addChats(db, chatIds(80));
    await queueFor(db, chatIds(80), { dueAt: new Date() });
    const seen = new Set<number>();
    const faults: Record<number, Fault> = {
      1: refusal(500, 'Internal Server Error'),
      2: { kind: 'reset' },
      3: { kind: 'html' },
      4: refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 }),
      5: { kind: 'slow', ms: 200 },
    };
    const { server, sender } = await setUp(db, {
      fault({ chatId }) {
        if (chatId === 10) return BLOCKED;
        if (chatId === 20) return MISSING;
        if (chatId === 30)
          return refusal(400, 'upgraded to a supergroup chat', { migrate_to_chat_id: -1030 });
        if (chatId % 7 !== 0 || seen.has(chatId)) return undefined;
        seen.add(chatId);
        return faults[(chatId / 7) % 6];
      },
    });
    sender.start();
    await untilFinished(db);
    const reachable = [...chatIds(80).filter((id) => ![10, 20, 30].includes(id)), -1030];
    expect(reachable.filter((id) => server.takenBy(id) !== 1)).toEqual([]);
    expect(await deliveryCounts(db)).toMatchObject({ sent: 78, gone: 2, unknown: 0 });
    expect((await findChat(db, 10))?.state).toBe('gone');
    expect((await findChat(db, -1030))?.kind).toBe('supergroup');
  });

  it('sends again what may have arrived, or keeps it, as the operator chose', async () => {
    for (const [unknownPolicy, times] of [
      ['resend', 2],
      ['hold', 1],
    ] as const) {
      const { db } = await open();
      await addChats(db, [1]);
      await queueFor(db, [1], { dueAt: new Date() });
      const { server, sender } = await setUp(db, {
        unknownPolicy,
        fault: (_, takenSoFar) => (takenSoFar === 0 ? { kind: 'lose-answer' } : undefined),
      });
      sender.start();
      await untilFinished(db);
      expect(server.takenBy(1)).toBe(times);
      const kept = unknownPolicy === 'hold' ? { unknown: 1, sent: 0 } : { unknown: 0, sent: 1 };
      expect(await deliveryCounts(db)).toMatchObject(kept);
    }
  });

  it('lets one chat wait half a day and nobody else', async () => {
    const { db } = await open();
    await addChats(db, chatIds(40));
    await queueFor(db, chatIds(40), { dueAt: new Date() });
    const { server, sender } = await setUp(db, {
      fault: ({ chatId }) =>
        chatId === 3 ? refusal(429, 'Too Many Requests', { retry_after: 43_838 }) : undefined,
    });
    sender.start();
    await vi.waitFor(() => expect(server.taken).toHaveLength(39), WAIT);
    await sender.stop();
    expect(await deliveryCounts(db)).toMatchObject({ sent: 39, pending: 1 });
    expect(server.calls.filter(({ chatId }) => chatId === 3)).toHaveLength(1);
  });

  it('pauses a campaign whose message everybody refuses', async () => {
    const { db } = await open();
    await addChats(db, chatIds(100));
    await queueFor(db, chatIds(100), { dueAt: new Date() });
    const { server, sender, log } = await setUp(db, { rate: 100, fault: () => TOO_LONG });
    sender.start();
    await vi.waitFor(async () => {
      expect(await findCampaign(db, 'c1')).toMatchObject({
        state: 'paused',
        pauseReason: '400 Bad Request: message is too long',
      });
    }, WAIT);
    await sender.stop();
    expect(server.calls.length).toBeLessThan(30);
    expect(log.filter(({ words }) => words.startsWith('campaign paused itself'))).toHaveLength(1);
    const { refused, pending } = await deliveryCounts(db);
    expect(refused + pending).toBe(100);
  });

  it('stops at a token that is refused, with one line, and keeps the queue', async () => {
    const { db } = await open();
    await addChats(db, chatIds(50));
    await queueFor(db, chatIds(50), { dueAt: new Date() });
    const { server, sender, log } = await setUp(db, { fault: () => refusal(401, 'Unauthorized') });
    sender.start();
    await vi.waitFor(() => expect(sender.stats().halted).toContain('BOT_TOKEN'), WAIT);
    await sender.stop();
    expect(await deliveryCounts(db)).toMatchObject({ pending: 50, claimed: 0 });
    expect(server.calls.length).toBeLessThanOrEqual(10);
    expect(log.filter(({ level }) => level === 'error')).toHaveLength(1);
    const attempts = await db.selectFrom('deliveries').select('attempts').distinct().execute();
    expect(attempts).toEqual([{ attempts: 0 }]);
    expect(JSON.stringify(log)).not.toContain(TOKEN);
  });

  it('falls back to classic messages where the server has no rich ones, asking once', async () => {
    const { db } = await open();
    await addChats(db, chatIds(20));
    const rich: RichMessage = {
      ...{ style: 'rich', blocks: [{ kind: 'divider' }], buttons: [] },
      fallback: [aMessage('上'), aMessage('下')],
    };
    const now = new Date();
    await createDigestCampaign(db, { id: 'c1', title: '' }, now);
    const [messageId = ''] = await saveMessages(db, [rich], now);
    const deliveries = chatIds(20).map((chatId) => ({ chatId, part: 0, messageId }));
    await enqueue(db, { campaignId: 'c1', priority: 10, dueAt: now, deliveries }, now);
    const { server, sender } = await setUp(db, {
      rate: 300,
      fault: ({ method }) =>
        method === 'sendRichMessage' ? refusal(404, 'Not Found: method not found') : undefined,
    });
    sender.start();
    await untilFinished(db);
    for (const chat of chatIds(20)) {
      const texts = server.taken.filter(({ chatId }) => chatId === chat);
      expect(texts.map(({ payload }) => payload['text'])).toEqual(['上', '下']);
    }
    const asked = server.calls.filter(({ method }) => method === 'sendRichMessage');
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  it('settles what is in flight when it is stopped, and gives back the rest', async () => {
    const { db } = await open();
    await addChats(db, chatIds(30));
    await queueFor(db, chatIds(30), { dueAt: new Date() });
    const { server, sender } = await setUp(db, { fault: () => ({ kind: 'slow', ms: 300 }) });
    sender.start();
    await vi.waitFor(() => expect(server.taken.length).toBeGreaterThan(5), WAIT);
    await sender.stop();
    const { sent, pending, claimed } = await deliveryCounts(db);
    expect({ sent, pending, claimed }).toEqual({
      sent: server.taken.length,
      pending: 30 - server.taken.length,
      claimed: 0,
    });
  });

  it('goes before a broadcast with what is more urgent', async () => {
    const { db } = await open();
    await addChats(db, chatIds(60));
    const now = () => new Date();
    const broadcast = { campaignId: 'broadcast', priority: PRIORITY.broadcast, texts: ['广播'] };
    await queueFor(db, chatIds(60), { ...broadcast, dueAt: now() });
    const { server, sender } = await setUp(db, { granted: 60 });
    sender.start();
    await vi.waitFor(() => expect(server.taken.length).toBeGreaterThan(10), WAIT);
    await queueFor(db, [59, 60], { campaignId: 'digest', texts: ['摘要'], dueAt: now() });
    await untilFinished(db, 'broadcast');
    const texts = server.taken.map(({ payload }) => payload['text']);
    expect(texts.lastIndexOf('摘要')).toBeLessThan(40);
    expect(texts).toHaveLength(62);
  });

  it('takes over what a dead sender had claimed', async () => {
    const { db } = await open();
    await addChats(db, chatIds(3));
    await queueFor(db, chatIds(3), { dueAt: new Date() });
    const dead = { botId: 1, limit: 2, leaseMs: 1, rate: Number.POSITIVE_INFINITY };
    await claimDue(db, { ...dead, now: new Date(Date.now() - 10) });
    const { server, sender } = await setUp(db);
    sender.start();
    await untilFinished(db);
    expect(server.taken).toHaveLength(3);
  });
});
