import { describe, expect, it } from 'vitest';
import { findCampaign, recentAdminActs } from '../../src/store/index.ts';
import {
  addSubscribers,
  newest,
  newestKey,
  plan,
  received,
  SOON,
  untilShown,
} from '../support/broadcasting.ts';
import { type Conversation, labelsOf, startConversation, textOf } from '../support/conversation.ts';

const HOUR_MS = 60 * 60_000;
/** Of 2025-01-10 08:00 in Pingyang, in minutes since 1970. */
const TOMORROW_AT_EIGHT = Date.parse('2025-01-10T00:00:00Z') / 60_000;

describe('a broadcast for a set time', () => {
  it('is offered sensible times, written out, and none that has passed', async () => {
    const talk = await startConversation();
    await draft(talk, 2);
    await talk.admin.presses('定时发送');
    expect(textOf(newest(talk))).toBe('什么时候发？时间按中国标准时间计算。');
    expect(labelsOf(newest(talk))).toEqual([
      '一小时后：1月9日 周四 12:05',
      '今天：1月9日 周四 18:00',
      '明天：1月10日 周五 08:00',
      '明天：1月10日 周五 12:00',
      '明天：1月10日 周五 18:00',
      '1月11日 周六 08:00',
      '1月11日 周六 18:00',
      '返回',
    ]);
    await talk.admin.presses('返回');
    expect(textOf(newest(talk))).toContain('以上就是要发的内容');
  });

  it('says what will happen before it is confirmed, and sends nothing before its time', async () => {
    const talk = await startConversation();
    talk.sender.start();
    await scheduled(talk, 2);
    expect(textOf(newest(talk))).toBe(
      [
        '群发：停水',
        '已定时：1月10日 周五 08:00',
        '发给：所有订阅的聊天，确认时共 2 个，到时按当时的订阅发送。',
      ].join('\n'),
    );
    expect(labelsOf(newest(talk))).toEqual(['现在就发', '取消发送']);
    await plan(talk);
    expect(received(talk, 2)).toEqual([]);
    talk.clock.advance(21 * HOUR_MS);
    await untilShown(talk, '已发完：已送达 2 / 2 条');
    expect(received(talk, 2)).toEqual(['停水', '停水']);
  });

  it('asks with date, zone, audience and the test that goes ahead', async () => {
    const talk = await startConversation();
    await draft(talk, 25);
    await talk.admin.presses('定时发送');
    await talk.admin.presses('明天：1月10日 周五 08:00');
    expect(textOf(newest(talk))).toBe(
      [
        '定在1月10日 周五 08:00（中国标准时间）发送。',
        '发给：所有订阅的聊天，现在共 25 个，到时按当时的订阅发送。',
        '先发给其中 20 个聊天试发，一切正常再发其余的。',
        '定好以后，可以用 /campaigns 提前发送或取消。',
      ].join('\n'),
    );
    await talk.admin.presses('另选时间');
    expect(textOf(newest(talk))).toContain('什么时候发？');
  });

  it('goes to those who are subscribed by then', async () => {
    const talk = await startConversation();
    talk.sender.start();
    await scheduled(talk, 2);
    await addSubscribers(talk, 3);
    talk.clock.advance(21 * HOUR_MS);
    await untilShown(talk, '已发完：已送达 3 / 3 条');
  });

  it('is in /campaigns, can be sent at once after a question, and is written down', async () => {
    const talk = await startConversation();
    await scheduled(talk, 2);
    await talk.admin.says('/campaigns');
    expect(textOf(newest(talk))).toContain('1. 群发：停水\n已定时：1月10日 周五 08:00');
    await talk.admin.presses('查看 1');
    await talk.admin.presses('现在就发');
    expect(textOf(newest(talk))).toBe('现在就发“停水”，不等到1月10日 周五 08:00？');
    await talk.admin.presses('按时再发');
    expect(textOf(newest(talk))).toContain('已定时');
    await talk.admin.presses('现在就发');
    await talk.admin.presses('确定现在发');
    expect(textOf(newest(talk))).toContain('正在发送');
    talk.sender.start();
    await plan(talk);
    await expect.poll(() => received(talk, 2), SOON).toEqual(['停水', '停水']);
    expect((await recentAdminActs(talk.db, 5)).map(({ action }) => action)).toEqual([
      'broadcast send',
      'broadcast schedule',
      'broadcast draft',
    ]);
  });

  it('can be cancelled, and then is sent to nobody', async () => {
    const talk = await startConversation();
    talk.sender.start();
    await scheduled(talk, 2);
    await talk.admin.presses('取消发送');
    expect(textOf(newest(talk))).toContain('还有 2 个聊天没有收到');
    await talk.admin.presses('确定取消');
    expect(textOf(newest(talk))).toContain('已取消');
    talk.clock.advance(21 * HOUR_MS);
    await plan(talk);
    await talk.admin.says('/help');
    expect(received(talk, 2)).toEqual([]);
  });

  it('is confirmed once, however often it is pressed, and not sent besides', async () => {
    const talk = await startConversation();
    await draft(talk, 2);
    const key = await newestKey(talk);
    await talk.admin.presses('定时发送');
    await talk.admin.presses('明天：1月10日 周五 08:00');
    const [first, second] = await Promise.all([
      talk.admin.presses('确认定时'),
      talk.admin.presses('确认定时'),
    ]);
    expect([first.notice, second.notice]).toEqual([undefined, '这条群发已经处理过了。']);
    expect((await talk.admin.forges(`cast:send:${key}`)).notice).toBe('这条群发已经处理过了。');
    expect((await talk.admin.forges(`times:${key}:choose`)).notice).toBe('这条群发已经处理过了。');
    expect((await findCampaign(talk.db, `broadcast:${key}`))?.state).toBe('scheduled');
  });

  it('is not put down for a time that has passed meanwhile', async () => {
    const talk = await startConversation();
    await draft(talk, 2);
    await talk.admin.presses('定时发送');
    await talk.admin.presses('明天：1月10日 周五 08:00');
    talk.clock.advance(22 * HOUR_MS);
    const { notice } = await talk.admin.presses('确认定时');
    expect(notice).toBe('这个时间已经过了，请另选一个。');
    expect(labelsOf(newest(talk))).not.toContain('明天：1月10日 周五 08:00');
    expect(labelsOf(newest(talk))).toContain('今天：1月10日 周五 12:00');
  });

  it.each([0, 1, TOMORROW_AT_EIGHT + 60 * 24 * 60, 2 ** 31])(
    'is not put down for %i minutes since 1970, which no button says',
    async (minutes) => {
      const talk = await startConversation();
      await draft(talk, 1);
      const key = await newestKey(talk);
      for (const step of ['ask', 'yes'])
        expect((await talk.admin.forges(`time:${key}:${minutes}:${step}`)).notice).toBe(
          '这个时间已经过了，请另选一个。',
        );
      expect((await findCampaign(talk.db, `broadcast:${key}`))?.state).toBe('draft');
    },
  );
});

async function draft(talk: Conversation, subscribers: number): Promise<void> {
  await addSubscribers(talk, subscribers);
  await talk.admin.says('/broadcast 停水');
}

/** For tomorrow at eight. */
async function scheduled(talk: Conversation, subscribers: number): Promise<void> {
  await draft(talk, subscribers);
  await talk.admin.presses('定时发送');
  await talk.admin.presses('明天：1月10日 周五 08:00');
  await talk.admin.presses('确认定时');
}
