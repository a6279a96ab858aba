import type { Logger } from 'pino';
import type { Db } from '../store/index.ts';
import { say } from './answer.ts';
import { type BotContext, knowChat } from './context.ts';
import { describeError } from './errors.ts';
import { answerPress } from './press.ts';

/** One polite line to who is faster than we can answer. If it cannot be said, that is no harm. */
export function askForPatience({ db, logger }: { readonly db: Db; readonly logger: Logger }) {
  const know = knowChat(db);
  return async (ctx: BotContext): Promise<void> => {
    try {
      await know(ctx, async () => {
        if (ctx.callbackQuery) await answerPress(ctx, ctx.texts.tooFast);
        else if (ctx.msg) await say(ctx, ctx.texts.tooFast);
      });
    } catch (error) {
      logger.debug({ err: describeError(error) }, 'nobody was asked for patience');
    }
  };
}
