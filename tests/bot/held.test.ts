import { describe, expect, it } from 'vitest';
import { recentAdminActs } from '../../src/store/index.ts';
import { addSubscribers, newest, received, SOON, untilShown } from '../support/broadcasting.ts';
import { type Conversation, labelsOf, startConversation, textOf } from '../support/conversation.ts';

const ASKED =
  '有 1 条发出以后没有等到 Telegram 的回音，可能已经送达，也可能没有。再发一次，就不会漏掉谁，但有的聊天可能收到两遍。';

describe('what may have arrived, where it is held (UNKNOWN_POLICY=hold)', () => {
  it('is told in the message that showed the progress, and sent again with one tap', async () => {
    const talk = await sentWithOneLost();
    expect(textOf(newest(talk))).toContain('已发完：已送达 2 / 3 条，不确定 1 条');
    expect(textOf(newest(talk))).toContain('· 1 条不确定，可能已经送达');
    expect(textOf(newest(talk))).toContain(ASKED);
    expect(labelsOf(newest(talk))).toEqual(['再发这 1 条', '不再发']);
    await talk.admin.presses('再发这 1 条');
    await untilShown(talk, '已发完：已送达 3 / 3 条\n');
    expect(labelsOf(newest(talk))).toEqual([]);
    // It had arrived: the server broke off after it had done its work.
    expect(received(talk, 3)).toEqual(['停水', '停水', '停水', '停水']);
    expect(await lastAct(talk)).toBe('broadcast resend');
  });

  it('is on its page in /campaigns, too', async () => {
    const talk = await sentWithOneLost();
    await talk.admin.says('/campaigns');
    expect(textOf(newest(talk))).toContain('已发完：已送达 2 / 3 条，不确定 1 条');
    await talk.admin.presses('查看 1');
    expect(textOf(newest(talk))).toContain(ASKED);
    expect(labelsOf(newest(talk))).toEqual(['再发这 1 条', '不再发', '返回列表']);
    await talk.admin.presses('再发这 1 条');
    expect(labelsOf(newest(talk))).not.toContain('再发这 1 条');
    await expect.poll(() => received(talk, 3), SOON).toHaveLength(4);
  });

  it('is sent again once, however often it is pressed', async () => {
    const talk = await sentWithOneLost();
    const pressed = await Promise.all([
      talk.admin.presses('再发这 1 条'),
      talk.admin.presses('再发这 1 条'),
    ]);
    expect(pressed.map(({ notice }) => notice)).toEqual([undefined, '这条群发已经处理过了。']);
    await expect.poll(() => received(talk, 3), SOON).toHaveLength(4);
    await untilShown(talk, '已送达 3 / 3 条');
    expect(received(talk, 3)).toHaveLength(4);
  });

  it('may be left as it is: it is asked no more, and stays counted', async () => {
    const talk = await sentWithOneLost();
    await talk.admin.presses('不再发');
    expect(textOf(newest(talk))).toContain('· 1 条不确定，可能已经送达');
    expect(textOf(newest(talk))).not.toContain(ASKED);
    expect(labelsOf(newest(talk))).toEqual([]);
    await talk.admin.says('/campaigns');
    await talk.admin.presses('查看 1');
    expect(labelsOf(newest(talk))).toEqual(['返回列表']);
    expect(await lastAct(talk)).toBe('held leave');
    expect(received(talk, 3)).toHaveLength(3);
  });

  it('of a cancelled broadcast is not sent again', async () => {
    const talk = await startConversation({ unknownPolicy: 'hold', refusals: ['429'] });
    // It is not at its end yet: one chat has to wait for an hour.
    const wait = { kind: 'flood', retryAfter: 3600, chatId: 6003, times: 1 } as const;
    talk.telegram.addFault({ ...wait, method: 'sendMessage' });
    await send(talk);
    await untilShown(talk, '正在发送：已送达 1 / 3 条，不确定 1 条');
    expect(labelsOf(newest(talk))).toEqual(['再发这 1 条', '不再发', '暂停', '取消发送']);
    await talk.admin.presses('取消发送');
    await talk.admin.presses('确定取消');
    expect(textOf(newest(talk))).toContain('· 1 条不确定，可能已经送达');
    expect(labelsOf(newest(talk))).toEqual(['返回列表']);
  });
});

async function sentWithOneLost(): Promise<Conversation> {
  const talk = await startConversation({ unknownPolicy: 'hold' });
  await send(talk);
  await untilShown(talk, '已发完');
  return talk;
}

/** A broadcast to three; the answer for one of them is lost. */
async function send(talk: Conversation): Promise<void> {
  await addSubscribers(talk, 3);
  talk.telegram.addFault({ kind: 'reset-after', method: 'sendMessage', chatId: 6002, times: 1 });
  await talk.admin.says('/broadcast 停水');
  await talk.admin.presses('确认发给 3 个聊天');
  talk.sender.start();
}

async function lastAct({ db }: Conversation): Promise<string | undefined> {
  return (await recentAdminActs(db, 1))[0]?.action;
}
