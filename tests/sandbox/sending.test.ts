import { describe, expect, it } from 'vitest';
import { call, createApi, outcome, WANG } from './local.ts';

const key = (over: object) => ({ inline_keyboard: [[{ text: '按', ...over }]] });
const keys = (count: number) => ({
  inline_keyboard: Array.from({ length: count }, (_, index) => [
    { text: `${index}`, callback_data: `n:${index}` },
  ]),
});

describe('sendMessage', () => {
  it.each([
    ['a text of 4,096 units is taken', { text: '字'.repeat(4096) }, 'ok'],
    ['white space around it is not counted', { text: ` ${'字'.repeat(4096)}\n` }, 'ok'],
    [
      '4,097 units are too long',
      { text: '字'.repeat(4097) },
      '400 Bad Request: message is too long',
    ],
    [
      'a pair of surrogates counts twice',
      { text: '😀'.repeat(2049) },
      '400 Bad Request: message is too long',
    ],
    ['no text', {}, '400 Bad Request: message text is empty'],
    ['an empty text', { text: '' }, '400 Bad Request: message text is empty'],
    ['nothing but white space', { text: ' \n\t ' }, '400 Bad Request: message text is empty'],
    ['no chat', { text: '字', chat_id: undefined }, '400 Bad Request: chat_id is empty'],
    ['an unknown chat', { text: '字', chat_id: 7 }, '400 Bad Request: chat not found'],
    ['an unknown name', { text: '字', chat_id: '@nobody' }, '400 Bad Request: chat not found'],
    [
      'markup instead of entities',
      { text: '字', parse_mode: 'HTML' },
      '400 Bad Request: unsupported parse_mode',
    ],
    [
      'an unknown topic',
      { text: '字', message_thread_id: 5 },
      '400 Bad Request: message thread not found',
    ],
    [
      'a reply to nothing',
      { text: '字', reply_parameters: { message_id: 99 } },
      '400 Bad Request: message to be replied not found',
    ],
    [
      '64 bytes of callback data',
      { text: '字', reply_markup: key({ callback_data: 'x'.repeat(64) }) },
      'ok',
    ],
    [
      '65 bytes of callback data',
      { text: '字', reply_markup: key({ callback_data: 'x'.repeat(65) }) },
      '400 Bad Request: BUTTON_DATA_INVALID',
    ],
    [
      '22 Chinese characters of callback data',
      { text: '字', reply_markup: key({ callback_data: '字'.repeat(22) }) },
      '400 Bad Request: BUTTON_DATA_INVALID',
    ],
    [
      'empty callback data',
      { text: '字', reply_markup: key({ callback_data: '' }) },
      '400 Bad Request: BUTTON_DATA_INVALID',
    ],
    ['a hundred buttons', { text: '字', reply_markup: keys(100) }, 'ok'],
    [
      'a hundred and one',
      { text: '字', reply_markup: keys(101) },
      '400 Bad Request: REPLY_MARKUP_TOO_LONG',
    ],
    [
      'a button that does nothing',
      { text: '字', reply_markup: key({}) },
      "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'a button that leads nowhere',
      { text: '字', reply_markup: key({ url: 'http://localhost/x' }) },
      "400 Bad Request: inline keyboard button URL 'http://localhost/x' is invalid: Wrong HTTP URL",
    ],
    [
      'a keyboard that is none',
      { text: '字', reply_markup: '{' },
      "400 Bad Request: can't parse inline keyboard markup JSON object",
    ],
  ])('%s', async (_, body, expected) => {
    expect(await outcome(createApi(), 'sendMessage', { chat_id: WANG, ...body })).toBe(expected);
  });

  it('answers with the message as it stands in the chat', async () => {
    const api = createApi();
    const { result } = await call(api, 'sendMessage', { chat_id: WANG, text: '  今日平阳 ' });
    expect(result).toEqual(api.messages(WANG)[0]);
    expect(result).toMatchObject({ message_id: 1, text: '今日平阳', chat: { id: WANG } });
  });

  it('finds commands, links, mentions and hashtags by itself, as Telegram does', async () => {
    const api = createApi();
    const text = '试试 /latest 或 https://a.cn/x。见 #公告 @gongbao_bot';
    await call(api, 'sendMessage', { chat_id: WANG, text });
    const found = api
      .messages(WANG)[0]
      ?.entities?.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]);
    expect(found).toEqual([
      ['bot_command', '/latest'],
      ['url', 'https://a.cn/x'],
      ['hashtag', '#公告'],
      ['mention', '@gongbao_bot'],
    ]);
  });
});

describe('who may be written to', () => {
  it('a person who never wrote is not to be disturbed', async () => {
    const api = createApi();
    api.addUser({ id: 2, name: 'Alex', language: 'en' });
    expect(await outcome(api, 'sendMessage', { chat_id: 2, text: 'x' })).toBe(
      "403 Forbidden: bot can't initiate conversation with a user",
    );
  });

  it('a person who blocked the bot gets nothing until the block is lifted', async () => {
    const api = createApi();
    api.block(WANG);
    expect(await outcome(api, 'sendMessage', { chat_id: WANG, text: 'x' })).toBe(
      '403 Forbidden: bot was blocked by the user',
    );
    api.unblock(WANG);
    expect(await outcome(api, 'sendMessage', { chat_id: WANG, text: 'x' })).toBe('ok');
  });

  it('an account that is gone', async () => {
    const api = createApi();
    api.deactivate(WANG);
    expect(await outcome(api, 'sendMessage', { chat_id: WANG, text: 'x' })).toBe(
      '403 Forbidden: user is deactivated',
    );
  });

  it.each([
    ['group', -5, 'group'],
    ['supergroup', -1005, 'supergroup'],
    ['channel', -1006, 'channel'],
  ] as const)('a %s that threw the bot out', async (kind, id, word) => {
    const api = createApi();
    const members = [{ id: WANG, role: 'creator' as const }];
    api.addChat({ id, kind, title: '邻里', members, bot: 'administrator' });
    api.placeBot(id, WANG, 'kicked');
    expect(await outcome(api, 'sendMessage', { chat_id: id, text: 'x' })).toBe(
      `403 Forbidden: bot was kicked from the ${word} chat`,
    );
  });

  it('a group that became a supergroup says where it went', async () => {
    const api = createApi();
    const members = [{ id: WANG, role: 'creator' as const }];
    api.addChat({ id: -5, kind: 'group', title: '邻里', members, bot: 'member' });
    api.upgradeGroup(-5, -1005);
    const answer = await call(api, 'sendMessage', { chat_id: -5, text: 'x' });
    expect(answer).toMatchObject({
      status: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: -1005 },
    });
    expect(await outcome(api, 'sendMessage', { chat_id: -1005, text: 'x' })).toBe('ok');
  });

  it('a sandbox may welcome chats that were imported', async () => {
    const api = createApi({ strangers: 'welcome' });
    expect(await outcome(api, 'sendMessage', { chat_id: 777, text: 'x' })).toBe('ok');
    expect(await outcome(api, 'sendMessage', { chat_id: -777, text: 'x' })).toBe(
      '400 Bad Request: chat not found',
    );
  });
});

describe('what is no call', () => {
  it('a wrong token is refused, an unknown method is not found', async () => {
    const api = createApi({ missingMethods: ['sendRichMessage'] });
    const wrong = await api.app.request('/bot1:x/getMe');
    expect([wrong.status, await wrong.json()]).toEqual([
      401,
      { ok: false, error_code: 401, description: 'Unauthorized' },
    ]);
    expect(await outcome(api, 'flyToTheMoon')).toBe('404 Not Found');
    expect(await outcome(api, 'sendRichMessage')).toBe('404 Not Found');
    expect(await outcome(api, 'GETME')).toBe('ok');
  });
});
