import type { Message, Update } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { call, createApi, createClock, outcome, WANG } from './local.ts';

const GROUP = -1005;

const article = (id: string, message_text = '任命王芳') => ({
  type: 'article',
  id,
  title: '任命',
  input_message_content: { message_text },
});

type Api = ReturnType<typeof createApi>;

/** Somebody asks; what the bot hears of it, and what they will see. */
async function ask(api: Api, { text = '', offset = '', chatId = WANG } = {}) {
  const shown = api.askInline(WANG, chatId, { text, offset });
  // Nobody need answer in a test about what is refused.
  shown.catch(() => undefined);
  const updates = (await call(api, 'getUpdates', { offset: 0 })).result as readonly Update[];
  return { query: updates.at(-1)?.inline_query, shown };
}

const answerTo = (query: { readonly id: string } | undefined, rest: object) => ({
  inline_query_id: query?.id ?? '',
  results: [],
  ...rest,
});

describe('inline mode', () => {
  it('tells the bot who asks what, and in which kind of chat', async () => {
    const api = createApi();
    api.addChat({
      id: GROUP,
      kind: 'supergroup',
      title: '大家谈',
      members: [{ id: WANG, role: 'member' }],
      bot: 'left',
    });
    const { query } = await ask(api, { text: '副县长' });
    expect(query).toMatchObject({
      query: '副县长',
      offset: '',
      chat_type: 'sender',
      from: { id: WANG },
    });
    expect((await ask(api, { chatId: GROUP })).query).toMatchObject({ chat_type: 'supergroup' });
  });

  it('shows the answer, and sends what is chosen in the person’s own name, via the bot', async () => {
    const api = createApi();
    const { query, shown } = await ask(api);
    const keyboard = {
      inline_keyboard: [[{ text: '全文', url: 'https://t.me/bot?start=item_1' }]],
    };
    const result = {
      ...article('item_1'),
      description: '1月9日',
      input_message_content: {
        message_text: ' 任命王芳 ',
        entities: [{ type: 'bold', offset: 1, length: 2 }],
      },
      reply_markup: keyboard,
    };
    expect(
      await outcome(
        api,
        'answerInlineQuery',
        answerTo(query, { results: [result], next_offset: '20' }),
      ),
    ).toBe('ok');
    const answer = await shown;
    expect(answer).toMatchObject({
      nextOffset: '20',
      button: null,
      results: [{ id: 'item_1', title: '任命', description: '1月9日' }],
    });
    const sent = api.chooseResult(WANG, WANG, { answerId: answer.id, resultId: 'item_1' });
    expect(sent).toMatchObject({
      from: { id: WANG },
      via_bot: { id: api.bot.id },
      text: '任命王芳',
      entities: [{ type: 'bold', offset: 0, length: 2 }],
      reply_markup: keyboard,
    } satisfies Partial<Message> | object);
    expect(() => api.chooseResult(WANG, WANG, { answerId: answer.id, resultId: 'x' })).toThrow(
      'no longer offers',
    );
  });

  it.each([
    [
      'more than fifty results',
      { results: Array.from({ length: 51 }, (_, n) => article(`${n}`)) },
      'RESULTS_TOO_MUCH',
    ],
    ['no id', { results: [article('')] }, 'RESULT_ID_INVALID'],
    ['an id of 65 bytes', { results: [article(`${'号'.repeat(21)}ab`)] }, 'RESULT_ID_INVALID'],
    ['one id twice', { results: [article('1'), article('1')] }, 'RESULT_ID_DUPLICATE'],
    ['another kind', { results: [{ ...article('1'), type: 'bread' }] }, 'RESULT_TYPE_INVALID'],
    ['no title', { results: [{ ...article('1'), title: ' ' }] }, 'ARTICLE_TITLE_EMPTY'],
    ['nothing to send', { results: [{ type: 'article', id: '1', title: '任' }] }, 'MESSAGE_EMPTY'],
    ['an empty text', { results: [article('1', ' ')] }, 'message text is empty'],
    ['a text that is too long', { results: [article('1', '任'.repeat(4097))] }, 'MESSAGE_TOO_LONG'],
    ['an offset of 65 bytes', { next_offset: '1'.repeat(65) }, 'NEXT_OFFSET_INVALID'],
    [
      'a button without words',
      { button: { text: '', start_parameter: 'a' } },
      'SWITCH_PM_TEXT_EMPTY',
    ],
    ['a button that leads nowhere', { button: { text: '打开' } }, 'START_PARAM_INVALID'],
    [
      'a button with words for a parameter',
      { button: { text: '打开', start_parameter: '任命' } },
      'START_PARAM_INVALID',
    ],
    [
      'a key of 65 bytes',
      {
        results: [
          {
            ...article('1'),
            reply_markup: { inline_keyboard: [[{ text: '看', callback_data: 'x'.repeat(65) }]] },
          },
        ],
      },
      'BUTTON_DATA_INVALID',
    ],
  ])('refuses %s', async (_, rest, words) => {
    const api = createApi();
    const { query } = await ask(api);
    expect(await outcome(api, 'answerInlineQuery', answerTo(query, rest))).toBe(
      `400 Bad Request: ${words}`,
    );
    expect(await outcome(api, 'answerInlineQuery', answerTo(query, {}))).toBe('ok');
  });

  it('refuses an answer to what was never asked, was answered, or is old', async () => {
    const clock = createClock();
    const api = createApi({ now: clock.now });
    const late =
      '400 Bad Request: query is too old and response timeout expired or query ID is invalid';
    expect(await outcome(api, 'answerInlineQuery', answerTo({ id: '5' }, {}))).toBe(late);
    const { query } = await ask(api);
    expect(await outcome(api, 'answerInlineQuery', answerTo(query, {}))).toBe('ok');
    expect(await outcome(api, 'answerInlineQuery', answerTo(query, {}))).toBe(late);
    const second = await ask(api, { text: '又' });
    clock.pass(61_000);
    expect(await outcome(api, 'answerInlineQuery', answerTo(second.query, {}))).toBe(late);
    api.close();
  });

  it('asks again only when the answer is no longer to be shown, or to somebody else', async () => {
    const clock = createClock();
    const api = createApi({ now: clock.now });
    const asked = async () => {
      const { query } = await ask(api, { text: '选举' });
      await call(api, 'getUpdates', { offset: 2 ** 30 });
      return query;
    };
    const first = await asked();
    const personal = { cache_time: 60, is_personal: true, results: [article('1')] };
    await call(api, 'answerInlineQuery', answerTo(first, personal));
    expect(await asked()).toBeUndefined();
    api.addUser({ id: 1002, name: 'Alex', language: 'en' });
    void api.askInline(1002, 1002, { text: '选举', offset: '' }).catch(() => undefined);
    const heard = (await call(api, 'getUpdates', { offset: 0 })).result as readonly Update[];
    expect(heard[0]?.inline_query?.from.id).toBe(1002);
    clock.pass(60_001);
    expect(await asked()).toMatchObject({ query: '选举' });
    api.close();
  });

  it('is not there for a bot that has none', async () => {
    const api = createApi({ inlineMode: false });
    expect((await call(api, 'getMe')).result).toMatchObject({ supports_inline_queries: false });
    expect(() => api.askInline(WANG, WANG, { text: '', offset: '' })).toThrow('no inline mode');
    expect(await outcome(api, 'answerInlineQuery', answerTo({ id: '5' }, {}))).toBe(
      '400 Bad Request: USER_BOT_INVALID',
    );
  });
});
