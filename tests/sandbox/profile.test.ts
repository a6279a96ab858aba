import { describe, expect, it } from 'vitest';
import { call, createApi, outcome, WANG } from './local.ts';

const commands = (count: number, over: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    command: `c${index}`,
    description: 'x',
    ...over,
  }));

describe('setMyCommands', () => {
  it.each([
    ['a hundred commands', { commands: commands(100) }, 'ok'],
    ['one more', { commands: commands(101) }, '400 Bad Request: BOT_COMMANDS_TOO_MUCH'],
    [
      'a command in capitals',
      { commands: commands(1, { command: 'Start' }) },
      '400 Bad Request: BOT_COMMAND_INVALID',
    ],
    [
      'a Chinese command',
      { commands: commands(1, { command: '开始' }) },
      '400 Bad Request: BOT_COMMAND_INVALID',
    ],
    [
      'no description',
      { commands: commands(1, { description: ' ' }) },
      '400 Bad Request: BOT_COMMAND_DESCRIPTION_INVALID',
    ],
    [
      'a language with a region',
      { commands: commands(1), language_code: 'zh-hans' },
      '400 Bad Request: invalid language code specified',
    ],
    [
      'a chat that is not there',
      { commands: commands(1), scope: { type: 'chat', chat_id: 9 } },
      '400 Bad Request: chat not found',
    ],
    ['no list', { commands: 'x' }, "400 Bad Request: can't parse commands list JSON object"],
  ])('%s', async (_, body, expected) => {
    expect(await outcome(createApi(), 'setMyCommands', body)).toBe(expected);
  });

  it('keeps a menu for each scope and language, until it is deleted', async () => {
    const api = createApi();
    const scope = { type: 'chat', chat_id: WANG };
    await call(api, 'setMyCommands', { commands: commands(2), scope, language_code: 'zh' });
    const get = async (over: object) => (await call(api, 'getMyCommands', over)).result;
    expect(await get({ scope, language_code: 'zh' })).toHaveLength(2);
    expect(await get({ scope })).toEqual([]);
    await call(api, 'deleteMyCommands', { scope, language_code: 'zh' });
    expect(await get({ scope, language_code: 'zh' })).toEqual([]);
  });
});

it('a description is kept for each language, and no longer than Telegram takes', async () => {
  const api = createApi();
  await call(api, 'setMyDescription', { description: 'Announcements' });
  await call(api, 'setMyDescription', { description: '公告', language_code: 'zh' });
  const get = async (over: object) => (await call(api, 'getMyDescription', over)).result;
  expect(await get({ language_code: 'zh' })).toEqual({ description: '公告' });
  expect(await get({ language_code: 'de' })).toEqual({ description: 'Announcements' });
  const long = { short_description: 'x'.repeat(121) };
  expect(await outcome(api, 'setMyShortDescription', long)).toBe(
    '400 Bad Request: SHORT_DESCRIPTION_TOO_LONG',
  );
});
