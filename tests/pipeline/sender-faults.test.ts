import { expect, it, vi } from 'vitest';
import { deliveryCounts } from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import type { Call, Fault } from '../support/fake-bot-api.ts';
import { addChats, queueFor } from '../support/outbox.ts';
import { chatIds, refusal, setUp, untilFinished, WAIT } from '../support/sending.ts';

/** Each of these chats meets its fault once. */
function onceEach(faults: ReadonlyMap<number, Fault>) {
  const met = new Set<number>();
  return ({ chatId }: Call) => {
    if (met.has(chatId)) return undefined;
    met.add(chatId);
    return faults.get(chatId);
  };
}

describeOnEachDialect('faults', (open) => {
  it('before a message is taken repeat nothing; an answer lost after that repeats that message', async () => {
    const { db } = await open();
    await addChats(db, chatIds(40));
    await queueFor(db, chatIds(40), { dueAt: new Date() });
    const early: Fault[] = [
      refusal(500, 'Internal Server Error'),
      refusal(502, 'Bad Gateway'),
      { kind: 'reset' },
      { kind: 'html' },
      refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 }),
    ];
    const late: Fault[] = [{ kind: 'fail-late' }, { kind: 'lose-answer' }];
    const faults = new Map([
      ...early.map((fault, index) => [4 * index + 1, fault] as const),
      ...late.map((fault, index) => [30 + 4 * index, fault] as const),
    ]);
    const { server, sender } = await setUp(db, { rate: 60, fault: onceEach(faults) });
    sender.start();
    await untilFinished(db);
    const times = chatIds(40).map((id) => server.takenBy(id));
    expect(times).toEqual(chatIds(40).map((id) => ([30, 34].includes(id) ? 2 : 1)));
    expect(await deliveryCounts(db)).toMatchObject({ sent: 40, unknown: 0 });
  });

  it('of the whole bot stop everything for the time named, and half as much is sent after', async () => {
    const { db } = await open();
    await addChats(db, chatIds(60));
    await queueFor(db, chatIds(60), { dueAt: new Date() });
    const refusedAt: number[] = [];
    let slowedAt = Number.POSITIVE_INFINITY;
    const { server, sender } = await setUp(db, {
      rate: 100,
      fault({ at }) {
        if (sender.stats().share < 0.6) slowedAt = Math.min(slowedAt, at);
        // What was on its way by then is refused too.
        if (server.taken.length < 10 || at > slowedAt + 200) return undefined;
        refusedAt.push(at);
        return refusal(429, 'Too Many Requests: retry after 2', { retry_after: 2 });
      },
    });
    sender.start();
    await vi.waitFor(() => expect(sender.stats().share).toBeLessThan(0.6), WAIT);
    await untilFinished(db);
    const [first = 0] = refusedAt;
    const last = refusedAt.at(-1) ?? 0;
    const between = server.calls.filter(({ at }) => at > last && at < first + 1_950);
    expect(between).toEqual([]);
    expect(chatIds(60).filter((id) => server.takenBy(id) !== 1)).toEqual([]);
    const after = server.taken.filter(({ at }) => at > last).map(({ at }) => at);
    const seconds = ((after.at(-1) ?? 0) - (after[0] ?? 0)) / 1000;
    expect((after.length - 1) / seconds).toBeLessThan(70);
  });

  it('of one chat, even for half a day, never make the others slower', async () => {
    const { db } = await open();
    await addChats(db, chatIds(40));
    await queueFor(db, chatIds(40), { dueAt: new Date() });
    const { server, sender } = await setUp(db, {
      rate: 100,
      fault: ({ chatId }) =>
        chatId === 3 ? refusal(429, 'Too Many Requests', { retry_after: 43_838 }) : undefined,
    });
    sender.start();
    await vi.waitFor(() => expect(server.taken).toHaveLength(39), WAIT);
    expect(sender.stats().share).toBe(1);
    await sender.stop();
    expect(await deliveryCounts(db)).toMatchObject({ sent: 39, pending: 1 });
  });

  it('that leave requests hanging hold up only those chats', async () => {
    const { db } = await open();
    await addChats(db, chatIds(60));
    await queueFor(db, chatIds(60), { dueAt: new Date() });
    const { server, sender } = await setUp(db, {
      rate: 100,
      fault: ({ chatId }) => (chatId % 10 === 0 ? { kind: 'hang' } : undefined),
    });
    sender.start();
    await vi.waitFor(() => expect(server.taken).toHaveLength(54), { timeout: 8_000, interval: 20 });
    await vi.waitFor(() => expect(sender.stats().inFlight).toBe(6), WAIT);
    expect(sender.stats().share).toBe(1);
    await server.close();
  });
});
