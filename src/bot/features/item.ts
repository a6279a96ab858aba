import { Composer } from 'grammy';
import { z } from 'zod';
import { composeItem, composeOriginal } from '../../compose/index.ts';
import type { MessageStyle, StoredItem } from '../../domain/index.ts';
import { type Db, findItem, findPrinted } from '../../store/index.ts';
import { answer, type Rows, say, withRows } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { buttonKind, onPress, wholeNumber } from '../press.ts';
import { originalButton, readingRows } from '../reading-rows.ts';

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
    onPress(originalButton, (ctx, id) => showOriginal(deps, ctx, id)),
  );
  return feature;
}

export async function showItem({ db, style }: Deps, ctx: BotContext, id: number): Promise<void> {
  const item = await findItem(db, id);
  if (!item) return say(ctx, ctx.texts.itemMissing);
  const chosen = ctx.settings?.style ?? style;
  const messages = composeItem({ item, language: ctx.language, style: chosen });
  await answer(ctx, withRows(messages, itemRows(ctx, item)));
}

/** What can be done with an article: features add their rows here. */
function itemRows(ctx: BotContext, item: StoredItem): Rows {
  return [...readingRows(ctx, item)];
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
