import { expect, it } from 'vitest';
import {
  claimNext,
  type Db,
  holdBudget,
  reserveReply,
  reserveSlots,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { later, T0 } from '../support/outbox.ts';

const HOUR = 3_600_000;
const BOT = { botId: 1, rate: 30 };

async function replyAfterMs(db: Db, now: Date): Promise<number> {
  return (await reserveReply(db, { ...BOT, now: () => now })).getTime() - now.getTime();
}

/** Looks at the budget, and takes nothing. */
async function look(db: Db, now: Date) {
  const options = { ...BOT, now, limit: 0, leaseMs: 60_000 };
  const memory = {
    freeFrom: () => 0,
    awakeAt: (at: Date) => () => at,
    messages: new Map(),
    hands: new Map(),
  };
  return (await claimNext(db, options, { leadMs: 0, creditMs: null }, memory)).budget;
}

describeOnEachDialect('a clock that was an hour ahead', (open) => {
  it('leaves nobody without an answer when it is set back', async () => {
    const { db } = await open();
    await reserveReply(db, { ...BOT, now: () => later(HOUR) });
    expect(await replyAfterMs(db, T0)).toBeLessThan(100);
    expect(await replyAfterMs(db, later(100))).toBe(0);
  });

  it('does not let more be sent than was reserved', async () => {
    const { db } = await open();
    await reserveSlots(db, { ...BOT, now: later(HOUR), leadMs: 0, count: 290 });
    const afterMs = await replyAfterMs(db, T0);
    expect(afterMs).toBeGreaterThan(9_900);
    expect(afterMs).toBeLessThan(10_100);
  });

  it('does not end a hold, nor make it longer', async () => {
    const { db } = await open();
    const hold = { botId: 1, now: later(HOUR), until: later(HOUR + 30_000), isFlood: true };
    await holdBudget(db, hold);
    expect(await look(db, T0)).toMatchObject({ share: 0.5, growsFrom: later(30_000).getTime() });
    // Nothing is reserved meanwhile, and the hold comes nearer its end all the same.
    expect(await look(db, later(20_000))).toMatchObject({ found: later(30_000).getTime() });
    expect(await replyAfterMs(db, later(20_000))).toBe(10_000);
    expect((await look(db, later(60_000))).share).toBeCloseTo(0.75);
  });

  it('is told from a wait for the budget, which frees no sending time', async () => {
    const { db } = await open();
    const times: number[] = [];
    for (const ms of [1_500, 0, 1_200, 300])
      times.push((await reserveReply(db, { ...BOT, now: () => later(ms) })).getTime());
    expect(times.every((at, index) => at - (times[index - 1] ?? 0) > 33)).toBe(true);
  });
});
