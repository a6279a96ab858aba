import { describe, expect, it } from 'vitest';
import { call, createApi, createClock, outcome, WANG } from './local.ts';

const keyboard = (data: string) => ({ inline_keyboard: [[{ text: '按', callback_data: data }]] });
const target = { chat_id: WANG, message_id: 1 };

async function createSent() {
  const clock = createClock();
  const api = createApi({ now: clock.now });
  await call(api, 'sendMessage', { chat_id: WANG, text: '旧', reply_markup: keyboard('a') });
  return { api, clock };
}

describe('editing', () => {
  it('changes a message in its place, and takes its buttons unless they come again', async () => {
    const { api } = await createSent();
    await call(api, 'editMessageText', { ...target, text: '新' });
    expect(api.messages(WANG)).toHaveLength(1);
    expect(api.messages(WANG)[0]).toMatchObject({ message_id: 1, text: '新' });
    expect(api.messages(WANG)[0]).not.toHaveProperty('reply_markup');
  });

  it('an edit that changes nothing is refused', async () => {
    const { api } = await createSent();
    const same = { ...target, text: '旧', reply_markup: keyboard('a') };
    const refusal =
      '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
    expect(await outcome(api, 'editMessageText', same)).toBe(refusal);
    expect(
      await outcome(api, 'editMessageReplyMarkup', { ...target, reply_markup: keyboard('a') }),
    ).toBe(refusal);
    expect(
      await outcome(api, 'editMessageReplyMarkup', { ...target, reply_markup: keyboard('b') }),
    ).toBe('ok');
  });

  it('a text becomes a rich message and is a text again', async () => {
    const { api } = await createSent();
    const rich_message = { blocks: [{ type: 'paragraph', text: '富' }] };
    await call(api, 'editMessageText', { ...target, rich_message });
    expect(api.messages(WANG)[0]).toMatchObject({ rich_message });
    expect(api.messages(WANG)[0]).not.toHaveProperty('text');
    await call(api, 'editMessageText', { ...target, text: '文' });
    expect(api.messages(WANG)[0]).not.toHaveProperty('rich_message');
  });

  it.each([
    [
      'a message that is not there',
      'editMessageText',
      { message_id: 9, text: 'x' },
      '400 Bad Request: message to edit not found',
    ],
    [
      'a message without a number',
      'editMessageText',
      { message_id: undefined, text: 'x' },
      '400 Bad Request: message identifier is not specified',
    ],
    [
      'a text that is too long',
      'editMessageText',
      { text: 'x'.repeat(4097) },
      '400 Bad Request: MESSAGE_TOO_LONG',
    ],
    ['no text', 'editMessageText', { text: ' ' }, '400 Bad Request: message text is empty'],
    [
      'a message to delete that is not there',
      'deleteMessage',
      { message_id: 9 },
      '400 Bad Request: message to delete not found',
    ],
  ])('%s', async (_, method, over, expected) => {
    const { api } = await createSent();
    expect(await outcome(api, method, { ...target, ...over })).toBe(expected);
  });

  it("somebody else's message cannot be edited", async () => {
    const api = createApi();
    api.say(WANG, WANG, '我的');
    expect(await outcome(api, 'editMessageText', { ...target, text: 'x' })).toBe(
      "400 Bad Request: message can't be edited",
    );
  });

  it('what is deleted is gone for everybody', async () => {
    const { api } = await createSent();
    expect(await outcome(api, 'deleteMessage', target)).toBe('ok');
    expect(api.messages(WANG)).toEqual([]);
    expect(await outcome(api, 'editMessageText', { ...target, text: 'x' })).toBe(
      '400 Bad Request: message to edit not found',
    );
  });
});

describe('a button', () => {
  const asked = async (api: Awaited<ReturnType<typeof createSent>>['api']) => {
    const updates = (await call(api, 'getUpdates')).result as {
      callback_query?: { id: string; data: string; message: object };
    }[];
    return updates.at(-1)?.callback_query;
  };

  it('tells the bot what it carries and on which message, and the person what the bot answers', async () => {
    const { api } = await createSent();
    const answer = api.pressLabel(WANG, WANG, '按');
    const query = await asked(api);
    expect(query).toMatchObject({ data: 'a', from: { id: WANG }, message: { message_id: 1 } });
    const body = { callback_query_id: query?.id, text: '好', show_alert: true };
    expect(await outcome(api, 'answerCallbackQuery', body)).toBe('ok');
    expect(await answer).toEqual({ text: '好', showAlert: true, url: null });
  });

  it('can be answered once, and not too late', async () => {
    const { api, clock } = await createSent();
    const tooOld =
      '400 Bad Request: query is too old and response timeout expired or query ID is invalid';
    const answered = api.press(WANG, WANG, 1, 'a');
    const once = { callback_query_id: (await asked(api))?.id };
    expect(await outcome(api, 'answerCallbackQuery', once)).toBe('ok');
    await answered;
    expect(await outcome(api, 'answerCallbackQuery', once)).toBe(tooOld);
    const ignored = api.press(WANG, WANG, 1, 'a').catch(() => 'ignored');
    const late = { callback_query_id: (await asked(api))?.id };
    clock.pass(60_001);
    expect(await outcome(api, 'answerCallbackQuery', late)).toBe(tooOld);
    api.close();
    expect(await ignored).toBe('ignored');
  });

  it('may carry anything, as a forged client would', async () => {
    const { api } = await createSent();
    void api.press(WANG, WANG, 1, 'forged').catch(() => undefined);
    expect(await asked(api)).toMatchObject({ data: 'forged' });
    api.close();
  });
});
