import type { Update } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { call, createApi, outcome, WANG } from './local.ts';

const EDITOR = 1003;
const FORUM = -1005;
const CHANNEL = -1006;

function createPlaces(bot: 'member' | 'administrator' = 'member') {
  const api = createApi();
  api.addUser({ id: EDITOR, name: '县报编辑', language: 'zh-hans' });
  const members = [
    { id: EDITOR, role: 'creator' as const },
    { id: WANG, role: 'member' as const },
  ];
  api.addChat({ id: FORUM, kind: 'supergroup', title: '大家谈', isForum: true, members, bot });
  api.addChat({ id: CHANNEL, kind: 'channel', title: '频道', members, bot: 'administrator' });
  return api;
}

const heard = async (api: ReturnType<typeof createApi>) =>
  (await call(api, 'getUpdates', { offset: 0 })).result as readonly Update[];

const send = (api: ReturnType<typeof createApi>, thread?: number, chat_id = FORUM) =>
  outcome(api, 'sendMessage', {
    chat_id,
    text: '摘要',
    ...(thread === undefined ? {} : { message_thread_id: thread }),
  });

describe('a topic', () => {
  it('that is closed takes nothing from a bot that is no administrator, and the others do', async () => {
    const api = createPlaces();
    const [closed, open] = [
      api.addTopic(FORUM, '公告', EDITOR),
      api.addTopic(FORUM, '闲谈', EDITOR),
    ];
    api.closeTopic(FORUM, closed, EDITOR);
    expect(await send(api, closed)).toBe('400 Bad Request: TOPIC_CLOSED');
    expect(await send(api, open)).toBe('ok');
    expect(await send(api)).toBe('ok');
    expect(() => api.say(WANG, FORUM, '在吗', { threadId: closed })).toThrow('is closed');
    api.reopenTopic(FORUM, closed, EDITOR);
    expect(await send(api, closed)).toBe('ok');
  });

  it('that is closed takes what an administrator writes', async () => {
    const api = createPlaces('administrator');
    const topic = api.addTopic(FORUM, '公告', EDITOR);
    api.closeTopic(FORUM, topic, EDITOR);
    expect(await send(api, topic)).toBe('ok');
    expect((await heard(api)).at(-1)?.message).toMatchObject({ forum_topic_closed: {} });
  });

  it('that is deleted is not to be found, and what stood in it is gone', async () => {
    const api = createPlaces();
    const topic = api.addTopic(FORUM, '公告', EDITOR);
    await send(api, topic);
    api.deleteTopic(FORUM, topic);
    expect(await send(api, topic)).toBe('400 Bad Request: message thread not found');
    expect(api.botMessages(FORUM)).toEqual([]);
  });

  it('has to be named by its own number: «General» has none, a group without topics neither', async () => {
    const api = createPlaces();
    api.addTopic(FORUM, '公告', EDITOR);
    expect(await send(api, 99)).toBe('400 Bad Request: message thread not found');
    const plain = {
      id: -1007,
      kind: 'supergroup',
      title: '群',
      members: [],
      bot: 'member',
    } as const;
    api.addChat(plain);
    expect(await send(api, 1, -1007)).toBe('400 Bad Request: message thread not found');
  });

  it('is not what a reply outside of one is in, though it has a thread', async () => {
    const api = createPlaces();
    await call(api, 'sendMessage', { chat_id: FORUM, text: '大家好' });
    api.say(WANG, FORUM, '/help', { replyTo: 1 });
    const message = (await heard(api)).at(-1)?.message;
    expect(message).toMatchObject({ message_thread_id: 1 });
    expect(message).not.toHaveProperty('is_topic_message');
  });
});

describe('who writes in a group', () => {
  it('may be an administrator in its name, a channel, or the channel it belongs to', async () => {
    const api = createPlaces('administrator');
    api.say(EDITOR, FORUM, '一', { guise: { kind: 'group' } });
    api.say(EDITOR, FORUM, '二', { guise: { kind: 'channel', id: CHANNEL } });
    api.say(EDITOR, FORUM, '三', { guise: { kind: 'linked', id: CHANNEL } });
    expect((await heard(api)).map(({ message }) => message)).toMatchObject([
      { from: { id: 1087968824 }, sender_chat: { id: FORUM } },
      { from: { id: 136817688 }, sender_chat: { id: CHANNEL } },
      { from: { id: 777000 }, sender_chat: { id: CHANNEL }, is_automatic_forward: true },
    ]);
  });
});

describe('the right to write', () => {
  it('is told of when it changes, and needed in a channel', async () => {
    const api = createPlaces();
    api.placeBot(CHANNEL, EDITOR, 'administrator', { can_post_messages: false });
    expect((await heard(api)).at(-1)?.my_chat_member?.new_chat_member).toMatchObject({
      status: 'administrator',
      can_post_messages: false,
    });
    expect(await send(api, undefined, CHANNEL)).toBe(
      '400 Bad Request: need administrator rights in the channel chat',
    );
    api.placeBot(CHANNEL, EDITOR, 'administrator');
    expect(await send(api, undefined, CHANNEL)).toBe('ok');
  });

  it('can be taken from a bot in a group', async () => {
    const api = createPlaces();
    api.placeBot(FORUM, EDITOR, 'restricted');
    expect((await heard(api)).at(-1)?.my_chat_member?.new_chat_member).toMatchObject({
      status: 'restricted',
      is_member: true,
    });
    expect(await send(api)).toBe(
      '400 Bad Request: not enough rights to send text messages to the chat',
    );
  });

  it('to tidy up is another one', async () => {
    const api = createPlaces();
    const { message_id } = api.say(EDITOR, CHANNEL, '/subscribe');
    const post = { chat_id: CHANNEL, message_id };
    api.placeBot(CHANNEL, EDITOR, 'administrator', { can_delete_messages: false });
    expect(await outcome(api, 'deleteMessage', post)).toBe(
      "400 Bad Request: message can't be deleted",
    );
    api.placeBot(CHANNEL, EDITOR, 'administrator');
    expect(await outcome(api, 'deleteMessage', post)).toBe('ok');
  });
});
