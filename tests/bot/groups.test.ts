import { describe, expect, it } from 'vitest';
import { findChat, findSubscription } from '../../src/store/index.ts';
import { labelsOf, startConversation, textOf, textsOf } from '../support/conversation.ts';

describe('in a group', () => {
  it('greets once when it is brought in, in the language of who did it', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    expect(textsOf(group.messages())).toContain(
      `群管理员发送 /subscribe@${talk.telegram.bot.username}，本群每天就会收到一份摘要。`,
    );
    expect(await findChat(talk.db, group.id)).toMatchObject({ kind: 'group', language: 'zh' });
    talk.telegram.placeBot(group.id, 2001, 'administrator');
    await group.administrator.says('/help');
    expect(group.messages()).toHaveLength(2);
  });

  it('speaks its own language, whoever asks', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    talk.telegram.addUser({ id: 2002, name: 'Ada', language: 'en' });
    expect(textsOf(await group.member.says('/help'))).toContain('我会做这些');
  });

  it('lets only administrators subscribe it', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    expect(textsOf(await group.member.says('/subscribe'))).toBe('只有这里的管理员可以更改。');
    expect(await findSubscription(talk.db, group.id)).toBeUndefined();
    expect(textsOf(await group.administrator.says('/subscribe'))).toContain('已订阅');
    expect(await findSubscription(talk.db, group.id)).toMatchObject({ frequency: 'daily' });
  });

  it.each(['/subscribe', '/unsubscribe', '/settings', '/forget'])(
    'answers a member who says «%s» in one line',
    async (command) => {
      const talk = await startConversation();
      const group = await talk.group();
      expect(textsOf(await group.member.says(command))).toBe('只有这里的管理员可以更改。');
    },
  );

  it('lets only administrators press what changes something', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    await group.administrator.says('/subscribe');
    const refused = await group.member.presses('☑ 新闻：接收');
    expect(refused).toEqual({ notice: '只有这里的管理员可以更改。', answers: [] });
    const allowed = await group.administrator.presses('☑ 新闻：接收');
    expect(labelsOf(allowed.answers[0])).toContain('☐ 新闻：不接收');
  });

  it('knows an anonymous administrator, who writes in the name of the group', async () => {
    const talk = await startConversation();
    const group = await talk.group({ kind: 'supergroup', id: -1000000300 });
    const answer = await group.administrator.says('/subscribe', { guise: { kind: 'group' } });
    expect(textsOf(answer)).toContain('已订阅');
  });

  it('lets everybody read and turn pages', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    expect(textsOf(await group.member.says('/latest'))).toContain('张峻榕');
    expect(textsOf((await group.member.presses('全文 1')).answers)).toContain('来源：今日平阳');
  });

  it('hears its own name, and not that of another bot', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    talk.telegram.placeBot(group.id, 2001, 'administrator');
    const ours = `/latest@${talk.telegram.bot.username}`;
    expect(textsOf(await group.member.says(ours))).toContain('张峻榕');
    expect(await group.member.says('/latest@another_bot')).toEqual([]);
  });

  it('is silent about what is not for it', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    talk.telegram.placeBot(group.id, 2001, 'administrator');
    for (const words of ['大家好', '/nonsense', `/stats@${talk.telegram.bot.username}`])
      expect(await group.member.says(words)).toEqual([]);
  });

  it('stays in the topic in which it was asked', async () => {
    const talk = await startConversation();
    talk.telegram.addUser({ id: 2001, name: '李明', language: 'zh-hans' });
    talk.telegram.addChat({
      id: -1000000301,
      kind: 'supergroup',
      title: '水头镇',
      isForum: true,
      members: [{ id: 2001, role: 'administrator' }],
      bot: 'administrator',
    });
    const topic = talk.telegram.addTopic(-1000000301, '公告', 2001);
    const [answer] = await talk.in(-1000000301, 2001).says('/help', { threadId: topic });
    expect(answer?.message_thread_id).toBe(topic);
  });

  it('keeps everything when the group becomes a supergroup', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    await group.administrator.says('/subscribe 决定');
    talk.telegram.upgradeGroup(group.id, -1000000777);
    await talk.handled(({ message }) => message?.migrate_to_chat_id === -1000000777);
    expect(await findSubscription(talk.db, -1000000777)).toMatchObject({ kinds: ['decision'] });
    expect(await findChat(talk.db, group.id)).toBeUndefined();
    const settings = await talk.in(-1000000777, 2001).says('/settings');
    expect(textsOf(settings)).toContain('类别：决定');
  });

  it('is forgotten about as gone when it is thrown out, and comes back with its settings', async () => {
    const talk = await startConversation();
    const group = await talk.group();
    await group.administrator.says('/subscribe 决定');
    const places = (status: string) =>
      talk.handled(({ my_chat_member: change }) => change?.new_chat_member.status === status);
    talk.telegram.placeBot(group.id, 2001, 'kicked');
    await places('kicked');
    expect((await findChat(talk.db, group.id))?.state).toBe('gone');
    talk.telegram.placeBot(group.id, 2001, 'administrator');
    await places('administrator');
    expect((await findChat(talk.db, group.id))?.state).toBe('active');
    expect((await findSubscription(talk.db, group.id))?.kinds).toEqual(['decision']);
  });
});

describe('in a channel', () => {
  it('takes the word of whoever can post, and nobody else’s', async () => {
    const talk = await startConversation();
    const channel = await talk.group({ kind: 'channel', id: -1000000400 });
    expect(channel.messages()).toEqual([]);
    expect(await findChat(talk.db, channel.id)).toMatchObject({ kind: 'channel', language: 'zh' });
    const [answer] = await channel.administrator.says('/subscribe');
    expect(textOf(answer)).toContain('已订阅');
    const reader = talk.in(channel.id, 2002);
    expect((await reader.presses('☑ 决定：接收')).notice).toBe('只有这里的管理员可以更改。');
    await channel.administrator.presses('☑ 决定：接收');
    expect((await findSubscription(talk.db, channel.id))?.kinds).toEqual([
      'appointment',
      'notice',
      'news',
    ]);
  });

  it.each([
    ['平阳频道', '/subscribe', '已订阅', 'zh'],
    ['平陽縣頻道', '/subscribe', '已訂閱', 'zh-hant'],
    ['Pingyang', '/subscribe 決定 任免', '已訂閱', 'zh-hant'],
    ['Pingyang', '/subscribe', '已订阅', 'zh'],
  ])(
    'speaks the language of its title and its posts: %s, %s',
    async (title, said, words, language) => {
      const talk = await startConversation();
      const id = -1000000401;
      talk.telegram.addUser({ id: 2001, name: '李明', language: 'en' });
      const members = [{ id: 2001, role: 'administrator' } as const];
      talk.telegram.addChat({ id, kind: 'channel', title, members, bot: 'administrator' });
      const [answer] = await talk.in(id, 2001).says(said);
      expect(textOf(answer)).toContain(words);
      expect(await findChat(talk.db, id)).toMatchObject({ kind: 'channel', language });
    },
  );

  it('reads out on command, and is silent about ordinary posts', async () => {
    const talk = await startConversation();
    const channel = await talk.group({ kind: 'channel', id: -1000000400 });
    expect(textsOf(await channel.administrator.says('/appointments 张峻榕'))).toContain('张峻榕');
    expect(await channel.administrator.says('今天天气好')).toEqual([]);
    expect(await channel.administrator.says('/broadcast 大家好')).toEqual([]);
  });
});
