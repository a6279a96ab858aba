import { Composer } from 'grammy';
import { z } from 'zod';
import { ITEM_KINDS, type ItemKind } from '../../domain/index.ts';
import { plain, type Rows, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { readKinds } from '../kinds.ts';
import { buttonKind } from '../press.ts';
import { forAdministrators, onChange } from '../rights.ts';
import { chooseKinds, currentSubscription, type SubscriptionDeps } from '../subscription.ts';
import type { Texts } from '../texts/index.ts';

const dropButton = buttonKind('drop', z.tuple([z.enum([...ITEM_KINDS, 'all', 'none'])]));

/** /unsubscribe: asks what, unless words say it. */
export function unsubscribeFeature(deps: SubscriptionDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command(
    'unsubscribe',
    forAdministrators(async (ctx) => {
      const subscription = await currentSubscription(deps, ctx);
      if (!subscription) return say(ctx, ctx.texts.notSubscribed);
      const words = String(ctx.match ?? '').trim();
      if (words === '')
        return say(
          ctx,
          ctx.texts.unsubscribeAsk(subscription.kinds),
          dropRows(ctx.texts, subscription.kinds),
        );
      const dropped = readKinds(words);
      await say(ctx, dropped ? await drop(deps, ctx, dropped) : ctx.texts.unsubscribeUsage);
    }),
  );
  feature.use(
    onChange(dropButton, async (ctx, what) => {
      if (what === 'none') await turnTo(ctx, plain(ctx.texts.stays));
      else await turnTo(ctx, plain(await drop(deps, ctx, what === 'all' ? ITEM_KINDS : [what])));
      return undefined;
    }),
  );
  return feature;
}

/** Takes kinds away, and says what is left. */
async function drop(
  deps: SubscriptionDeps,
  ctx: BotContext,
  dropped: readonly ItemKind[],
): Promise<string> {
  const subscription = await currentSubscription(deps, ctx);
  if (!subscription) return ctx.texts.notSubscribed;
  const left = await chooseKinds(deps, ctx, (before) =>
    before.filter((kind) => !dropped.includes(kind)),
  );
  return left.length === 0 ? ctx.texts.unsubscribed : ctx.texts.unsubscribedFrom(left);
}

function dropRows(texts: Texts, kinds: readonly ItemKind[]): Rows {
  return [
    ...kinds.map((kind) => [
      { text: texts.buttons.unsubscribeKind(kind), callback: dropButton.write(kind) },
    ]),
    [
      { text: texts.buttons.unsubscribeAll, callback: dropButton.write('all') },
      { text: texts.buttons.stay, callback: dropButton.write('none') },
    ],
  ];
}
