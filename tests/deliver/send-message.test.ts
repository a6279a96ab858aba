import { describe, expect, it, onTestFinished } from 'vitest';
import { BotRefusedError, createApi, sendMessage } from '../../src/deliver/index.ts';
import type { Message, RichMessage } from '../../src/domain/index.ts';
import { type Fault, startFakeBotApi, TOKEN } from '../support/fake-bot-api.ts';
import { aMessage } from '../support/outbox.ts';

const RICH: RichMessage = {
  style: 'rich',
  blocks: [
    { kind: 'heading', level: 1, text: '今日平阳' },
    { kind: 'paragraph', text: ['任命', { type: 'bold', text: '王芳' }] },
    {
      kind: 'table',
      rows: [
        [
          { text: '姓名', isHeader: true },
          { text: '王芳', isHeader: false },
        ],
      ],
    },
    { kind: 'details', summary: '全文', blocks: [{ kind: 'divider' }] },
    { kind: 'footer', text: '2025-01-09' },
  ],
  buttons: [[{ text: '全文 1', callback: 'item:1' }]],
  fallback: [aMessage()],
};

async function serverThat(fault?: Fault) {
  const server = await startFakeBotApi({
    granted: Number.POSITIVE_INFINITY,
    fault: () => fault,
  });
  onTestFinished(() => server.close());
  return server;
}

function apiOf(apiRoot: string, allowPaidBroadcast = false) {
  return createApi({ token: TOKEN, apiRoot, connections: 2, allowPaidBroadcast });
}

async function outcomeOf(
  fault: Fault,
  message: Message = aMessage(),
  topicId: number | null = null,
) {
  const server = await serverThat(fault);
  return sendMessage(apiOf(server.url), to(1, topicId), message);
}

function to(chatId: number, topicId: number | null = null) {
  return { chatId, topicId };
}

function refusal(code: number, description: string, parameters: object = {}): Fault {
  return { kind: 'refuse', code, description, parameters };
}

describe('a message', () => {
  it('goes out as text with entities and buttons, without a preview', async () => {
    const server = await serverThat();
    const outcome = await sendMessage(apiOf(server.url), to(42), {
      style: 'classic',
      text: '任命王芳',
      entities: [
        { type: 'bold', offset: 2, length: 2 },
        { type: 'text_link', offset: 0, length: 2, url: 'https://example.org/' },
      ],
      buttons: [
        [
          { text: '全文', callback: 'item:1' },
          { text: '网', url: 'https://example.org/' },
        ],
      ],
    });
    expect(outcome).toEqual({ kind: 'sent', messageId: 1 });
    expect(server.calls).toMatchObject([
      {
        method: 'sendMessage',
        payload: {
          chat_id: 42,
          text: '任命王芳',
          entities: [
            { type: 'bold', offset: 2, length: 2 },
            { type: 'text_link', offset: 0, length: 2, url: 'https://example.org/' },
          ],
          link_preview_options: { is_disabled: true },
          reply_markup: {
            inline_keyboard: [
              [
                { text: '全文', callback_data: 'item:1' },
                { text: '网', url: 'https://example.org/' },
              ],
            ],
          },
        },
      },
    ]);
  });

  it('without buttons has no keyboard', async () => {
    const server = await serverThat();
    await sendMessage(apiOf(server.url), to(1), aMessage());
    expect(server.calls[0]?.payload).not.toHaveProperty('reply_markup');
  });

  it('in the rich style goes out as blocks', async () => {
    const server = await serverThat();
    await sendMessage(apiOf(server.url), to(42), RICH);
    const cell = { align: 'left', valign: 'top' };
    expect(server.calls).toMatchObject([
      {
        method: 'sendRichMessage',
        payload: {
          rich_message: {
            blocks: [
              { type: 'heading', size: 1, text: '今日平阳' },
              { type: 'paragraph', text: ['任命', { type: 'bold', text: '王芳' }] },
              {
                type: 'table',
                cells: [
                  [
                    { ...cell, text: '姓名', is_header: true },
                    { ...cell, text: '王芳' },
                  ],
                ],
              },
              { type: 'details', summary: '全文', blocks: [{ type: 'divider' }] },
              { type: 'footer', text: '2025-01-09' },
            ],
          },
          reply_markup: { inline_keyboard: [[{ text: '全文 1', callback_data: 'item:1' }]] },
        },
      },
    ]);
  });

  it('is paid for where that was chosen', async () => {
    const server = await serverThat();
    await sendMessage(apiOf(server.url, true), to(1), aMessage());
    expect(server.calls[0]?.payload).toMatchObject({ allow_paid_broadcast: true });
  });
});

describe('a message for a topic', () => {
  it('names it, and one for the chat names none', async () => {
    const server = await serverThat();
    await sendMessage(apiOf(server.url), to(42, 7), aMessage());
    await sendMessage(apiOf(server.url), to(42), aMessage());
    expect(server.calls[0]?.payload).toMatchObject({ chat_id: 42, message_thread_id: 7 });
    expect(server.calls[1]?.payload).not.toHaveProperty('message_thread_id');
  });

  it.each(['message thread not found', 'TOPIC_CLOSED', 'TOPIC_DELETED', 'TOPIC_ID_INVALID'])(
    'refused with «%s» says that the topic is at fault, not the text and not the chat',
    async (description) => {
      const fault = refusal(400, `Bad Request: ${description}`);
      expect(await outcomeOf(fault, aMessage(), 7)).toEqual({ kind: 'topicless', topicId: 7 });
    },
  );

  it('refused for the group’s own reasons says so', async () => {
    const fault = refusal(400, 'Bad Request: not enough rights to send text messages to the chat');
    expect(await outcomeOf(fault, aMessage(), 7)).toMatchObject({ kind: 'gone' });
  });

  it('is a matter of the chat where its General topic is closed', async () => {
    const fault = refusal(400, 'Bad Request: TOPIC_CLOSED');
    expect(await outcomeOf(fault)).toMatchObject({ kind: 'gone' });
  });
});

describe('the outcome', () => {
  it.each<{ name: string; fault: Fault; outcome: object }>([
    {
      name: '429',
      fault: refusal(429, 'Too Many Requests: retry after 43838', { retry_after: 43_838 }),
      outcome: { kind: 'busy', retryAfterMs: 43_838_000 },
    },
    { name: '429 without a time', fault: refusal(429, 'Flood'), outcome: { retryAfterMs: 1_000 } },
    {
      name: 'blocked',
      fault: refusal(403, 'Forbidden: bot was blocked by the user'),
      outcome: { kind: 'gone', reason: '403 Forbidden: bot was blocked by the user' },
    },
    {
      name: 'missing',
      fault: refusal(400, 'Bad Request: chat not found'),
      outcome: { kind: 'gone' },
    },
    {
      name: 'deactivated',
      fault: refusal(400, 'Bad Request: user is deactivated'),
      outcome: { kind: 'gone' },
    },
    {
      name: 'no right to write',
      fault: refusal(400, 'Bad Request: not enough rights to send text messages to the chat'),
      outcome: { kind: 'gone' },
    },
    {
      name: 'a channel that lets the bot read only',
      fault: refusal(400, 'Bad Request: need administrator rights in the channel chat'),
      outcome: { kind: 'gone' },
    },
    {
      name: 'a closed chat',
      fault: refusal(400, 'Bad Request: CHAT_WRITE_FORBIDDEN'),
      outcome: { kind: 'gone' },
    },
    {
      name: 'migrated',
      fault: refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: -1001234,
      }),
      outcome: { kind: 'migrated', chatId: -1001234 },
    },
    {
      name: 'too long',
      fault: refusal(400, 'Bad Request: message is too long'),
      outcome: { kind: 'refused', reason: '400 Bad Request: message is too long' },
    },
    {
      name: 'bad entities',
      fault: refusal(400, "Bad Request: can't parse entities"),
      outcome: { kind: 'refused' },
    },
    { name: '500', fault: refusal(500, 'Internal Server Error'), outcome: { kind: 'unknown' } },
    { name: 'HTML', fault: { kind: 'html' }, outcome: { kind: 'unknown' } },
    { name: 'reset', fault: { kind: 'reset' }, outcome: { kind: 'unknown' } },
    { name: 'lost answer', fault: { kind: 'lose-answer' }, outcome: { kind: 'unknown' } },
  ])('of $name is $outcome.kind', async ({ fault, outcome }) => {
    expect(await outcomeOf(fault)).toMatchObject(outcome);
  });

  it('of a rich message on a server without the method is «unsupported»', async () => {
    const fault = refusal(404, 'Not Found: method not found');
    expect(await outcomeOf(fault, RICH)).toEqual({ kind: 'unsupported' });
  });

  it('of a server that knows no date entities goes out without them, asked for once', async () => {
    const text = '选举日：2025年1月24日';
    const moment = { type: 'date_time', offset: 4, length: 10, unixTime: 1, format: '' } as const;
    const bold = { type: 'bold', offset: 0, length: 3 } as const;
    const message = { ...aMessage(text), entities: [moment, bold] };
    const server = await startFakeBotApi({
      granted: Number.POSITIVE_INFINITY,
      fault: ({ payload }) =>
        JSON.stringify(payload).includes('date_time')
          ? refusal(400, "Bad Request: can't parse MessageEntity: Unsupported type specified")
          : undefined,
    });
    onTestFinished(() => server.close());
    const api = apiOf(server.url);
    for (const chatId of [1, 2])
      expect(await sendMessage(api, { chatId, topicId: null }, message)).toMatchObject({
        kind: 'sent',
      });
    expect(server.calls).toHaveLength(3);
  });

  it('of a server that is not there is not sent, for certain', async () => {
    const server = await serverThat();
    await server.close();
    const outcome = await sendMessage(apiOf(server.url), to(1), aMessage());
    expect(outcome).toEqual({ kind: 'unreached', retryAfterMs: 5_000 });
  });

  it.each([401, 404])('of a bot the server does not know (%i) is nobody’s fault', async (code) => {
    await expect(outcomeOf(refusal(code, 'Unauthorized'))).rejects.toThrow(BotRefusedError);
  });

  it('never carries the token', async () => {
    const outcome = await outcomeOf(refusal(400, `no such path /bot${TOKEN}/sendMessage`));
    expect(JSON.stringify(outcome)).not.toContain(TOKEN);
    const refused = outcomeOf(refusal(404, `no such path /bot${TOKEN}/sendMessage`));
    await expect(refused).rejects.toThrow(/no such path \/bot…/u);
  });

  it('is of one request: nothing is sent again behind the outbox’s back', async () => {
    const server = await serverThat({ kind: 'lose-answer' });
    await sendMessage(apiOf(server.url), to(1), aMessage());
    expect(server.calls).toHaveLength(1);
  });
});
