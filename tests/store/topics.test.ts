import { expect, it } from 'vitest';
import type { Settlement } from '../../src/domain/index.ts';
import {
  type Db,
  deliveryCounts,
  findCampaign,
  findChat,
  migrateChat,
  recordSettlements,
  saveChat,
  setTopic,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, aMessage, claimAll, later, queueFor, T0 } from '../support/outbox.ts';

const GROUP = -1001;

async function inTopic(db: Db, topicId: number | null, ids: readonly number[] = [GROUP]) {
  await addChats(db, ids, 'supergroup');
  for (const id of ids) await setTopic(db, id, topicId);
}

async function settleAll(db: Db, now: Date, settlement: Settlement) {
  const claimed = await claimAll(db, now);
  return recordSettlements(
    db,
    claimed.map((delivery) => ({ delivery, settlement })),
    later(100, now),
  );
}

const CLOSED: Settlement = { kind: 'topicless', topicId: 7 };

describeOnEachDialect('a group that chose a topic', (open) => {
  it('is sent everything there, and a group without one to the group itself', async () => {
    const { db } = await open();
    await inTopic(db, 7);
    await addChats(db, [-1002], 'supergroup');
    await queueFor(db, [GROUP, -1002]);
    expect(await claimAll(db, T0)).toMatchObject([
      { chatId: GROUP, topicId: 7 },
      { chatId: -1002, topicId: null },
    ]);
  });

  it('is told in the whole group once the topic is closed, everything once and in order', async () => {
    const { db } = await open();
    await inTopic(db, 7);
    await queueFor(db, [GROUP], { texts: ['一', '二'] });
    expect(await settleAll(db, T0, CLOSED)).toEqual([]);
    expect((await findChat(db, GROUP))?.topicId).toBeNull();
    const again = await claimAll(db, later(5_000));
    expect(again).toMatchObject([{ topicId: null, message: aMessage('一'), attempts: 2 }]);
    await recordSettlements(
      db,
      again.map((delivery) => ({ delivery, settlement: { kind: 'sent', messageId: 1 } })),
      later(5_100),
    );
    expect(await claimAll(db, later(10_000))).toMatchObject([
      { topicId: null, message: aMessage('二'), attempts: 1 },
    ]);
  });

  it('keeps the topic that was chosen while the other one’s refusal was on its way', async () => {
    const { db } = await open();
    await inTopic(db, 7);
    await queueFor(db, [GROUP]);
    const claimed = await claimAll(db, T0);
    await setTopic(db, GROUP, 9);
    await recordSettlements(
      db,
      claimed.map((delivery) => ({ delivery, settlement: CLOSED })),
      later(100),
    );
    expect(await claimAll(db, later(5_000))).toMatchObject([{ chatId: GROUP, topicId: 9 }]);
  });

  it('does not pause a campaign, however many have lost theirs', async () => {
    const { db } = await open();
    const ids = Array.from({ length: 20 }, (_, index) => GROUP - index);
    await inTopic(db, 7, ids);
    await queueFor(db, ids);
    expect(await settleAll(db, T0, CLOSED)).toEqual([]);
    expect(await findCampaign(db, 'c1')).toMatchObject({ state: 'running', pauseReason: null });
    expect(await deliveryCounts(db)).toMatchObject({ pending: 20, refused: 0, gone: 0 });
  });

  it('keeps it when it is seen again, and has none at a new address', async () => {
    const { db } = await open();
    await inTopic(db, 7);
    await saveChat(db, { id: GROUP, kind: 'supergroup', language: 'zh' }, later(10));
    expect((await findChat(db, GROUP))?.topicId).toBe(7);
    await migrateChat(db, GROUP, -1009, later(20));
    expect((await findChat(db, -1009))?.topicId).toBeNull();
  });
});
