import { type BotError, GrammyError, HttpError } from 'grammy';
import type { Logger } from 'pino';
import { isChatFault, isTopicFault } from '../deliver/index.ts';
import { type Db, markGone } from '../store/index.ts';
import type { BotContext } from './context.ts';

type Deps = { readonly db: Db; readonly now: () => Date; readonly logger: Logger };

/** What went wrong is logged, and the person told in one line that it was not done. */
export function apologize({ db, now, logger }: Deps) {
  return async ({ error, ctx }: BotError<BotContext>): Promise<void> => {
    const { chatId } = ctx;
    if (isClosedTopic(error)) return; // There is nowhere to say it.
    if (error instanceof GrammyError && isShutOut(error) && chatId !== undefined) {
      // Blocked while we answered, or not let in: nobody is there to be told.
      await markGone(db, chatId, error.description, now());
      return;
    }
    logger.error({ err: describeError(error), update: ctx.update.update_id }, 'answer failed');
    try {
      if (ctx.callbackQuery)
        await ctx.answerCallbackQuery({ text: ctx.texts.failed, show_alert: true });
      else if (ctx.msg && ctx.texts) await ctx.reply(ctx.texts.failed);
    } catch (second) {
      logger.warn({ err: describeError(second), update: ctx.update.update_id }, 'apology failed');
    }
  };
}

/** The topic in which was asked, and only that. */
function isClosedTopic(error: unknown): boolean {
  return (
    error instanceof GrammyError && error.error_code === 400 && isTopicFault(error.description)
  );
}

function isShutOut({ error_code: code, description }: GrammyError): boolean {
  return code === 403 || (code === 400 && isChatFault(description));
}

/**
 * What a log may hold of an error: never the update, never what was to be sent, since both may carry
 * a citizen's words.
 */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (error instanceof GrammyError)
    return {
      name: error.name,
      method: error.method,
      code: error.error_code,
      message: error.description,
    };
  if (error instanceof HttpError)
    return { name: error.name, message: error.message, cause: codeOf(error.error) };
  if (error instanceof Error)
    return { name: error.name, message: error.message, stack: error.stack };
  return { message: String(error) };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? ('code' in error ? error.code : error.name) : undefined;
}
