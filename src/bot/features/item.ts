import { Composer } from 'grammy';
import { z } from 'zod';
import { composeItem } from '../../compose/index.ts';
import type { MessageStyle } from '../../domain/index.ts';
import { type Db, findItem } from '../../store/index.ts';
import { answer, say } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { buttonKind, onPress, wholeNumber } from '../press.ts';

type Deps = { readonly db: Db; readonly style: MessageStyle };

/** As `compose` writes it under digests and lists. */
const itemButton = buttonKind('item', z.tuple([wholeNumber]));

/** The full text of an item, by the button under a digest or a list. */
export function itemFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(
    onPress(itemButton, async (ctx, id) => {
      await showItem(deps, ctx, id);
      return undefined;
    }),
  );
  return feature;
}

export async function showItem({ db, style }: Deps, ctx: BotContext, id: number): Promise<void> {
  const item = await findItem(db, id);
  if (!item) return say(ctx, ctx.texts.itemMissing);
  const chosen = ctx.settings?.style ?? style;
  await answer(ctx, composeItem({ item, language: ctx.language, style: chosen }));
}
