import { describe, expect, it } from 'vitest';
import { queueDigests } from '../../src/pipeline/queue-digests.ts';
import { findCampaign, listCampaigns, recentAdminActs } from '../../src/store/index.ts';
import {
  addSubscribers,
  newest,
  newestKey,
  plan,
  received,
  SOON,
  untilShown,
} from '../support/broadcasting.ts';
import {
  ADMIN,
  type Conversation,
  labelsOf,
  startConversation,
  textOf,
  textsOf,
} from '../support/conversation.ts';

describe('/campaigns', () => {
  it('is an unknown command to everybody else', async () => {
    const talk = await startConversation();
    const citizen = talk.citizen();
    const unknown = textsOf(await citizen.says('/nonsense'));
    expect(textsOf(await citizen.says('/campaigns'))).toBe(unknown);
  });

  it('says that there is nothing yet, drafts apart', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 1);
    await talk.admin.says('/broadcast 停水');
    expect(textsOf(await talk.admin.says('/campaigns'))).toContain('还没有发送过摘要或群发');
  });

  it('lists digests and broadcasts with their state and progress, what goes on first', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 3);
    await broadcast(talk, '停水');
    await digest(talk);
    talk.sender.start();
    await untilShown(talk, '已发完');
    await talk.sender.stop();
    await broadcast(talk, '停电');
    const [list] = await talk.admin.says('/campaigns');
    expect(textOf(list)).toMatch(
      /^发送情况\n\n1\. 群发：停电\n正在发送：已送达 0 \/ 3 条\n\n2\. 摘要：今日平阳 2025-01-09\n.+\n\n3\. 群发：停水\n已发完：已送达 3 \/ 3 条$/u,
    );
    expect(labelsOf(list)).toEqual(['查看 1', '查看 2', '查看 3']);
  });

  it('turns pages in place', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 1);
    for (let time = 1; time <= 9; time += 1) await broadcast(talk, `通知之${time}`);
    const [list] = await talk.admin.says('/campaigns');
    expect(textOf(list)).toContain('第 1 页，共 2 页');
    expect(textOf(list)).toContain('8. 群发：通知之2');
    const { answers } = await talk.admin.presses('下一页');
    expect(answers.map(({ message_id: id }) => id)).toEqual([list?.message_id]);
    expect(textsOf(answers)).toContain('9. 群发：通知之1');
    await talk.admin.presses('查看 9');
    expect(textsOf((await talk.admin.presses('返回列表')).answers)).toContain('第 2 页，共 2 页');
    expect(labelsOf(newest(talk))).toEqual(['查看 9', '上一页']);
  });
});

describe('a campaign’s page', () => {
  it('tells for whom it is, what became of it, and when', async () => {
    const talk = await startConversation({ refusals: ['403'] });
    await addSubscribers(talk, 4);
    talk.telegram.deactivate(6002);
    talk.sender.start();
    await broadcast(talk, '停水');
    await untilShown(talk, '已发完');
    await talk.admin.says('/campaigns');
    const { answers } = await talk.admin.presses('查看 1');
    expect(textsOf(answers)).toBe(
      [
        '群发：停水',
        '已发完：已送达 3 / 4 条',
        '发给：所有订阅的聊天，共 4 个。',
        '',
        '应发 4 条，其中：',
        '· 3 条已送达',
        '· 1 条没有送达，对方停用或移出了我',
        '',
        '开始：1月9日 周四 11:00',
        '结束：1月9日 周四 11:00',
      ].join('\n'),
    );
    expect(labelsOf(answers[0])).toEqual(['返回列表']);
  });

  it('tells of a digest, and steers it, too', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 3);
    await digest(talk);
    await talk.admin.says('/campaigns');
    const { answers } = await talk.admin.presses('查看 1');
    expect(textsOf(answers)).toContain('摘要：今日平阳 2025-01-09');
    expect(textsOf(answers)).toContain('发给：有新内容要看的聊天，各按自己订阅的类别。');
    expect(textsOf((await talk.admin.presses('暂停')).answers)).toContain('已暂停：已送达 0 / 3');
    expect(textsOf((await talk.admin.presses('取消发送')).answers)).toContain(
      '还有 3 条没有发，取消以后就不再发了。',
    );
    expect(textsOf((await talk.admin.presses('确定取消')).answers)).toContain('· 3 条取消，没有发');
    expect(await actions(talk)).toEqual(['digest cancel', 'digest pause']);
  });

  it('pauses and resumes in place, and says who paused it', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 4);
    await broadcast(talk, '停水');
    const [list] = await talk.admin.says('/campaigns');
    await talk.admin.presses('查看 1');
    const paused = await talk.admin.presses('暂停');
    expect(paused.notice).toBeUndefined();
    expect(textsOf(paused.answers)).toContain('是管理员暂停的。');
    expect(labelsOf(newest(talk))).toEqual(['继续', '取消发送', '刷新', '返回列表']);
    talk.sender.start();
    await talk.admin.presses('继续');
    await expect.poll(() => received(talk, 4), SOON).toHaveLength(4);
    await expect
      .poll(async () => textsOf((await talk.admin.presses('刷新')).answers), SOON)
      .toContain('已送达 4 / 4');
    expect(newest(talk)?.message_id).toBe(list?.message_id);
    expect(await actions(talk)).toContain('broadcast resume');
  });

  it('asks before it cancels, and says how many will not get it', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 4);
    await broadcast(talk, '停水');
    await talk.admin.says('/campaigns');
    await talk.admin.presses('查看 1');
    const asked = await talk.admin.presses('取消发送');
    expect(textsOf(asked.answers)).toBe(
      '要取消“停水”吗？\n还有 4 个聊天没有收到，取消以后就不会收到了。\n取消以后不能恢复；已经送达的收不回来。',
    );
    expect(textsOf((await talk.admin.presses('不取消')).answers)).toContain('正在发送');
    await talk.admin.presses('取消发送');
    const cancelled = await talk.admin.presses('确定取消');
    expect(textsOf(cancelled.answers)).toContain('已取消：已送达 0 / 4 条');
    expect(textsOf(cancelled.answers)).toContain('· 4 条取消，没有发');
    expect(labelsOf(newest(talk))).toEqual(['返回列表']);
    talk.sender.start();
    await talk.admin.says('/help');
    expect(received(talk, 4)).toEqual([]);
    expect(await actions(talk)).toEqual(['broadcast cancel', 'broadcast send', 'broadcast draft']);
  });

  it('shows how it stands if another admin was quicker', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 4);
    await broadcast(talk, '停水');
    await talk.admin.says('/campaigns');
    await talk.admin.presses('查看 1');
    const second = talk.secondAdmin();
    await second.says('/campaigns');
    await second.presses('查看 1');
    await second.presses('取消发送');
    await second.presses('确定取消');
    const { answers, notice } = await talk.admin.presses('暂停');
    expect(notice).toBe('情况已经变了，这是现在的样子。');
    expect(textsOf(answers)).toContain('已取消');
  });

  it('is kept true in the message that shows the progress, whoever steers from where', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 4);
    await broadcast(talk, '停水');
    const progress = newest(talk);
    await talk.admin.says('/campaigns');
    await talk.admin.presses('查看 1');
    const { answers } = await talk.admin.presses('暂停');
    expect(answers.map(({ message_id: id }) => id)).toContain(progress?.message_id);
    expect(answers.every((answer) => textOf(answer).includes('已暂停'))).toBe(true);
  });
});

describe('the few that get a broadcast first', () => {
  it('are told of before it is confirmed, and while they are sent to', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 30);
    await talk.admin.says('/broadcast 停水');
    expect(textOf(newest(talk))).toContain('先发给其中 20 个聊天试发，一切正常再发其余的。');
    await talk.admin.presses('确认发给 30 个聊天');
    await plan(talk);
    await talk.progress.report();
    expect(textOf(newest(talk))).toContain('正在发送：已送达 0 / 20 条（其余还在排队）');
    expect(textOf(newest(talk))).toContain('正在试发：先发给其中 20 个聊天');
    talk.sender.start();
    await untilShown(talk, '已发完：已送达 30 / 30 条');
    expect(textOf(newest(talk))).not.toContain('试发');
  });

  it('pause it by refusing it; the page says why, what to do, and goes on with the rest', async () => {
    const talk = await startConversation({ refusals: ['400'] });
    await addSubscribers(talk, 30);
    for (const chatId of [6020, 6021, 6023, 6024]) refuse(talk, chatId);
    talk.sender.start();
    await broadcast(talk, '停水');
    await untilShown(talk, '已暂停');
    await talk.admin.says('/campaigns');
    const { answers } = await talk.admin.presses('查看 1');
    expect(textsOf(answers)).toMatch(/为什么暂停：先试发的 20 条里有 \d 条被 Telegram 拒绝/u);
    expect(textsOf(answers)).toContain('怎么办：');
    await talk.admin.presses('继续');
    await plan(talk);
    await expect
      .poll(async () => textsOf((await talk.admin.presses('刷新')).answers), SOON)
      .toContain('应发 30 条');
  });

  it('pause it if most of them are gone', async () => {
    const talk = await startConversation({ refusals: ['403'] });
    await addSubscribers(talk, 30);
    for (let id = 6001; id <= 6025; id += 1) talk.telegram.deactivate(id);
    talk.sender.start();
    await broadcast(talk, '停水');
    await untilShown(talk, '已暂停');
    expect(textOf(newest(talk))).toContain('找不到收件的聊天，超过一半');
    await talk.admin.presses('取消发送');
    expect(textOf(newest(talk))).toContain('还有 10 个聊天没有收到');
  });
});

it('a message that Telegram refuses says so in the words of the page', async () => {
  const talk = await startConversation({ refusals: ['400'] });
  await addSubscribers(talk, 8);
  for (let id = 6001; id <= 6008; id += 1) refuse(talk, id);
  talk.sender.start();
  await broadcast(talk, '停水');
  await untilShown(talk, '已暂停');
  expect(textOf(newest(talk))).toContain('为什么暂停：Telegram 一再拒绝这条消息（');
});

it('everything is there in English', async () => {
  const talk = await startConversation();
  await addSubscribers(talk, 1);
  talk.telegram.addUser({ id: ADMIN, name: 'Editor', language: 'en', started: true });
  expect(textsOf(await talk.admin.says('/campaigns'))).toContain('has been sent yet');
  await talk.admin.says('/broadcast The water is off');
  await talk.admin.presses('Send to 1 chat');
  await talk.admin.says('/campaigns');
  await talk.admin.presses('Open 1');
  expect(textOf(newest(talk))).toContain('Of 1 message:\n· 1 not sent yet');
  await talk.admin.presses('Cancel it');
  expect(textOf(newest(talk))).toContain('1 chat has not got it yet, and will not.');
});

describe('a button nobody was given', () => {
  it.each(['campaign:show:0123456789ab:1', 'campaign:cancel-yes:at0:1', 'campaign:pause:at99:7'])(
    '«%s» finds nothing',
    async (data) => {
      const talk = await startConversation();
      await talk.admin.says('/help');
      expect(await talk.admin.forges(data)).toEqual({
        notice: '没有找到这次发送，请重新发送 /campaigns。',
        answers: [],
      });
    },
  );

  it('of a draft sends, pauses and cancels nothing', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 1);
    await talk.admin.says('/broadcast 停水');
    const key = await newestKey(talk);
    const acts = ['show', 'pause', 'resume', 'cancel', 'cancel-yes', 'now', 'now-yes', 'resend'];
    for (const act of [...acts, 'leave'])
      expect((await talk.admin.forges(`campaign:${act}:${key}:1`)).notice).toContain('没有找到');
    for (const act of ['pause', 'resume', 'cancel', 'now', 'resend', 'leave'])
      expect((await talk.admin.forges(`cast:${act}:${key}`)).notice).toBe('这条群发已经处理过了。');
    expect((await findCampaign(talk.db, `broadcast:${key}`))?.state).toBe('draft');
  });
});

/** Confirms it; the message shows its progress from then on. */
async function broadcast(talk: Conversation, words: string): Promise<void> {
  await talk.admin.says(`/broadcast ${words}`);
  const confirm = labelsOf(newest(talk)).find((label) => label.startsWith('确认发给'));
  await talk.admin.presses(confirm ?? '');
  await plan(talk);
}

/** Telegram takes nothing for this chat any more. */
function refuse({ telegram }: Conversation, chatId: number): void {
  const reason = 'message text is not allowed here';
  telegram.addFault({ kind: 'bad-request', reason, method: 'sendMessage', chatId });
}

async function digest({ db, clock }: Conversation): Promise<void> {
  const schedule = { cron: '0 8 * * *', timezone: 'Asia/Shanghai' };
  await queueDigests({ db, now: clock.now, schedule, style: 'classic' }, { onlyNew: true });
  expect(await listCampaigns(db, { limit: 20 })).not.toEqual([]);
}

async function actions({ db }: Conversation): Promise<string[]> {
  return (await recentAdminActs(db, 10)).map(({ action }) => action);
}
