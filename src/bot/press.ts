import { GrammyError, type MiddlewareFn } from 'grammy';
import type { Message } from 'grammy/types';
import { z } from 'zod';
import { cap } from '../compose/index.ts';
import type { BotContext } from './context.ts';

type Value = string | number;

/** One kind of button: how its data is written, and read back with suspicion. */
export type ButtonKind<Values extends readonly Value[]> = {
  readonly write: (...values: Values) => string;
  readonly read: (data: string) => Values | undefined;
};

/** Data reads `name:value:value`, at most 64 bytes: ids and fixed words, never text. */
export function buttonKind<Values extends readonly Value[]>(
  name: string,
  fields: z.ZodType<Values>,
): ButtonKind<Values> {
  return {
    write: (...values) => [name, ...values].join(':'),
    read: (data) => {
      const [head, ...rest] = data.split(':');
      return head === name ? fields.safeParse(rest).data : undefined;
    },
  };
}

/** A number as a button carries it. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/**
 * Runs the handler for buttons of this kind, and answers the press with the notice it returns.
 * Anything else, the forged and the outdated among it, goes on to the next feature.
 */
export function onPress<Values extends readonly Value[]>(
  kind: ButtonKind<Values>,
  handler: (ctx: BotContext, ...values: Values) => Promise<string | undefined>,
): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const values = kind.read(ctx.callbackQuery?.data ?? '');
    if (!values || !ctx.callbackQuery?.message) return next();
    await answerPress(ctx, await handler(ctx, ...values));
  };
}

/** What the buttons of the pressed message say: a press may be made up, a message of ours may not. */
export function callbacksOf({ callbackQuery }: Pick<BotContext, 'callbackQuery'>): string[] {
  return callbacksIn(callbackQuery?.message);
}

/** The same of any message of ours. */
export function callbacksIn(message: Pick<Message, 'reply_markup'> | undefined): string[] {
  const rows = message?.reply_markup?.inline_keyboard ?? [];
  return rows.flat().flatMap((button) => ('callback_data' in button ? [button.callback_data] : []));
}

/** Telegram refuses a longer one. */
const LONGEST_NOTICE = 200;

/** Ends the waiting sign on the button; a press too old to be answered is let go. */
export async function answerPress(ctx: BotContext, notice: string | undefined): Promise<void> {
  try {
    await ctx.answerCallbackQuery(notice ? { text: cap(notice, LONGEST_NOTICE) } : {});
  } catch (error) {
    if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
  }
}
