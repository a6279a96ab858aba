import type { Update } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { call, createApi, outcome, WANG } from './local.ts';

const EDITOR = 1003;
const GROUP = -1005;
const CHANNEL = -1006;

function createPlaces(bot: 'member' | 'administrator' | 'left' = 'member') {
  const api = createApi();
  api.addUser({ id: EDITOR, name: '县报编辑', language: 'zh-hans' });
  const members = [
    { id: EDITOR, role: 'creator' as const },
    { id: WANG, role: 'member' as const },
  ];
  api.addChat({ id: GROUP, kind: 'supergroup', title: '大家谈', isForum: true, members, bot });
  api.addChat({
    id: CHANNEL,
    kind: 'channel',
    title: '频道',
    username: 'pingyang',
    members,
    bot: 'administrator',
  });
  return api;
}

const heard = async (api: ReturnType<typeof createApi>) =>
  (await call(api, 'getUpdates', { offset: 0 })).result as readonly Update[];

describe('groups', () => {
  it('a plain member hears commands, mentions and replies, and nothing else', async () => {
    const api = createPlaces();
    await call(api, 'sendMessage', { chat_id: GROUP, text: '大家好' });
    api.say(WANG, GROUP, '今天天气真好');
    api.say(WANG, GROUP, '/latest');
    api.say(WANG, GROUP, '/latest@other_bot');
    api.say(WANG, GROUP, `/latest@${api.bot.username}`);
    api.say(WANG, GROUP, `问 @${api.bot.username}`);
    api.say(WANG, GROUP, '回你', { replyTo: 1 });
    expect((await heard(api)).map(({ message }) => message?.text)).toEqual([
      '/latest',
      `/latest@${api.bot.username}`,
      `问 @${api.bot.username}`,
      '回你',
    ]);
  });

  it('an administrator hears everything', async () => {
    const api = createPlaces('administrator');
    api.say(WANG, GROUP, '今天天气真好');
    expect((await heard(api)).map(({ message }) => message?.text)).toEqual(['今天天气真好']);
  });

  it('an anonymous administrator writes in the name of the group', async () => {
    const api = createPlaces();
    api.say(EDITOR, GROUP, '/settings', { guise: { kind: 'group' } });
    expect((await heard(api))[0]?.message).toMatchObject({
      from: { username: 'GroupAnonymousBot' },
      sender_chat: { id: GROUP },
    });
  });

  it('the bot is told that it was brought in, promoted and thrown out', async () => {
    const api = createPlaces('left');
    for (const standing of ['member', 'administrator', 'kicked'] as const) {
      api.placeBot(GROUP, EDITOR, standing);
    }
    const changes = (await heard(api)).flatMap(({ my_chat_member }) =>
      my_chat_member === undefined
        ? []
        : [[my_chat_member.old_chat_member.status, my_chat_member.new_chat_member.status]],
    );
    expect(changes).toEqual([
      ['left', 'member'],
      ['member', 'administrator'],
      ['administrator', 'kicked'],
    ]);
  });

  it('a topic has a number, under which one writes and is answered', async () => {
    const api = createPlaces();
    const topic = api.addTopic(GROUP, '公告', EDITOR);
    api.say(WANG, GROUP, '/latest', { threadId: topic });
    expect((await heard(api)).at(-1)?.message).toMatchObject({
      message_thread_id: topic,
      is_topic_message: true,
      chat: { is_forum: true },
    });
    const body = { chat_id: GROUP, text: '答', message_thread_id: topic };
    expect((await call(api, 'sendMessage', body)).result).toMatchObject({
      message_thread_id: topic,
    });
  });

  it('tells who its administrators are', async () => {
    const api = createPlaces('administrator');
    const { result } = await call(api, 'getChatAdministrators', { chat_id: GROUP });
    const roles = (result as { status: string; user: { id: number } }[]).map((one) => [
      one.user.id,
      one.status,
    ]);
    expect(roles).toEqual([
      [EDITOR, 'creator'],
      [api.bot.id, 'administrator'],
    ]);
    const status = async (user_id: number) =>
      (await call(api, 'getChatMember', { chat_id: GROUP, user_id })).result;
    expect(await status(WANG)).toMatchObject({ status: 'member' });
    api.setRole(GROUP, WANG, 'left');
    expect(await status(WANG)).toMatchObject({ status: 'left' });
    expect(await outcome(api, 'getChatMember', { chat_id: GROUP, user_id: 5 })).toBe(
      '400 Bad Request: user not found',
    );
  });

  it('the bot may leave, and can then no longer write', async () => {
    const api = createPlaces();
    expect(await outcome(api, 'leaveChat', { chat_id: GROUP })).toBe('ok');
    expect(await outcome(api, 'sendMessage', { chat_id: GROUP, text: 'x' })).toBe(
      '403 Forbidden: bot is not a member of the supergroup chat',
    );
  });
});

describe('channels', () => {
  it('posts come as posts, from the channel itself, and only administrators may write them', async () => {
    const api = createPlaces();
    api.say(EDITOR, CHANNEL, '通知');
    expect((await heard(api))[0]?.channel_post).toMatchObject({
      text: '通知',
      sender_chat: { id: CHANNEL },
    });
    expect(() => api.say(WANG, CHANNEL, '我也来')).toThrow('may only read');
  });

  it('can be named instead of numbered', async () => {
    const api = createPlaces();
    expect(await outcome(api, 'sendMessage', { chat_id: '@pingyang', text: 'x' })).toBe('ok');
    expect((await call(api, 'getChat', { chat_id: '@pingyang' })).result).toMatchObject({
      id: CHANNEL,
      type: 'channel',
    });
  });
});

describe('a person', () => {
  it('opens the bot by a link that carries something', async () => {
    const api = createApi();
    api.start(WANG, 'item_7');
    expect((await heard(api))[0]?.message).toMatchObject({
      text: '/start item_7',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    });
  });

  it('cannot do what no client could', () => {
    const api = createApi();
    api.block(WANG);
    expect(() => api.say(WANG, WANG, 'x')).toThrow('has blocked the bot');
    expect(() => api.say(5, WANG, 'x')).toThrow('no person 5');
    expect(() => api.press(WANG, WANG, 9, 'x')).toThrow('no message 9');
  });
});
