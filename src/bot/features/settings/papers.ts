import { Composer } from 'grammy';
import { z } from 'zod';
import { publicationNames, setPublication } from '../../../store/index.ts';
import { plain } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { markOf } from '../../mark.ts';
import { paperChoices } from '../../papers.ts';
import { buttonKind } from '../../press.ts';
import { onChange } from '../../rights.ts';
import { currentSubscription, type SubscriptionDeps } from '../../subscription.ts';
import { papersButton, settingsButton } from '../settings-buttons.ts';
import { turnToPage, turnToSettings } from './page.ts';

/** With the mark of a paper's name. */
const paperButton = buttonKind(
  'paper',
  z.tuple([z.union([z.literal('any'), z.string().regex(/^[0-9a-f]{8}$/u)])]),
);

/** Of which paper the kinds are that a chat subscribed to. What it follows is limited one by one. */
export function papersFeature(deps: SubscriptionDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(
    onChange(papersButton, (ctx) =>
      turnToPage(deps, ctx, async ({ publication }) => {
        const { texts } = ctx;
        const titles = await publicationNames(deps.db);
        return plain(texts.paperAsk, [
          ...paperChoices(ctx, { titles, chosen: publication, write: paperButton.write }),
          [{ text: texts.buttons.back, callback: settingsButton.write() }],
        ]);
      }),
    ),
    onChange(paperButton, (ctx, paper) => choose(deps, ctx, paper)),
  );
  return feature;
}

async function choose(
  deps: SubscriptionDeps,
  ctx: BotContext,
  paper: string,
): Promise<string | undefined> {
  const titles = await publicationNames(deps.db);
  const publication = titles.find((title) => markOf(title) === paper) ?? null;
  if (publication === null && paper !== 'any') return ctx.texts.outdated;
  const subscription = await currentSubscription(deps, ctx);
  if (subscription) await setPublication(deps.db, subscription.chatId, publication);
  await turnToSettings(deps, ctx);
  return subscription ? ctx.texts.saved : undefined;
}
