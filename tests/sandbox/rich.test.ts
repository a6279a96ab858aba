import { describe, expect, it } from 'vitest';
import { call, createApi, outcome, WANG } from './local.ts';

const paragraph = (text: unknown) => ({ type: 'paragraph', text });
const cell = (text: string, over: object = {}) => ({ text, align: 'left', valign: 'top', ...over });
const table = (...cells: object[][]) => ({ type: 'table', cells });
const deep = (levels: number): object =>
  levels === 1 ? paragraph('x') : { type: 'blockquote', blocks: [deep(levels - 1)] };
const bolder = (levels: number): unknown =>
  levels === 0 ? 'x' : { type: 'bold', text: bolder(levels - 1) };

describe('sendRichMessage', () => {
  it.each([
    ['32,768 characters are taken', [paragraph('字'.repeat(32_768))], 'ok'],
    [
      'one more is too long',
      [paragraph('字'.repeat(32_769))],
      '400 Bad Request: message is too long',
    ],
    ['a pair of surrogates counts once', [paragraph('😀'.repeat(32_768))], 'ok'],
    ['500 blocks are taken', Array.from({ length: 500 }, () => paragraph('x')), 'ok'],
    [
      '501 are not',
      Array.from({ length: 501 }, () => paragraph('x')),
      '400 Bad Request: RICH_MESSAGE_TOO_MANY_BLOCKS',
    ],
    [
      'table rows are blocks',
      [table(...Array.from({ length: 500 }, () => [cell('x')]))],
      '400 Bad Request: RICH_MESSAGE_TOO_MANY_BLOCKS',
    ],
    ['20 columns are taken', [table(Array.from({ length: 20 }, () => cell('x')))], 'ok'],
    [
      '21 are not',
      [table(Array.from({ length: 21 }, () => cell('x')))],
      '400 Bad Request: RICH_MESSAGE_TOO_MANY_COLUMNS',
    ],
    [
      'a wide cell counts as what it spans',
      [table([cell('x', { colspan: 21 })])],
      '400 Bad Request: RICH_MESSAGE_TOO_MANY_COLUMNS',
    ],
    ['15 levels of blocks and one of text', [deep(15)], 'ok'],
    ['17 levels of blocks', [deep(17)], '400 Bad Request: RICH_MESSAGE_TOO_DEEP'],
    [
      'formatting is a level too',
      [paragraph(bolder(16))],
      '400 Bad Request: RICH_MESSAGE_TOO_DEEP',
    ],
    [
      'a heading has six sizes',
      [{ type: 'heading', text: 'x', size: 7 }],
      "400 Bad Request: can't parse rich block of the type «heading»",
    ],
    [
      'a cell says how it is aligned',
      [table([{ text: 'x' }])],
      "400 Bad Request: can't parse rich block of the type «table»",
    ],
    [
      'an unknown block',
      [{ type: 'tabel' }],
      "400 Bad Request: can't parse rich block of the type «tabel»",
    ],
    [
      'an unknown formatting',
      [paragraph({ type: 'blod', text: 'x' })],
      "400 Bad Request: can't parse rich text of the type «blod»",
    ],
    ['no block', [], '400 Bad Request: message text is empty'],
    [
      'a button with too much data',
      [{ type: 'buttons', buttons: [{ text: 'x', callback_data: 'y'.repeat(65) }] }],
      '400 Bad Request: BUTTON_DATA_INVALID',
    ],
  ])('%s', async (_, blocks, expected) => {
    const body = { chat_id: WANG, rich_message: { blocks } };
    expect(await outcome(createApi(), 'sendRichMessage', body)).toBe(expected);
  });

  it('keeps the blocks as they came', async () => {
    const api = createApi();
    const blocks = [
      { type: 'heading', size: 1, text: '今日平阳' },
      { type: 'details', summary: ['全', { type: 'bold', text: '文' }], blocks: [paragraph('x')] },
      table([cell('姓名', { is_header: true })], [cell('张峻榕')]),
      { type: 'footer', text: 'x' },
    ];
    await call(api, 'sendRichMessage', { chat_id: WANG, rich_message: { blocks } });
    expect(api.messages(WANG)[0]?.rich_message).toEqual({ blocks });
  });

  it('refuses markup rather than guess at it', async () => {
    const body = { chat_id: WANG, rich_message: { html: '<p>x</p>' } };
    expect(await outcome(createApi(), 'sendRichMessage', body)).toBe(
      '400 Bad Request: the local server reads rich messages only as blocks',
    );
  });
});
