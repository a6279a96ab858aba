import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createApi, createDispatcher, createGate } from '../../src/deliver/index.ts';
import { createSender } from '../../src/pipeline/sender.ts';
import { withdraw } from '../../src/pipeline/withdraw.ts';
import {
  accountOf,
  auditCampaigns,
  type Claimed,
  cancelCampaign,
  type Db,
  forgetChat,
  pauseCampaign,
  resumeCampaign,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { startFakeBotApi, TOKEN } from '../support/fake-bot-api.ts';
import { addChats, claimAll, later, queueFor } from '../support/outbox.ts';

const CHATS = Array.from({ length: 120 }, (_, index) => index + 1);
const WAIT = { timeout: 20_000, interval: 20 };
const SECOND_MS = 1_000;

/** The real sender, at a hundred a second, in the middle of 120 messages. */
async function sending(db: Db) {
  await addChats(db, CHATS);
  await queueFor(db, CHATS, { dueAt: new Date() });
  const server = await startFakeBotApi({ granted: Number.POSITIVE_INFINITY });
  const silent = () => undefined;
  const sender = createSender({
    timezone: 'Asia/Shanghai',
    ...{ db, botId: 1, rate: 100, concurrency: 10, unknownPolicy: 'resend' },
    api: createApi({
      ...{ token: TOKEN, apiRoot: server.url, connections: 10, allowPaidBroadcast: false },
    }),
    now: () => new Date(),
    logger: { info: silent, warn: silent, error: silent },
  });
  onTestFinished(async () => {
    await sender.stop();
    await server.close();
  });
  sender.start();
  await vi.waitFor(() => expect(server.taken.length).toBeGreaterThan(20), WAIT);
  return { server };
}

describeOnEachDialect('a campaign in the middle of being sent', (open) => {
  it('sends nothing more within a second of being paused, and goes on where it was', async () => {
    const { db } = await open();
    const { server } = await sending(db);
    await pauseCampaign(db, 'c1');
    await wait(SECOND_MS);
    const taken = server.taken.length;
    expect(taken).toBeLessThan(CHATS.length);
    // Nothing is left in hand, and everything that arrived is written down.
    expect(await accountOf(db, 'c1')).toMatchObject({ sent: taken, open: CHATS.length - taken });
    await wait(SECOND_MS);
    expect(server.taken.length).toBe(taken);
    await resumeCampaign(db, 'c1');
    await vi.waitFor(() => expect(server.taken.length).toBe(CHATS.length), WAIT);
    expect(new Set(server.taken.map(({ chatId }) => chatId)).size).toBe(CHATS.length);
  });

  it('ends with a full account within a second of being cancelled', async () => {
    const { db } = await open();
    const { server } = await sending(db);
    await cancelCampaign(db, 'c1', new Date());
    await wait(SECOND_MS);
    const taken = server.taken.length;
    await vi.waitFor(
      async () =>
        expect(await accountOf(db, 'c1')).toMatchObject({
          ...{ expected: CHATS.length, sent: taken, cancelled: CHATS.length - taken, open: 0 },
        }),
      WAIT,
    );
    expect(server.taken.length).toBe(taken);
    expect(await auditCampaigns(db, new Date(Date.now() + 3_600_000))).toEqual([]);
  });
});

describeOnEachDialect('what was claimed and has not left', (open) => {
  it('is taken back if its campaign was paused or cancelled meanwhile, or its chat forgotten', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3, 4]);
    for (const chatId of [1, 2, 3, 4]) await queueFor(db, [chatId], { campaignId: `c${chatId}` });
    const inAMinute = new Date(Date.now() + 60_000);
    const claimed = await claimAll(db, later(0));
    const dispatcher = createDispatcher<Claimed>({
      send: () => Promise.reject(new Error('its time has not come')),
      now: () => new Date(),
      gate: createGate(Number.POSITIVE_INFINITY),
      latestMs: () => 0,
      ...{ onAnswer: () => undefined, onError: () => undefined, onLate: () => undefined },
    });
    dispatcher.add(claimed.map((each) => ({ ...each, sendAt: inAMinute })));
    expect(await withdraw(db, dispatcher)).toEqual([]);
    await pauseCampaign(db, 'c1');
    await cancelCampaign(db, 'c3', new Date());
    await forgetChat(db, 4);
    const taken = await withdraw(db, dispatcher);
    expect(taken.map(({ campaignId }) => campaignId)).toEqual(['c1', 'c3', 'c4']);
    expect(dispatcher.takeWaiting().map(({ campaignId }) => campaignId)).toEqual(['c2']);
  });
});
