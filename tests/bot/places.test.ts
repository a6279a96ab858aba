import { describe, expect, it } from 'vitest';
import { findChat, findSubscription } from '../../src/store/index.ts';
import { type Conversation, startConversation, textOf, textsOf } from '../support/conversation.ts';

const GROUP = -1000000300;
const CHANNEL = -1000000400;
const ONLY_ADMINISTRATORS = '只有这里的管理员可以更改。';

const group = (talk: Conversation) => talk.group({ kind: 'supergroup', id: GROUP });
const channel = (talk: Conversation) => talk.group({ kind: 'channel', id: CHANNEL });
const stateOf = async ({ db }: Conversation, id: number) => (await findChat(db, id))?.state;

describe('our name in a group', () => {
  it('before some words offers to look for them, and quotes nobody', async () => {
    const talk = await startConversation();
    const { member } = await group(talk);
    const [offer] = await member.says(`@${talk.telegram.bot.username} 张峻榕`);
    expect(textOf(offer)).toBe('要在公报里查找“张峻榕”吗？');
    expect(offer).not.toHaveProperty('reply_to_message');
    const { answers } = await member.presses('查找');
    expect(textsOf(answers)).toContain('常务委员会公告');
  });

  it('before thanks is thanked for, and looks for nothing', async () => {
    const talk = await startConversation();
    const { member } = await group(talk);
    const [answer] = await member.says(`@${talk.telegram.bot.username} 谢谢！`);
    expect(textOf(answer)).toContain('不客气。');
  });

  it('alone, or before what is no command, is answered by how to ask', async () => {
    const talk = await startConversation();
    const { member } = await group(talk);
    for (const words of ['', ' /weather'])
      expect(textsOf(await member.says(`@${talk.telegram.bot.username}${words}`))).toContain(
        '请写在我的名字后面',
      );
  });

  it('within a sentence is no question, and neither is that of another bot', async () => {
    const talk = await startConversation();
    const { member } = await group(talk);
    talk.telegram.placeBot(GROUP, 2001, 'administrator');
    const { username } = talk.telegram.bot;
    for (const words of [`我常用 @${username} 查任免`, '@other_bot 副县长', `@${username}x 副县长`])
      expect(await member.says(words)).toEqual([]);
  });
});

describe('who changes what a group gets', () => {
  it('is an administrator, also one who writes in the name of the group', async () => {
    const talk = await startConversation();
    const { administrator } = await group(talk);
    const answer = await administrator.says('/subscribe', { guise: { kind: 'group' } });
    expect(textsOf(answer)).toContain('已订阅');
  });

  it('is nobody who writes in the name of a channel', async () => {
    const talk = await startConversation();
    const { member } = await group(talk);
    await channel(talk);
    const answer = await member.says('/subscribe', { guise: { kind: 'channel', id: CHANNEL } });
    expect(textsOf(answer)).toBe(ONLY_ADMINISTRATORS);
    expect(await findSubscription(talk.db, GROUP)).toBeUndefined();
  });

  it('is not the channel the group belongs to: its posts were said elsewhere', async () => {
    const talk = await startConversation();
    const { administrator } = await group(talk);
    await channel(talk);
    for (const words of ['/subscribe', '/latest'])
      expect(await administrator.says(words, { guise: { kind: 'linked', id: CHANNEL } })).toEqual(
        [],
      );
    expect(await findSubscription(talk.db, GROUP)).toBeUndefined();
  });
});

describe('in a channel', () => {
  it('the help says how, without a person to talk to', async () => {
    const talk = await startConversation();
    const { administrator } = await channel(talk);
    expect(textsOf(await administrator.says('/help'))).toContain('我如果有删除消息的权限');
  });

  it('the post that gave a command is removed, where the bot may', async () => {
    const talk = await startConversation();
    const { administrator } = await channel(talk);
    expect(textsOf(await administrator.says('/subscribe'))).toContain('已订阅');
    expect(talk.telegram.messages(CHANNEL).map(textOf)).not.toContain('/subscribe');
  });

  it('it stays where the bot may not, and nothing is refused', async () => {
    const talk = await startConversation();
    const { administrator } = await channel(talk);
    talk.telegram.placeBot(CHANNEL, 2001, 'administrator', { can_delete_messages: false });
    expect(textsOf(await administrator.says('/subscribe'))).toContain('已订阅');
    expect(talk.telegram.messages(CHANNEL).map(textOf)).toContain('/subscribe');
  });
});

describe('a chat in which the bot may only read', () => {
  it('is as good as gone until the right is given back, and nobody is told', async () => {
    const talk = await startConversation();
    const { administrator, messages } = await channel(talk);
    await administrator.says('/subscribe');
    const said = messages().length;
    talk.telegram.placeBot(CHANNEL, 2001, 'administrator', { can_post_messages: false });
    await talk.handled(({ my_chat_member: change }) => {
      const member = change?.new_chat_member;
      return member?.status === 'administrator' && member.can_post_messages === false;
    });
    expect(await stateOf(talk, CHANNEL)).toBe('gone');
    talk.telegram.placeBot(CHANNEL, 2001, 'administrator', { can_delete_messages: false });
    await talk.handled(({ my_chat_member: change }) => {
      const member = change?.new_chat_member;
      return member?.status === 'administrator' && !member.can_delete_messages;
    });
    expect(await stateOf(talk, CHANNEL)).toBe('active');
    expect((await findSubscription(talk.db, CHANNEL))?.kinds).toHaveLength(4);
    expect(messages()).toHaveLength(said);
  });

  it('is so in a group too', async () => {
    const talk = await startConversation();
    const { administrator } = await group(talk);
    await administrator.says('/subscribe');
    talk.telegram.placeBot(GROUP, 2001, 'restricted');
    await talk.handled(
      ({ my_chat_member: change }) => change?.new_chat_member.status === 'restricted',
    );
    expect(await stateOf(talk, GROUP)).toBe('gone');
  });

  it.each([
    'need administrator rights in the channel chat',
    'CHAT_WRITE_FORBIDDEN',
    'not enough rights to send text messages to the chat',
    'have no rights to send a message',
  ])('is known by the refusal of an answer: «%s»', async (reason) => {
    const talk = await startConversation({ refusals: ['400'] });
    const { administrator, member } = await group(talk);
    await administrator.says('/subscribe');
    talk.telegram.addFault({ kind: 'bad-request', reason, method: 'sendMessage', times: 1 });
    expect(await member.says('/help')).toEqual([]);
    expect(await stateOf(talk, GROUP)).toBe('gone');
    expect(talk.log.join('')).not.toContain('answer failed');
    expect(textsOf(await member.says('/help'))).toContain('我会做这些');
    expect(await stateOf(talk, GROUP)).toBe('active');
  });
});
