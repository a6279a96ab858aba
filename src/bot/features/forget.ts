import { Composer } from 'grammy';
import { z } from 'zod';
import { type Db, forgetChat } from '../../store/index.ts';
import { plain, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { buttonKind } from '../press.ts';
import { forAdministrators, onChange } from '../rights.ts';
import { chatIdOf } from '../subscription.ts';

type Deps = { readonly db: Db; readonly adminIds: readonly number[] };

const forgetButton = buttonKind('forget', z.tuple([z.enum(['yes', 'no'])]));

/** /forget: asks once, then deletes every row about the chat at once. */
export function forgetFeature({ db, adminIds }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command(
    'forget',
    forAdministrators(async (ctx) => {
      const { texts } = ctx;
      const isAdmin = adminIds.includes(chatIdOf(ctx));
      await say(ctx, isAdmin ? `${texts.forgetAsk}\n\n${texts.forgetAdmin}` : texts.forgetAsk, [
        [
          { text: texts.buttons.forget, callback: forgetButton.write('yes') },
          { text: texts.buttons.cancel, callback: forgetButton.write('no') },
        ],
      ]);
    }),
  );
  feature.use(
    onChange(forgetButton, async (ctx, choice) => {
      if (choice === 'yes') await forgetChat(db, chatIdOf(ctx));
      await turnTo(ctx, plain(choice === 'yes' ? ctx.texts.forgotten : ctx.texts.kept));
      return undefined;
    }),
  );
  return feature;
}
