import type { MiddlewareFn } from 'grammy';
import type { BotContext } from './context.ts';

/**
 * What reaches us and is not for us: an article somebody passes on with our help, and a channel's post
 * that Telegram repeats in the group for its discussion. A command in it was said to the channel.
 */
export const leaveAlone: MiddlewareFn<BotContext> = async (ctx, next) => {
  const said = ctx.message ?? ctx.channelPost;
  const isPassedOn = said?.via_bot?.id === ctx.me.id;
  if (isPassedOn || ctx.message?.is_automatic_forward === true) return;
  await next();
};
