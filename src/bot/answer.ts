import { GrammyError } from 'grammy';
import type { InlineKeyboardMarkup, MessageEntity } from 'grammy/types';
import { sendMessage, throughGrammy } from '../deliver/index.ts';
import type { Button, ClassicMessage, Entity, Message, RichMessage } from '../domain/index.ts';
import type { BotContext } from './context.ts';

export type Rows = readonly (readonly Button[])[];

/** A plain text with buttons. */
export function plain(text: string, buttons: Rows = []): ClassicMessage {
  return { style: 'classic', text, entities: [], buttons };
}

/** Answers in the chat and the topic in which was asked, and returns the last message's id. */
export async function answer(
  ctx: BotContext,
  messages: readonly Message[],
): Promise<number | undefined> {
  let last: number | undefined;
  for (const message of messages) last = await send(ctx, message);
  return last;
}

export async function say(ctx: BotContext, text: string, buttons: Rows = []): Promise<void> {
  await answer(ctx, [plain(text, buttons)]);
}

/** Shows another page in the place of this one. The same page again is no edit: Telegram refuses those. */
export async function turnTo(ctx: BotContext, message: ClassicMessage): Promise<void> {
  const shown = ctx.callbackQuery?.message;
  const markup = keyboard(message.buttons);
  if (shown && 'text' in shown && shown.text === message.text && isSame(shown.reply_markup, markup))
    return;
  try {
    await ctx.editMessageText(message.text, { ...formatting(message), reply_markup: markup });
  } catch (error) {
    // Pressed twice, or the message is gone: either way there is nothing left to show.
    if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
  }
}

async function send(ctx: BotContext, message: Message): Promise<number | undefined> {
  if (message.style === 'classic') {
    const sent = await ctx.reply(message.text, {
      ...formatting(message),
      ...(message.buttons.length > 0 ? { reply_markup: keyboard(message.buttons) } : {}),
    });
    return sent.message_id;
  }
  return sendRich(ctx, message);
}

/** A server or client without rich messages is told the same in classic ones. */
async function sendRich(ctx: BotContext, message: RichMessage): Promise<number | undefined> {
  const chatId = ctx.chatId;
  if (chatId === undefined) return undefined;
  const to = { chatId, topicId: topicOf(ctx) };
  const outcome = await sendMessage(throughGrammy(ctx.api), to, message);
  switch (outcome.kind) {
    case 'sent':
      return outcome.messageId;
    case 'unsupported':
    case 'refused':
      return answer(ctx, message.fallback);
    case 'gone':
    case 'migrated':
    case 'topicless':
      return undefined;
    case 'busy':
    case 'unreached':
    case 'unknown':
      throw new Error(`The rich answer was not sent: ${outcome.kind}`);
  }
}

/**
 * The forum topic in which this was said or pressed. A reply in the General topic, or in a group without
 * topics, has a thread too, but none that can be written to.
 */
export function topicOf({ msg }: Pick<BotContext, 'msg'>): number | null {
  return (msg?.is_topic_message === true ? msg.message_thread_id : null) ?? null;
}

export function formatting({ entities }: ClassicMessage) {
  return {
    entities: entities.map(toEntity),
    link_preview_options: { is_disabled: true },
  };
}

function toEntity({ type, offset, length, url }: Entity): MessageEntity {
  return type === 'text_link' ? { type, offset, length, url: url ?? '' } : { type, offset, length };
}

export function keyboard(rows: Rows): InlineKeyboardMarkup {
  return {
    inline_keyboard: rows.map((row) =>
      row.map((button) =>
        'url' in button
          ? { text: button.text, url: button.url }
          : { text: button.text, callback_data: button.callback },
      ),
    ),
  };
}

function isSame(shown: InlineKeyboardMarkup | undefined, wanted: InlineKeyboardMarkup): boolean {
  return JSON.stringify(shown?.inline_keyboard ?? []) === JSON.stringify(wanted.inline_keyboard);
}
