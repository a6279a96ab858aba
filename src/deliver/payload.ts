import type {
  ApiMethods,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  InputRichBlock,
  MessageEntity,
} from 'grammy/types';
import type {
  Address,
  Button,
  Entity,
  Message,
  RichBlock,
  RichCell,
  RichText,
} from '../domain/index.ts';
import type { SendMethod } from './create-api.ts';

type Rows = readonly (readonly Button[])[];
type TelegramText = Extract<InputRichBlock, { type: 'paragraph' }>['text'];
type TelegramCell = Extract<InputRichBlock, { type: 'table' }>['cells'][number][number];

type Payload<M extends SendMethod> = Omit<Parameters<ApiMethods[M]>[0], 'chat_id'>;

export function toMethod({ style }: Message): SendMethod {
  return style === 'rich' ? 'sendRichMessage' : 'sendMessage';
}

/** A broadcast says the same to everybody, and the store gives the same message for all of them. */
const shared = new WeakMap<Message, Buffer>();

/** The request's JSON: only its beginning is the chat's own. */
export function toBody(
  { chatId, topicId }: Address,
  message: Message,
  { allowPaidBroadcast }: { readonly allowPaidBroadcast: boolean },
): Buffer {
  const paid = allowPaidBroadcast ? ',"allow_paid_broadcast":true' : '';
  const topic = topicId === null ? '' : `,"message_thread_id":${topicId}`;
  const head = `{"chat_id":${chatId}${topic}${paid},`;
  const rest = shared.get(message) ?? Buffer.from(JSON.stringify(toPayload(message)).slice(1));
  shared.set(message, rest);
  const body = Buffer.allocUnsafe(head.length + rest.length);
  body.write(head, 'latin1');
  rest.copy(body, head.length);
  return body;
}

function toPayload(message: Message): Payload<'sendMessage'> | Payload<'sendRichMessage'> {
  const markup = toMarkup(message.buttons);
  if (message.style === 'rich')
    return { rich_message: { blocks: toRichBlocks(message.blocks) }, ...markup };
  return {
    text: message.text,
    entities: toEntities(message.entities),
    link_preview_options: { is_disabled: true },
    ...markup,
  };
}

/** The domain's entities in Telegram's words. */
export function toEntities(entities: readonly Entity[]): MessageEntity[] {
  return entities.map(toEntity);
}

function toEntity({ type, offset, length, url = '', unixTime = 0, format = '' }: Entity) {
  switch (type) {
    case 'text_link':
      return { type, offset, length, url };
    case 'date_time':
      return { type, offset, length, unix_time: unixTime, date_time_format: format };
    case 'bold':
    case 'italic':
    case 'underline':
    case 'code':
    case 'blockquote':
    case 'expandable_blockquote':
      return { type, offset, length };
  }
}

/** Nothing at all for a message without buttons: an empty keyboard is a keyboard. */
export function toMarkup(rows: Rows): { reply_markup?: InlineKeyboardMarkup } {
  return rows.length === 0 ? {} : { reply_markup: toKeyboard(rows) };
}

export function toKeyboard(rows: Rows): InlineKeyboardMarkup {
  return { inline_keyboard: rows.map((row) => row.map(toButton)) };
}

function toButton(button: Button): InlineKeyboardButton {
  const { text } = button;
  if ('url' in button) return { text, url: button.url };
  if ('copy' in button) return { text, copy_text: { text: button.copy } };
  if ('share' in button) return { text, switch_inline_query: button.share };
  return { text, callback_data: button.callback };
}

/** The domain's blocks in Telegram's words. */
export function toRichBlocks(blocks: readonly RichBlock[]): InputRichBlock[] {
  return blocks.map(toRichBlock);
}

function toRichBlock(block: RichBlock): InputRichBlock {
  switch (block.kind) {
    case 'heading':
      return { type: 'heading', text: toText(block.text), size: block.level };
    case 'paragraph':
      return { type: 'paragraph', text: toText(block.text) };
    case 'footer':
      return { type: 'footer', text: toText(block.text) };
    case 'divider':
      return { type: 'divider' };
    case 'table':
      return {
        type: 'table',
        cells: block.rows.map((row) => row.map(toCell)),
        is_bordered: true,
        is_striped: true,
      };
    case 'details':
      return {
        type: 'details',
        summary: toText(block.summary),
        blocks: toRichBlocks(block.blocks),
      };
  }
}

function toCell({ text, isHeader }: RichCell): TelegramCell {
  const cell = { text: toText(text), align: 'left', valign: 'top' } as const;
  return isHeader ? { ...cell, is_header: true } : cell;
}

function toText(text: RichText): TelegramText {
  if (typeof text === 'string') return text;
  if (!('type' in text)) return text.map(toText);
  if (text.type !== 'date_time') return { type: text.type, text: toText(text.text) };
  const { unixTime: unix_time, format: date_time_format } = text;
  return { type: 'date_time', text: toText(text.text), unix_time, date_time_format };
}
