import { Composer } from 'grammy';
import { z } from 'zod';
import { type ClassicMessage, ITEM_KINDS, type ItemKind } from '../../domain/index.ts';
import { answer, plain, type Rows, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { readKinds } from '../kinds.ts';
import { withMoment } from '../moment.ts';
import { paperNamed } from '../papers.ts';
import { buttonKind } from '../press.ts';
import { forAdministrators, onChange } from '../rights.ts';
import {
  chooseKinds,
  currentSubscription,
  nextOf,
  type SubscriptionDeps,
  subscribeAlso,
  subscribeTo,
} from '../subscription.ts';
import type { Texts } from '../texts/index.ts';
import { bringHere, withTopic } from '../topic.ts';
import { kindsButton, settingsButton, subscribeButton } from './settings-buttons.ts';

/** Says the state it leads to, so that pressing twice changes nothing more. */
const kindButton = buttonKind('kind', z.tuple([z.enum(ITEM_KINDS), z.enum(['on', 'off'])]));

/** /subscribe, and the kinds by buttons. */
export function subscribeFeature(deps: SubscriptionDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command(
    'subscribe',
    forAdministrators(async (ctx) => {
      const words = String(ctx.match ?? '').trim();
      const wanted = words === '' ? ITEM_KINDS : readKinds(words);
      if (!wanted) return say(ctx, ctx.texts.subscribeUsage);
      const { kinds, ...subscribed } = await subscribeAlso(deps, ctx, wanted);
      await bringHere(deps.db, ctx);
      await saySubscribed(ctx, kinds, subscribed);
    }),
  );
  feature.use(
    onChange(subscribeButton, async (ctx) => {
      const before = await currentSubscription(deps, ctx);
      const hasKinds = before !== undefined && before.kinds.length > 0;
      const subscribed = hasKinds
        ? { isNew: false, publication: before.publication, ...nextOf(deps, before) }
        : await subscribeTo(deps, ctx, ITEM_KINDS);
      if (!before) await bringHere(deps.db, ctx);
      await saySubscribed(ctx, hasKinds ? before.kinds : ITEM_KINDS, subscribed);
      return undefined;
    }),
    onChange(kindsButton, async (ctx) => {
      await turnToKinds(deps, ctx);
      return undefined;
    }),
    onChange(kindButton, async (ctx, kind, state) => {
      await chooseKinds(deps, ctx, (before) =>
        ITEM_KINDS.filter((each) => (each === kind ? state === 'on' : before.includes(each))),
      );
      await turnToKinds(deps, ctx);
      return ctx.texts.saved;
    }),
  );
  return feature;
}

type Subscribed = Omit<Awaited<ReturnType<typeof subscribeAlso>>, 'kinds'>;

async function saySubscribed(
  ctx: BotContext,
  kinds: readonly ItemKind[],
  subscribed: Subscribed,
): Promise<void> {
  const publication = paperNamed(ctx, subscribed.publication);
  const text = withTopic(ctx, ctx.texts.subscribed({ ...subscribed, kinds, publication }));
  await answer(ctx, [timed(ctx, plain(text, kindRows(ctx.texts, kinds)), subscribed)]);
}

async function turnToKinds(deps: SubscriptionDeps, ctx: BotContext): Promise<void> {
  const subscription = await currentSubscription(deps, ctx);
  const kinds = subscription?.kinds ?? [];
  const rows = kindRows(ctx.texts, kinds);
  const none = subscription ? ctx.texts.follows.noKindLeft : ctx.texts.noKindLeft;
  if (!subscription || kinds.length === 0) return turnTo(ctx, plain(none, rows));
  const due = nextOf(deps, subscription);
  const publication = paperNamed(ctx, subscription.publication);
  const about = { kinds, publication, isNew: false, ...due };
  const text = withTopic(ctx, ctx.texts.subscribed(about));
  await turnTo(ctx, timed(ctx, plain(text, rows), due));
}

/** The next digest is told by the reader's own clock. */
function timed(
  { language }: BotContext,
  message: ClassicMessage,
  { next, timezone }: Pick<Subscribed, 'next' | 'timezone'>,
): ClassicMessage {
  return withMoment(message, { at: next, timezone, language });
}

function kindRows(texts: Texts, chosen: readonly ItemKind[]): Rows {
  const kinds = ITEM_KINDS.map((kind) =>
    chosen.includes(kind)
      ? [{ text: texts.kindChosen(kind), callback: kindButton.write(kind, 'off') }]
      : [{ text: texts.kindNotChosen(kind), callback: kindButton.write(kind, 'on') }],
  );
  return [...kinds, [{ text: texts.buttons.settings, callback: settingsButton.write() }]];
}
