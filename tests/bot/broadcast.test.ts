import { describe, expect, it } from 'vitest';
import {
  deliveryCounts,
  listCampaigns,
  recentAdminActs,
  setKinds,
  setQuiet,
  setUrgent,
} from '../../src/store/index.ts';
import { addSubscribers, newest, received, untilShown } from '../support/broadcasting.ts';
import {
  ADMIN,
  type Conversation,
  labelsOf,
  runBot,
  startConversation,
  textOf,
  textsOf,
} from '../support/conversation.ts';

/** It is to be left alone in this hour and the next. */
async function putToBed({ db, clock }: Conversation, chatId: number): Promise<void> {
  const from = (clock.now().getUTCHours() + 8) % 24;
  await setQuiet(db, chatId, { quiet: { from, to: (from + 2) % 24 }, dueAt: null });
}

describe('/broadcast', () => {
  it('says how to use it without a text', async () => {
    const talk = await startConversation();
    expect(textsOf(await talk.admin.says('/broadcast'))).toContain('/broadcast 明天上午停水检修');
    expect(textsOf(await talk.admin.says('/broadcast  \u200b \n'))).toContain('请在命令后面写上');
  });

  it('shows the message exactly as it will look, and whom it is for', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 3);
    const [preview, draft] = await talk.admin.says('/broadcast 停水通知\n明天上午', {
      entities: [{ type: 'bold', offset: 11, length: 4 }],
    });
    expect(preview).toMatchObject({
      text: '停水通知\n明天上午',
      entities: [{ type: 'bold', offset: 0, length: 4 }],
    });
    expect(textOf(draft)).toContain('发给：所有订阅的聊天，共 3 个。');
    expect(labelsOf(draft)).toContain('确认发给 3 个聊天');
    expect((await deliveryCounts(talk.db)).pending).toBe(0);
  });

  it('can be for the subscribers of a kind or the readers of a language', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 3);
    await talk.citizen({ id: 7001, language: 'en' }).says('/subscribe 新闻');
    await talk.admin.says('/broadcast 停水');
    const decision = await talk.admin.presses('订阅决定的聊天');
    expect(textsOf(decision.answers)).toContain('发给：订阅决定的聊天，共 3 个。');
    const english = await talk.admin.presses('用英文的聊天');
    expect(textsOf(english.answers)).toContain('发给：用英文的聊天，共 1 个。');
    talk.sender.start();
    await talk.admin.presses('确认发给 1 个聊天');
    await talk.telegram.waitFor(() => textOf(talk.telegram.botMessages(7001).at(-1)) === '停水');
    expect(talk.telegram.botMessages(6001)).toEqual([]);
  });

  it('offers no confirmation if nobody of those chosen would get it', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 1);
    await talk.admin.says('/broadcast 停水');
    const { answers } = await talk.admin.presses('用英文的聊天');
    expect(textOf(answers.at(-1))).toContain('目前一个也没有');
    expect(labelsOf(answers.at(-1)).join()).not.toContain('确认');
  });

  it('makes no campaign while nobody at all is subscribed', async () => {
    const talk = await startConversation();
    expect(textsOf(await talk.admin.says('/broadcast 停水'))).toContain('目前没有人订阅');
    expect(await listCampaigns(talk.db, { limit: 9 })).toEqual([]);
  });

  it('is not sent to those who left before it was confirmed', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 1);
    await talk.admin.says('/broadcast 停水');
    await setKinds(talk.db, 6001, []);
    const { answers } = await talk.admin.presses('确认发给 1 个聊天');
    expect(textOf(answers.at(-1))).toContain('目前一个也没有');
    expect((await listCampaigns(talk.db, { limit: 9 })).map(({ state }) => state)).toEqual([
      'draft',
    ]);
  });

  it('queues once, even if the confirmation is pressed twice', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 5);
    await talk.admin.says('/broadcast 停水');
    const [first, second] = await Promise.all([
      talk.admin.presses('确认发给 5 个聊天'),
      talk.admin.presses('确认发给 5 个聊天'),
    ]);
    expect([first.notice, second.notice]).toEqual([undefined, '这条群发已经处理过了。']);
    expect((await deliveryCounts(talk.db)).pending).toBe(5);
    expect(textOf(progressMessage(talk))).toContain('正在发送：已送达 0 / 5');
  });

  it('waits for whoever is in quiet hours, and says so before and after', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 3);
    await putToBed(talk, 6003);
    const draft = (await talk.admin.says('/broadcast 停水')).at(-1);
    expect(textOf(draft)).toContain('共 3 个。\n其中 1 个正在免打扰，等免打扰时间结束再收到。');
    talk.sender.start();
    await talk.admin.presses('确认发给 3 个聊天');
    await untilShown(talk, '正在发送：已送达 2 / 3 条，1 条等免打扰结束');
    expect(textOf(newest(talk))).toContain('· 1 条还没有发，等对方的免打扰时间结束');
    expect(textsOf(await talk.admin.says('/campaigns'))).toContain('1 条等免打扰结束');
    expect(received(talk, 3)).toEqual(['停水', '停水']);
  });

  it('is sent urgently at a second word, and wakes nobody who wants nothing urgent', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 4);
    await putToBed(talk, 6003);
    await putToBed(talk, 6004);
    await setUrgent(talk.db, 6004, false);
    await talk.admin.says('/broadcast 停水');
    const asked = textsOf((await talk.admin.presses('紧急发送')).answers);
    expect(asked).toContain('其中 1 个正在免打扰，也马上收到。');
    expect(asked).toContain('有 1 个正在免打扰，又不要紧急内容，等免打扰时间结束再收到。');
    expect(textsOf((await talk.admin.presses('返回')).answers)).toContain('以上就是要发的内容');
    await talk.admin.presses('紧急发送');
    talk.sender.start();
    await talk.admin.presses('确认紧急发送');
    await untilShown(talk, '紧急群发：停水\n正在发送：已送达 3 / 4 条，1 条等免打扰结束');
    expect(received(talk, 3)).toEqual(['停水', '停水', '停水']);
    expect(await recentAdminActs(talk.db, 1)).toMatchObject([
      { action: 'broadcast send', detail: expect.stringContaining('"urgent":true') },
    ]);
  });

  it('sends nothing when discarded', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 2);
    await talk.admin.says('/broadcast 停水');
    expect(textsOf((await talk.admin.presses('放弃')).answers)).toContain('什么都没有发出');
    expect(await listCampaigns(talk.db, { limit: 5 })).toEqual([]);
  });

  it('is paused, resumed and finished, and one message shows how far it is', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 4);
    await talk.admin.says('/broadcast 停水');
    await talk.admin.presses('确认发给 4 个聊天');
    const paused = await talk.admin.presses('暂停');
    expect(textsOf(paused.answers)).toContain('已暂停：已送达 0 / 4');
    expect(labelsOf(paused.answers[0])).toEqual(['继续', '取消发送']);
    talk.sender.start();
    const resumed = await talk.admin.presses('继续');
    expect(resumed.answers.map(({ message_id: id }) => id)).toEqual(
      paused.answers.map(({ message_id: id }) => id),
    );
    await finished(talk);
    expect(textOf(progressMessage(talk))).toContain('已发完：已送达 4 / 4');
    expect(labelsOf(progressMessage(talk))).toEqual([]);
    expect(received(talk, 4)).toEqual(['停水', '停水', '停水', '停水']);
  });

  it('sends no more when cancelled', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 4);
    await talk.admin.says('/broadcast 停水');
    await talk.admin.presses('确认发给 4 个聊天');
    const asked = await talk.admin.presses('取消发送');
    expect(textsOf(asked.answers)).toContain('还有 4 个聊天没有收到');
    const { answers } = await talk.admin.presses('确定取消');
    // The message that shows the progress, and the one that asked.
    expect(answers).toHaveLength(2);
    for (const answer of answers) expect(textOf(answer)).toContain('已取消：已送达 0 / 4');
    expect(textsOf(answers)).toContain('· 4 条取消，没有发');
    talk.sender.start();
    await talk.admin.says('/help');
    expect(received(talk, 4)).toEqual([]);
    expect((await talk.admin.forges(await castOf(talk, 'resume'))).notice).toBe(
      '这条群发已经处理过了。',
    );
  });

  it('counts who is gone', async () => {
    const talk = await startConversation({ refusals: ['403'] });
    await addSubscribers(talk, 3);
    await talk.admin.says('/broadcast 停水');
    talk.telegram.deactivate(6002);
    talk.sender.start();
    await talk.admin.presses('确认发给 3 个聊天');
    await finished(talk);
    expect(textOf(progressMessage(talk))).toContain('已送达 2 / 3');
    expect(textOf(progressMessage(talk))).toContain('· 1 条没有送达，对方停用或移出了我');
  });

  it('goes on telling its progress after a restart', async () => {
    // 400: after a restart the bot does not know that the message says so already.
    const talk = await startConversation({ refusals: ['400'] });
    await addSubscribers(talk, 3);
    await talk.admin.says('/broadcast 停水');
    await talk.admin.presses('确认发给 3 个聊天');
    await talk.stop();
    const again = runBot({
      telegram: talk.telegram,
      db: talk.db,
      now: talk.clock.now,
      style: 'classic',
      logger: talk.logger,
    });
    again.sender.start();
    const reports = again.progress.start();
    await talk.telegram.waitFor(() =>
      textOf(progressMessage(talk)).includes('已发完：已送达 3 / 3'),
    );
    await reports.stop();
    await again.stop();
    expect(talk.telegram.botMessages(ADMIN)).toHaveLength(2);
  });

  it('is written down, step by step', async () => {
    const talk = await startConversation();
    await addSubscribers(talk, 1);
    await talk.admin.says('/broadcast 停水');
    await talk.admin.presses('确认发给 1 个聊天');
    await talk.admin.presses('暂停');
    await talk.admin.presses('取消发送');
    await talk.admin.presses('确定取消');
    const acts = await recentAdminActs(talk.db, 10);
    expect(acts.map(({ action }) => action)).toEqual([
      'broadcast cancel',
      'broadcast pause',
      'broadcast send',
      'broadcast draft',
    ]);
    expect(acts.every(({ adminId }) => adminId === ADMIN)).toBe(true);
  });
});

function progressMessage({ telegram }: Conversation) {
  return telegram.botMessages(ADMIN).at(-1);
}

/** The reporter is asked again after everything that arrives. */
async function finished(talk: Conversation): Promise<void> {
  await expect
    .poll(
      async () => {
        await talk.progress.report();
        return textOf(progressMessage(talk));
      },
      { timeout: 8000 },
    )
    .toContain('已发完');
}

async function castOf({ db }: Conversation, act: string): Promise<string> {
  const [campaign] = await listCampaigns(db, { limit: 1 });
  return `cast:${act}:${campaign?.id.replace('broadcast:', '')}`;
}
