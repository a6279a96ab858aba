import { GrammyError, type Middleware, type MiddlewareFn } from 'grammy';
import { isAdministered } from '../domain/index.ts';
import { say } from './answer.ts';
import type { BotContext } from './context.ts';
import { type ButtonKind, onPress } from './press.ts';

/** A command that changes what the chat gets, or shows what is kept: in groups and channels for administrators only. */
export function forAdministrators(
  handler: (ctx: BotContext) => Promise<unknown>,
  refusal: 'administratorsOnly' | 'administratorsSee' = 'administratorsOnly',
): Middleware<BotContext> {
  return async (ctx) => {
    if (!(await mayChange(ctx))) return say(ctx, ctx.texts[refusal]);
    await handler(ctx);
    await tidyPost(ctx);
  };
}

/** In a channel the command stands before all its readers: it goes, if we may delete it. */
async function tidyPost(ctx: BotContext): Promise<void> {
  if (!ctx.channelPost) return;
  try {
    const us = await ctx.api.getChatMember(ctx.channelPost.chat.id, ctx.me.id);
    if (us.status === 'administrator' && us.can_delete_messages) await ctx.deleteMessage();
  } catch (error) {
    // Somebody deleted it before us, or took the right from us.
    if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
  }
}

/** A button that does. */
export function onChange<Values extends readonly (string | number)[]>(
  kind: ButtonKind<Values>,
  handler: (ctx: BotContext, ...values: Values) => Promise<string | undefined>,
): MiddlewareFn<BotContext> {
  return onPress(kind, async (ctx, ...values) =>
    (await mayChange(ctx)) ? handler(ctx, ...values) : ctx.texts.administratorsOnly,
  );
}

/** Whether whoever wrote or pressed this may change what the chat gets. */
async function mayChange(ctx: BotContext): Promise<boolean> {
  const chat = ctx.chat;
  if (!chat) return false;
  if (!isAdministered(chat.type)) return true;
  // Only administrators can post in a channel, and only they can write in the group's own name.
  if (ctx.channelPost) return true;
  if (ctx.message?.sender_chat) return ctx.message.sender_chat.id === chat.id;
  return ctx.from !== undefined && isAdministrator(ctx, chat.id, ctx.from.id);
}

async function isAdministrator(ctx: BotContext, chatId: number, userId: number): Promise<boolean> {
  try {
    const { status } = await ctx.api.getChatMember(chatId, userId);
    return status === 'creator' || status === 'administrator';
  } catch (error) {
    // Telegram does not say who this is, so this may be anyone.
    if (error instanceof GrammyError) return false;
    throw error;
  }
}
