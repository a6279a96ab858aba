import { expect, it } from 'vitest';
import type { RichMessage, Settlement } from '../../src/domain/index.ts';
import {
  type Claimed,
  type Db,
  deliveryCounts,
  enqueue,
  fallBack,
  findCampaign,
  findChat,
  recordSettlements,
  recoverLeases,
  resumeCampaign,
  saveChat,
  saveMessages,
} from '../../src/store/index.ts';
import { describeOnEachDialect } from '../support/databases.ts';
import { addChats, aMessage, claimAll, later, queueFor, T0 } from '../support/outbox.ts';

function settleAll(
  db: Db,
  deliveries: readonly Claimed[],
  settlement: Settlement | ((delivery: Claimed) => Settlement),
  now: Date = later(100),
) {
  const settled = deliveries.map((delivery) => ({
    delivery,
    settlement: typeof settlement === 'function' ? settlement(delivery) : settlement,
  }));
  return recordSettlements(db, settled, now);
}

const REFUSED: Settlement = { kind: 'refused', reason: '400 message is too long' };

describeOnEachDialect('settlements', (open) => {
  it('write down each outcome of a group', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3, 4, 5]);
    await queueFor(db, [1, 2, 3, 4, 5]);
    const outcomes: Record<number, Settlement> = {
      1: { kind: 'sent', messageId: 77 },
      2: { kind: 'gone', reason: '403 blocked' },
      3: REFUSED,
      4: { kind: 'unknown', reason: 'ECONNRESET' },
      5: { kind: 'again', at: later(9_000), reason: 'busy' },
    };
    await settleAll(db, await claimAll(db, T0), ({ chatId }) => outcomes[chatId] ?? REFUSED);
    expect(await deliveryCounts(db, 'c1')).toEqual({
      ...{
        pending: 1,
        claimed: 0,
        sent: 1,
        gone: 1,
        refused: 1,
        unknown: 1,
        cancelled: 0,
        removed: 0,
      },
    });
    const sent = await db
      .selectFrom('deliveries')
      .select(['telegram_message_id', 'settled_at', 'lease_until'])
      .where('chat_id', '=', 1)
      .executeTakeFirst();
    expect(sent).toEqual({
      telegram_message_id: 77,
      settled_at: later(100).toISOString(),
      lease_until: null,
    });
    expect((await findChat(db, 2))?.state).toBe('gone');
    expect(await claimAll(db, later(8_999))).toEqual([]);
    expect(await claimAll(db, later(9_000))).toMatchObject([{ chatId: 5, attempts: 2 }]);
  });

  it('free the next message of the chat', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1], { texts: ['一', '二'] });
    await settleAll(db, await claimAll(db, T0), { kind: 'sent', messageId: 1 });
    expect(await claimAll(db, later(1_099))).toEqual([]);
    expect(await claimAll(db, later(1_100))).toMatchObject([{ message: aMessage('二') }]);
  });

  it('let one chat wait half a day without stopping the others', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3]);
    await queueFor(db, [1, 2, 3], { texts: ['一', '二'] });
    const [first] = await claimAll(db, T0, 1);
    await settleAll(db, first ? [first] : [], {
      kind: 'again',
      at: later(43_838_000),
      reason: 'busy',
    });
    const claimed = await claimAll(db, later(200));
    expect(claimed.map(({ chatId }) => chatId)).toEqual([2, 3]);
    await settleAll(db, claimed, { kind: 'sent', messageId: 1 }, later(300));
    const rest = await claimAll(db, later(10_000));
    expect(rest.map(({ chatId }) => chatId)).toEqual([2, 3]);
  });

  it('freeze a chat that is gone, with everything it is owed', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1], { texts: ['一', '二'] });
    await queueFor(db, [1], { campaignId: 'c2' });
    await settleAll(db, await claimAll(db, T0), { kind: 'gone', reason: '403' });
    expect(await deliveryCounts(db)).toMatchObject({ gone: 3, pending: 0 });
  });

  it('leave a chat awake that came back while a refusal was on its way, and owe it the message', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1], { texts: ['一', '二'] });
    const refused = await claimAll(db, later(10));
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, later(20));
    await settleAll(db, refused, { kind: 'gone', reason: '403' });
    expect((await findChat(db, 1))?.state).toBe('active');
    const again = await claimAll(db, later(2_000));
    expect(again).toMatchObject([{ message: aMessage('一'), attempts: 2 }]);
    await settleAll(db, again, { kind: 'gone', reason: '403' }, later(2_100));
    expect((await findChat(db, 1))?.state).toBe('gone');
    expect(await deliveryCounts(db)).toMatchObject({ gone: 2, pending: 0 });
  });

  it('leave it awake also where it came back after the time was taken that they are written with', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1]);
    const refused = await claimAll(db, later(10));
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, later(107));
    await settleAll(db, refused, { kind: 'gone', reason: '403' }, later(100));
    expect((await findChat(db, 1))?.state).toBe('active');
    expect(await claimAll(db, later(2_000))).toMatchObject([{ chatId: 1, attempts: 2 }]);
  });

  it('count as any other of a chat that pressed a button meanwhile', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1]);
    const claimed = await claimAll(db, later(10));
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, later(20));
    await settleAll(db, claimed, { kind: 'again', at: later(50), reason: 'busy' });
    expect(await claimAll(db, later(2_000))).toMatchObject([{ chatId: 1, attempts: 2 }]);
  });

  it('freeze a chat also where a clock that was ahead saw it last', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await saveChat(db, { id: 1, kind: 'private', language: 'zh' }, later(3_600_000));
    await queueFor(db, [1]);
    await settleAll(db, await claimAll(db, later(10)), { kind: 'gone', reason: '403' });
    expect((await findChat(db, 1))?.state).toBe('gone');
  });

  it('follow a group to its new address', async () => {
    const { db } = await open();
    await addChats(db, [-1], 'group');
    await queueFor(db, [-1], { texts: ['一', '二'] });
    await settleAll(db, await claimAll(db, T0), { kind: 'moved', chatId: -1001 });
    expect(await claimAll(db, later(5_000))).toMatchObject([
      { chatId: -1001, chatKind: 'supergroup', message: aMessage('一'), attempts: 2 },
    ]);
    expect(await findChat(db, -1)).toBeUndefined();
  });

  it('give back what was never sent, as if it had not been claimed', async () => {
    const { db } = await open();
    await addChats(db, [1]);
    await queueFor(db, [1]);
    await settleAll(db, await claimAll(db, T0), { kind: 'released' });
    expect(await claimAll(db, later(100))).toMatchObject([{ chatId: 1, attempts: 1 }]);
  });

  it('of a sender that lost its lease count only if the message was sent', async () => {
    const { db } = await open();
    await addChats(db, [1, 2]);
    await queueFor(db, [1, 2]);
    const lost = await claimAll(db, T0);
    await recoverLeases(db, { now: later(60_000), policy: 'resend' });
    await claimAll(db, later(60_000));
    await settleAll(db, lost, ({ chatId }) =>
      chatId === 1 ? { kind: 'sent', messageId: 5 } : REFUSED,
    );
    expect(await deliveryCounts(db)).toMatchObject({ sent: 1, refused: 0, claimed: 1 });
  });
});

describeOnEachDialect('a refused message', (open) => {
  it('pauses its campaign after three chats, and says why', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3, 4]);
    await queueFor(db, [1, 2, 3, 4]);
    expect(await settleAll(db, await claimAll(db, T0, 2), REFUSED)).toEqual([]);
    const paused = await settleAll(db, await claimAll(db, T0, 1), REFUSED);
    expect(paused).toEqual([{ campaignId: 'c1', reason: '400 message is too long' }]);
    expect(await claimAll(db, later(1_000))).toEqual([]);
    const campaign = await findCampaign(db, 'c1');
    expect(campaign).toMatchObject({ state: 'paused', pauseReason: '400 message is too long' });
    await resumeCampaign(db, 'c1');
    expect(await findCampaign(db, 'c1')).toMatchObject({ state: 'running', pauseReason: null });
  });

  it('does not pause its campaign if others took it', async () => {
    const { db } = await open();
    await addChats(db, [1, 2, 3, 4]);
    await queueFor(db, [1, 2, 3, 4]);
    const paused = await settleAll(db, await claimAll(db, T0), ({ chatId }) =>
      chatId === 1 ? { kind: 'sent', messageId: 1 } : REFUSED,
    );
    expect(paused).toEqual([]);
  });

  it('pauses a campaign of different texts after ten chats', async () => {
    const { db } = await open();
    for (let id = 1; id <= 12; id++) {
      await addChats(db, [id]);
      await queueFor(db, [id], { texts: [`第${id}号`] });
    }
    expect(await settleAll(db, await claimAll(db, T0, 9), REFUSED)).toEqual([]);
    expect(await settleAll(db, await claimAll(db, T0, 1), REFUSED)).toHaveLength(1);
  });
});

const RICH: RichMessage = {
  style: 'rich',
  blocks: [{ kind: 'divider' }],
  buttons: [],
  fallback: [aMessage('一上'), aMessage('一中'), aMessage('一下')],
};

async function queueRich(db: Db): Promise<void> {
  await addChats(db, [1]);
  await queueFor(db, []);
  const [rich = '', second = ''] = await saveMessages(db, [RICH, aMessage('二')], T0);
  const deliveries = [
    { chatId: 1, part: 0, messageId: rich },
    { chatId: 1, part: 1, messageId: second },
  ];
  await enqueue(db, { campaignId: 'c1', priority: 10, dueAt: T0, deliveries }, T0);
}

describeOnEachDialect('a server without rich messages', (open) => {
  it('gets the classic parts in the place of the rich one, in order', async () => {
    const { db } = await open();
    await queueRich(db);
    await queueFor(db, [1], { campaignId: 'c2', texts: ['另'], dueAt: later(1) });
    await settleAll(db, await claimAll(db, T0), { kind: 'fallback' });
    const order: unknown[] = [];
    for (let second = 2; second < 12; second += 2) {
      const claimed = await claimAll(db, later(second * 1_000));
      order.push(...claimed.map(({ message }) => message));
      await settleAll(db, claimed, { kind: 'sent', messageId: 1 }, later(second * 1_000));
    }
    expect(order).toEqual(['一上', '一中', '一下', '二', '另'].map(aMessage));
  });

  it('is not asked again: what is claimed is turned before it is sent', async () => {
    const { db } = await open();
    await queueRich(db);
    const turned = await fallBack(db, await claimAll(db, T0), T0);
    expect(turned).toMatchObject([{ message: aMessage('一上'), attempts: 1 }]);
    await settleAll(db, turned, { kind: 'sent', messageId: 1 });
    expect(await deliveryCounts(db)).toMatchObject({ sent: 1, pending: 3 });
  });
});
