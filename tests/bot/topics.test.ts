import { describe, expect, it } from 'vitest';
import { findChat } from '../../src/store/index.ts';
import {
  type Conversation,
  labelsOf,
  startConversation,
  textOf,
  textsOf,
} from '../support/conversation.ts';

const FORUM = -1000000301;

/** A group with topics, «公告» among them; the bot is a plain member. */
async function forum(talk: Conversation) {
  const group = await talk.group({ kind: 'supergroup', id: FORUM, isForum: true });
  const notices = talk.telegram.addTopic(FORUM, '公告', 2001);
  const chatter = talk.telegram.addTopic(FORUM, '闲谈', 2001);
  return { ...group, notices, chatter };
}

/** Tells all subscribers at once what is new, and waits until it stands in the chat. */
async function digest(talk: Conversation) {
  const before = talk.telegram.botMessages(FORUM).length;
  talk.sender.start();
  await talk.admin.says('/preview');
  await talk.admin.presses('现在发送');
  await talk.admin.presses('确认发送');
  return talk.telegram.waitFor(() => {
    const sent = talk.telegram.botMessages(FORUM).slice(before);
    return sent.length > 0 && sent;
  }, 10_000);
}

const topicOf = async (talk: Conversation) => (await findChat(talk.db, FORUM))?.topicId;

describe('in a group with topics', () => {
  it('the digest goes to the topic in which an administrator subscribes', async () => {
    const talk = await startConversation();
    const { administrator, notices } = await forum(talk);
    const [answer] = await administrator.says('/subscribe', { threadId: notices });
    expect(answer?.message_thread_id).toBe(notices);
    expect(textOf(answer)).toContain('摘要发到这个话题。');
    const sent = await digest(talk);
    expect(textsOf(sent)).toContain('张峻榕');
    for (const message of sent)
      expect(message).toMatchObject({ message_thread_id: notices, is_topic_message: true });
  });

  it('subscribed in «General» the whole group is told', async () => {
    const talk = await startConversation();
    const { administrator, notices } = await forum(talk);
    await administrator.says('/subscribe', { threadId: notices });
    const [answer] = await administrator.says('/subscribe');
    expect(textOf(answer)).toContain('摘要发到整个群');
    expect(await topicOf(talk)).toBeNull();
    for (const message of await digest(talk)) expect(message.message_thread_id).toBeUndefined();
  });

  it('no other member chooses the topic', async () => {
    const talk = await startConversation();
    const { administrator, member, notices, chatter } = await forum(talk);
    await administrator.says('/subscribe', { threadId: notices });
    await member.says('/subscribe', { threadId: chatter });
    await administrator.says('/settings', { threadId: chatter });
    expect((await member.presses('发到这个话题')).notice).toBe('只有这里的管理员可以更改。');
    expect(await topicOf(talk)).toBe(notices);
  });

  it('the settings say where it goes, and move it by a button', async () => {
    const talk = await startConversation();
    const { administrator, notices, chatter } = await forum(talk);
    await administrator.says('/subscribe');
    const [general] = await administrator.says('/settings');
    expect(textOf(general)).toContain('摘要发到整个群');
    expect(labelsOf(general)).not.toContain('发到这个话题');
    await administrator.says('/settings', { threadId: chatter });
    const moved = (await administrator.presses('发到这个话题')).answers[0];
    expect(textOf(moved)).toContain('摘要发到这个话题。');
    expect(await topicOf(talk)).toBe(chatter);
    const [elsewhere] = await administrator.says('/settings', { threadId: notices });
    expect(textOf(elsewhere)).toContain('摘要发到本群的另一个话题。');
    await administrator.presses('发到整个群');
    expect(await topicOf(talk)).toBeNull();
  });

  it('a question is answered where it was asked, in either style', async () => {
    const talk = await startConversation({ style: 'rich' });
    const { member, notices } = await forum(talk);
    for (const words of ['/latest', '/help', '/search 县']) {
      const inTopic = await member.says(words, { threadId: notices });
      expect(inTopic.map((each) => each.message_thread_id)).toEqual(inTopic.map(() => notices));
      for (const each of await member.says(words)) expect(each.message_thread_id).toBeUndefined();
    }
  });

  it('a question that replies to something in «General» is answered there', async () => {
    const talk = await startConversation();
    const { member } = await forum(talk);
    const [help] = await member.says('/help');
    const answers = await member.says('/latest', { replyTo: help?.message_id ?? 0 });
    expect(answers.length).toBeGreaterThan(0);
    for (const each of answers) expect(each.message_thread_id).toBeUndefined();
  });

  it.each(['closed', 'deleted'] as const)(
    'a topic that was %s is left for the whole group, which is told once',
    async (what) => {
      const talk = await startConversation({ refusals: ['400'] });
      const { administrator, notices } = await forum(talk);
      await administrator.says('/subscribe', { threadId: notices });
      if (what === 'closed') talk.telegram.closeTopic(FORUM, notices, 2001);
      else talk.telegram.deleteTopic(FORUM, notices);
      const sent = await digest(talk);
      expect(sent).toHaveLength(1);
      expect(sent[0]?.message_thread_id).toBeUndefined();
      expect(await topicOf(talk)).toBeNull();
      expect(await findChat(talk.db, FORUM)).toMatchObject({ state: 'active' });
      const [settings] = await administrator.says('/settings');
      expect(textOf(settings)).toContain('摘要发到整个群');
    },
  );

  it('is silent in a topic that was closed while somebody asked there', async () => {
    const talk = await startConversation({ refusals: ['400'] });
    const { administrator, member, notices } = await forum(talk);
    await administrator.says('/subscribe');
    const closed = { kind: 'bad-request', reason: 'TOPIC_CLOSED', method: 'sendMessage' } as const;
    talk.telegram.addFault({ ...closed, times: 1 });
    expect(await member.says('/help', { threadId: notices })).toEqual([]);
    expect(await findChat(talk.db, FORUM)).toMatchObject({ state: 'active' });
    expect(talk.log.join('')).not.toContain('answer failed');
  });
});
