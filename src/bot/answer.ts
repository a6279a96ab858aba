import { GrammyError } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import {
  refusesMoments,
  toEntities,
  toKeyboard,
  toMarkup,
  toRichBlocks,
  withoutMoments,
} from '../deliver/index.ts';
import type { Button, ClassicMessage, Message, RichMessage } from '../domain/index.ts';
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

/** The same messages with these rows below the last of them. */
export function withRows(messages: readonly Message[], rows: Rows): Message[] {
  const last = messages.length - 1;
  return messages.map((message, index) => (index === last ? addRows(message, rows) : message));
}

function addRows(message: Message, rows: Rows): Message {
  const buttons = [...message.buttons, ...rows];
  if (message.style === 'classic') return { ...message, buttons };
  const end = message.fallback.length - 1;
  const fallback = message.fallback.map((part, index) =>
    index === end ? { ...part, buttons: [...part.buttons, ...rows] } : part,
  );
  return { ...message, buttons, fallback };
}

/**
 * Shows another page in the place of this one, in the style of this one: Telegram refuses the same page
 * again, so that is no edit.
 */
export async function turnTo(ctx: BotContext, message: Message): Promise<void> {
  const shown = ctx.callbackQuery?.message;
  const isRich = shown !== undefined && 'rich_message' in shown;
  try {
    if (message.style === 'classic') await turnToClassic(ctx, message);
    else if (isRich) await turnToRich(ctx, message);
    else if (message.fallback.length === 1)
      for (const each of message.fallback) await turnTo(ctx, each);
    else await answer(ctx, message.fallback);
  } catch (error) {
    // Pressed twice, or the message is gone: either way there is nothing left to show.
    if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
  }
}

async function turnToClassic(ctx: BotContext, message: ClassicMessage): Promise<void> {
  const shown = ctx.callbackQuery?.message;
  const markup = toKeyboard(message.buttons);
  if (shown && 'text' in shown && shown.text === message.text && isSame(shown.reply_markup, markup))
    return;
  await asUnderstood(message, (each) =>
    ctx.editMessageText(each.text, { ...formatting(each), reply_markup: markup }),
  );
}

async function turnToRich(ctx: BotContext, { blocks, buttons }: RichMessage): Promise<void> {
  await ctx.editMessageText(
    { blocks: toRichBlocks(blocks) },
    { reply_markup: toKeyboard(buttons) },
  );
}

/** An older server refuses a message for the moments in it: it gets the same words without. */
async function asUnderstood<T>(
  message: ClassicMessage,
  send: (message: ClassicMessage) => Promise<T>,
): Promise<T> {
  try {
    return await send(message);
  } catch (error) {
    if (!refusesMoments(error)) throw error;
    return send(withoutMoments(message));
  }
}

async function send(ctx: BotContext, message: Message): Promise<number | undefined> {
  if (message.style === 'rich') return sendRich(ctx, message);
  const sent = await asUnderstood(message, (each) =>
    ctx.reply(each.text, { ...formatting(each), ...toMarkup(each.buttons) }),
  );
  return sent.message_id;
}

/** A server or client without rich messages is told the same in classic ones. */
async function sendRich(ctx: BotContext, message: RichMessage): Promise<number | undefined> {
  try {
    const content = { blocks: toRichBlocks(message.blocks) };
    const sent = await ctx.replyWithRichMessage(content, toMarkup(message.buttons));
    return sent.message_id;
  } catch (error) {
    if (!(error instanceof GrammyError && isNotTaken(error))) throw error;
    return answer(ctx, message.fallback);
  }
}

/**
 * The forum topic in which this was said or pressed. A reply in the General topic, or in a group without
 * topics, has a thread too, but none that can be written to.
 */
export function topicOf({ msg }: Pick<BotContext, 'msg'>): number | null {
  return (msg?.is_topic_message === true ? msg.message_thread_id : null) ?? null;
}

/** 404: a server without the method; 400: one that does not take what is in it. */
function isNotTaken({ error_code: code }: GrammyError): boolean {
  return code === 404 || code === 400;
}

export function formatting({ entities }: ClassicMessage) {
  return { entities: toEntities(entities), link_preview_options: { is_disabled: true } };
}

function isSame(shown: InlineKeyboardMarkup | undefined, wanted: InlineKeyboardMarkup): boolean {
  return JSON.stringify(shown?.inline_keyboard ?? []) === JSON.stringify(wanted.inline_keyboard);
}
