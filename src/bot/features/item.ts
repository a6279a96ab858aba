import { Composer } from 'grammy';
import { composeItem, composeOriginal } from '../../compose/index.ts';
import type { MessageStyle } from '../../domain/index.ts';
import { type Db, findItem, findPrinted } from '../../store/index.ts';
import { answer, say, withRows } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../press.ts';
import { originalButton, readingRows } from '../reading-rows.ts';
import { itemRows } from './follow/item-rows.ts';
import { itemButton } from './item-button.ts';

type Deps = { readonly db: Db; readonly style: MessageStyle };

/** The full text of an item, by the button under a digest or a list. */
export function itemFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(
    onPress(itemButton, async (ctx, id) => {
      await showItem(deps, ctx, id);
      return undefined;
    }),
    onPress(originalButton, (ctx, id) => showOriginal(deps, ctx, id)),
  );
  return feature;
}

export async function showItem({ db, style }: Deps, ctx: BotContext, id: number): Promise<void> {
  const item = await findItem(db, id);
  if (!item) return say(ctx, ctx.texts.itemMissing);
  const chosen = ctx.settings?.style ?? style;
  const messages = composeItem({ item, language: ctx.language, style: chosen });
  const rows = [...readingRows(ctx, item), ...(await itemRows(db, ctx, item))];
  await answer(ctx, withRows(messages, rows));
}

async function showOriginal(
  { db }: Deps,
  ctx: BotContext,
  id: number,
): Promise<string | undefined> {
  const [item, document] = [await findItem(db, id), await findPrinted(db, id)];
  if (!item || !document) return ctx.texts.reading.noOriginal;
  await answer(ctx, composeOriginal({ item, document, language: ctx.language }));
  return undefined;
}
