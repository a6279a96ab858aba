import { Composer } from 'grammy';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type Db, forgetChat, leaveNoTrace } from '../../store/index.ts';
import { plain, say, turnTo } from '../answer.ts';
import { hideMenu } from '../commands.ts';
import type { BotContext } from '../context.ts';
import { buttonKind, callbacksOf, wholeNumber } from '../press.ts';
import { forAdministrators, onChange } from '../rights.ts';
import { chatIdOf } from '../subscription.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly adminIds: readonly number[];
  readonly logger: Logger;
};

/** With the minute, since 1970, in which it was asked. */
const forgetButton = buttonKind('forget', z.tuple([z.enum(['yes', 'no'])]).rest(wholeNumber));
/** Who answers later has another thing in mind, or is somebody who found the question. */
const LONGEST_MINUTES = 10;
const MINUTE_MS = 60_000;

/** /forget: asks once, then deletes every row about the chat at once. */
export function forgetFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command(
    'forget',
    forAdministrators(async (ctx) => {
      const { texts } = ctx;
      const asked = minuteOf(deps.now());
      const isAdmin = deps.adminIds.includes(chatIdOf(ctx));
      await say(ctx, isAdmin ? `${texts.forgetAsk}\n\n${texts.forgetAdmin}` : texts.forgetAsk, [
        [
          { text: texts.buttons.forget, callback: forgetButton.write('yes', asked) },
          { text: texts.buttons.cancel, callback: forgetButton.write('no', asked) },
        ],
      ]);
    }),
  );
  feature.use(
    onChange(forgetButton, async (ctx, choice, ...[asked]) => {
      if (!isAnswer(ctx, minuteOf(deps.now()), asked)) return ctx.texts.forgetLate;
      if (choice === 'yes') await forgetChat(deps.db, chatIdOf(ctx));
      await turnTo(ctx, plain(choice === 'yes' ? ctx.texts.forgotten : ctx.texts.kept));
      if (choice === 'yes') await wipe(deps, ctx);
      return undefined;
    }),
  );
  return feature;
}

/** To the question itself, which alone has such a button, and while it is fresh: nothing else deletes. */
function isAnswer(ctx: BotContext, now: number, asked: number | undefined): boolean {
  if (asked === undefined || Math.abs(now - asked) > LONGEST_MINUTES) return false;
  return callbacksOf(ctx).includes(ctx.callbackQuery?.data ?? '');
}

function minuteOf(moment: Date): number {
  return Math.floor(moment.getTime() / MINUTE_MS);
}

/** What the answer need not wait for: gaps in the database's files, and the menu Telegram shows here. */
async function wipe({ db, adminIds, logger }: Deps, ctx: BotContext): Promise<void> {
  const traces = await leaveNoTrace(db, chatIdOf(ctx));
  if (traces !== 'gone') logger.warn({ traces }, 'a forgotten chat is still in gaps of the file');
  if (!adminIds.includes(chatIdOf(ctx))) await hideMenu(logger, ctx);
}
