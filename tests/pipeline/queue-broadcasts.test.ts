import { expect, it } from 'vitest';
import type { Settlement } from '../../src/domain/index.ts';
import { queueBroadcasts } from '../../src/pipeline/queue-broadcasts.ts';
import {
  accountOf,
  cancelCampaign,
  type Db,
  findCampaign,
  finishCampaigns,
  forgetChat,
  migrateChat,
  pauseCampaign,
  queueStep,
  resumeCampaign,
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
import { later, T0 } from '../support/outbox.ts';

const DAY = 86_400_000;

async function chatsOf(db: Db, campaignId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('chat_id')
    .where('campaign_id', '=', campaignId)
    .orderBy('chat_id')
    .execute();
  return rows.map((row) => row.chat_id);
}

/** As the timetable and the sender do it, until there is nothing more to do. */
async function untilDone(db: Db, campaignId: string, from: Date): Promise<number[]> {
  const told: number[] = [];
  for (let round = 0; round < 10; round++) {
    await advance(db, later(round * 100_000, from));
    told.push(...(await sendAll(db, later(round * 100_000, from))));
    await finishCampaigns(db, later(round * 100_000, from));
    if ((await findCampaign(db, campaignId))?.state !== 'running') break;
  }
  return told.sort((one, other) => one - other);
}

describeOnEachDialect('a broadcast', (open) => {
  it('to a few is queued for all of them with its confirmation', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(20));
    const id = await confirmed(db, { texts: ['上', '下'] });
    expect(await accountOf(db, id)).toMatchObject({ expected: 40, open: 40 });
    expect(await findCampaign(db, id)).toMatchObject({ audience: 20, canary: null });
    expect(await advance(db)).toEqual({ started: 0, steps: 0, paused: [] });
    await sendAll(db, T0);
    expect(await finishCampaigns(db, later(DAY))).toMatchObject([{ id }]);
  });

  it('to many goes to twenty first, from all over its audience', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(100));
    const id = await confirmed(db);
    expect(await accountOf(db, id)).toMatchObject({ expected: 0 });
    await advance(db);
    expect(await chatsOf(db, id)).toEqual(ids(20).map((n) => n * 5));
    await advance(db, later(1_000));
    expect(await accountOf(db, id)).toMatchObject({ expected: 20 });
    expect(await findCampaign(db, id)).toMatchObject({ audience: 100, canary: 'running' });
  });

  it('goes on with the rest when those have it, and tells each chat once', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(5_500));
    const id = await confirmed(db);
    await advance(db);
    const first = await sendAll(db, T0);
    expect(first).toHaveLength(55);
    expect(await finishCampaigns(db, later(500))).toEqual([]);
    const rest = await untilDone(db, id, later(1_000));
    expect([...first, ...rest].sort((one, other) => one - other)).toEqual(ids(5_500));
    expect(await findCampaign(db, id)).toMatchObject({ state: 'finished', canary: 'passed' });
    expect(await accountOf(db, id)).toMatchObject({ expected: 5_500, sent: 5_500 });
  });

  it.each([
    ['canary-refused', { kind: 'refused', reason: '400' }, 3, 7],
    ['canary-gone', { kind: 'gone', reason: '403' }, 11, 9],
  ] as const)('pauses itself after those: %s', async (reason, settlement, bad, good) => {
    const { db } = await open();
    await addSubscribers(db, ids(100));
    const id = await confirmed(db);
    await advance(db);
    let [answered, taken] = [0, 0];
    await sendAll(db, T0, (): Settlement => {
      // The first one takes it, so that the message is not at fault for all.
      if (answered++ > 0 && answered <= bad + 1) return settlement;
      taken += 1;
      return { kind: 'sent', messageId: 1 };
    });
    expect(taken).toBeGreaterThanOrEqual(good);
    expect(await advance(db, later(1_000))).toMatchObject({ paused: [{ campaign: id, reason }] });
    expect(await findCampaign(db, id)).toMatchObject({ state: 'paused', pauseReason: reason });
    await advance(db, later(2_000));
    expect(await accountOf(db, id)).toMatchObject({ expected: 20, open: 0 });
    expect(await resumeCampaign(db, id)).toBe(true);
    await untilDone(db, id, later(3_000));
    expect(await accountOf(db, id)).toMatchObject({ expected: 100, open: 0 });
  });

  it('is tried out again if an admin paused it meanwhile', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(100));
    const id = await confirmed(db);
    await advance(db);
    await pauseCampaign(db, id);
    await resumeCampaign(db, id);
    await advance(db);
    expect(await accountOf(db, id)).toMatchObject({ expected: 20 });
  });

  it('does not wait for the one chat that has to wait for half a day', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(100));
    const id = await confirmed(db, { texts: ['上', '下'] });
    await advance(db);
    const busy: Settlement = { kind: 'again', at: later(43_838_000), reason: '429' };
    await sendAll(db, T0, ({ chatId }) => (chatId === 5 ? busy : { kind: 'sent', messageId: 1 }));
    await advance(db, later(20_000));
    expect(await accountOf(db, id)).toMatchObject({ expected: 200, sent: 38 });
  });

  it('cut off anywhere and taken up again leaves nobody out', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(10_500));
    const id = await confirmed(db);
    const { signal } = new AbortController();
    for (let calls = 1; calls < 9; calls++) {
      let left = calls;
      const now = () => {
        if (left-- === 0) throw new Error('cut off');
        return T0;
      };
      await queueBroadcasts({
        db,
        now,
        timezone: TIMEZONE,
        wakeSender: () => undefined,
        signal,
      }).catch(() => undefined);
      await sendAll(db, T0);
    }
    await untilDone(db, id, later(1_000));
    expect(await chatsOf(db, id)).toEqual(ids(10_500));
    expect(await accountOf(db, id)).toMatchObject({ expected: 10_500, sent: 10_500 });
  });

  it('paused is not queued any further, and resumed goes on where it was', async () => {
    const { db } = await open();
    const id = await halfQueued(db);
    await pauseCampaign(db, id);
    expect(await queueStep(db, id, nightAt(T0))).toBe(false);
    expect(await accountOf(db, id)).toMatchObject({ expected: 5_005 });
    await resumeCampaign(db, id);
    await untilDone(db, id, later(2_000));
    expect(await chatsOf(db, id)).toEqual(ids(5_500));
  });

  it('cancelled half-way ends with a full account', async () => {
    const { db } = await open();
    const id = await halfQueued(db);
    await cancelCampaign(db, id, later(1_000));
    expect(await sendAll(db, later(1_000))).toEqual([]);
    await advance(db, later(2_000));
    const { expected, sent, cancelled, open: owed } = await accountOf(db, id);
    expect({ expected, sent, cancelled, owed }).toEqual({
      ...{ expected: 5_005, sent: 55, cancelled: 4_950, owed: 0 },
    });
  });

  it('reaches a group that gets a new id from before to behind the place it is at', async () => {
    const { db } = await open();
    await addSubscribers(db, [-7]);
    const id = await halfQueued(db);
    await addSubscribers(db, [9_000]);
    await migrateChat(db, 9_000, -1_000_000_009_000, later(500));
    await migrateChat(db, -7, -1_000_000_000_007, later(500));
    await untilDone(db, id, later(2_000));
    const chats = await chatsOf(db, id);
    expect(chats).toHaveLength(5_502);
    expect(chats.slice(0, 2)).toEqual([-1_000_000_009_000, -1_000_000_000_007]);
  });

  it('is not sent to who is forgotten before it is queued for them', async () => {
    const { db } = await open();
    const id = await halfQueued(db);
    await forgetChat(db, 5_400);
    await untilDone(db, id, later(2_000));
    expect(await chatsOf(db, id)).not.toContain(5_400);
  });
});

/** The first few have it, and the first step of the rest is in the outbox: 2,005 deliveries. */
async function halfQueued(db: Db): Promise<string> {
  await addSubscribers(db, ids(5_500));
  const id = await confirmed(db);
  await advance(db);
  await sendAll(db, T0);
  const { signal, abort } = stopAfterRounds(2);
  const now = () => later(500);
  await queueBroadcasts({ db, now, timezone: TIMEZONE, wakeSender: abort, signal });
  return id;
}

function stopAfterRounds(rounds: number) {
  const stopping = new AbortController();
  let left = rounds;
  const abort = () => {
    left -= 1;
    if (left === 0) stopping.abort();
  };
  return { signal: stopping.signal, abort };
}

describeOnEachDialect('a broadcast set for later', (open) => {
  it('starts at its time, for whom it is for by then', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(3));
    const id = await confirmed(db, { at: later(DAY) });
    expect(await findCampaign(db, id)).toMatchObject({ state: 'scheduled', audience: 3 });
    expect(await advance(db, later(DAY - 1))).toEqual({ started: 0, steps: 0, paused: [] });
    await addSubscribers(db, [4]);
    expect(await advance(db, later(DAY))).toMatchObject({ started: 1 });
    expect(await findCampaign(db, id)).toMatchObject({
      ...{ state: 'running', audience: 4, startedAt: later(DAY), scheduledAt: later(DAY) },
    });
    expect(await sendAll(db, later(DAY))).toEqual([1, 2, 3, 4]);
  });

  it('that is cancelled before never starts', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(3));
    const id = await confirmed(db, { at: later(DAY) });
    expect(await cancelCampaign(db, id, later(1))).toBe(true);
    await advance(db, later(DAY));
    expect(await findCampaign(db, id)).toMatchObject({ state: 'cancelled' });
    expect(await accountOf(db, id)).toMatchObject({ expected: 0 });
  });

  it('is tried out on a few like any other', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(100));
    const id = await confirmed(db, { at: later(DAY) });
    await advance(db, later(DAY));
    expect(await accountOf(db, id)).toMatchObject({ expected: 20 });
  });
});

describeOnEachDialect('several broadcasts', (open) => {
  it('advance side by side', async () => {
    const { db } = await open();
    await addSubscribers(db, ids(5_500));
    const long = await confirmed(db);
    await advance(db);
    await sendAll(db, T0);
    const short = await confirmed(db, { segment: { kind: 'language', language: 'zh' } });
    const { signal, abort } = stopAfterRounds(2);
    await queueBroadcasts({
      db,
      now: () => later(500),
      timezone: TIMEZONE,
      wakeSender: abort,
      signal,
    });
    expect(await accountOf(db, long)).toMatchObject({ expected: 5_005 });
    expect(await accountOf(db, short)).toMatchObject({ expected: 55 });
  });
});
