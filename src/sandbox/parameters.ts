import type { InlineKeyboardMarkup, MessageEntity } from 'grammy/types';
import { z } from 'zod';
import { badRequest } from './refusal.ts';

/** What came with a call, from address and body together; a `File` where one was uploaded. */
export type RawParameters = Readonly<Record<string, unknown>>;

/** A form carries everything as text. */
export const integer = z.preprocess(
  (value) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value),
  z.int(),
);
export const flag = z
  .preprocess(
    (value) => (typeof value === 'string' ? /^(?:true|1)$/i.test(value) : value),
    z.boolean(),
  )
  .default(false);
export const chatId = z.union([integer, z.string().regex(/^@\w+$/)]);

export function json<T extends z.ZodType>(shape: T) {
  return z.preprocess((value) => (typeof value === 'string' ? parseJson(value) : value), shape);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return Number.NaN;
  }
}

const entity = z.looseObject({
  type: z.string(),
  offset: z.int(),
  length: z.int(),
});
export const entities = json(z.array(entity))
  .default([])
  .transform((list) => list as unknown as MessageEntity[]);

const keyboardButton = z.looseObject({ text: z.string(), callback_data: z.string().optional() });
export const inlineKeyboard = json(z.object({ inline_keyboard: z.array(z.array(keyboardButton)) }))
  .optional()
  .transform((markup) => markup as unknown as InlineKeyboardMarkup | undefined);

/** Formatting comes as entities: text is never markup here. */
export const parseMode = z.literal('').optional();

/** How Telegram words what is missing or wrong. */
const complaints: Readonly<Record<string, string>> = {
  chat_id: 'chat_id is empty',
  text: 'message text is empty',
  parse_mode: 'unsupported parse_mode',
  message_id: 'message identifier is not specified',
  entities: "can't parse entities: Can't parse entities JSON object",
  caption_entities: "can't parse entities: Can't parse entities JSON object",
  reply_markup: "can't parse inline keyboard markup JSON object",
  rich_message: "can't parse rich message JSON object",
  commands: "can't parse commands list JSON object",
  results: "can't parse InlineQueryResult JSON object",
  button: "can't parse InlineQueryResultsButton JSON object",
  scope: "can't parse BotCommandScope JSON object",
  document: 'there is no document in the request',
  file_id: 'file_id not specified',
  user_id: 'invalid user_id specified',
};

export function readParameters<T extends z.ZodType>(shape: T, raw: RawParameters): z.output<T> {
  const read = shape.safeParse(raw);
  if (read.success) return read.data;
  const field = String(read.error.issues[0]?.path[0] ?? '');
  throw badRequest(complaints[field] ?? `invalid ${field} specified`);
}
