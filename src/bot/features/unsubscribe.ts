import { Composer } from 'grammy';
import { z } from 'zod';
import { type ClassicMessage, ITEM_KINDS, type ItemKind } from '../../domain/index.ts';
import { durably, listInterests, removeAllInterests } from '../../store/index.ts';
import { answer, plain, type Rows, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { readKinds } from '../kinds.ts';
import { buttonKind } from '../press.ts';
import { forAdministrators, onChange } from '../rights.ts';
import {
  chatIdOf,
  chooseKinds,
  currentSubscription,
  type SubscriptionDeps,
} from '../subscription.ts';
import type { Texts } from '../texts/index.ts';

/** `all`: every kind, asking first if something is followed; `kinds`: without asking; `everything`: that too. */
const dropButton = buttonKind(
  'drop',
  z.tuple([z.enum([...ITEM_KINDS, 'all', 'kinds', 'everything', 'none'])]),
);

/** /unsubscribe: asks what, unless words say it; and before the last kind goes whether what is followed goes too. */
export function unsubscribeFeature(deps: SubscriptionDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command(
    'unsubscribe',
    forAdministrators(async (ctx) => {
      const subscription = await currentSubscription(deps, ctx);
      if (!subscription) return say(ctx, ctx.texts.notSubscribed);
      const words = String(ctx.match ?? '').trim();
      if (words === '') return answer(ctx, [await askPage(deps, ctx, subscription.kinds)]);
      const dropped = readKinds(words);
      if (!dropped) return say(ctx, ctx.texts.unsubscribeUsage);
      return answer(ctx, [await drop(deps, ctx, dropped)]);
    }),
  );
  feature.use(
    onChange(dropButton, async (ctx, what) => {
      await turnTo(ctx, await dropped(deps, ctx, what));
      return undefined;
    }),
  );
  return feature;
}

type Drop = ItemKind | 'all' | 'kinds' | 'everything' | 'none';

function dropped(deps: SubscriptionDeps, ctx: BotContext, what: Drop): Promise<ClassicMessage> {
  switch (what) {
    case 'none':
      return Promise.resolve(plain(ctx.texts.stays));
    case 'all':
      return drop(deps, ctx, ITEM_KINDS);
    case 'kinds':
      return dropKinds(deps, ctx);
    case 'everything':
      return dropEverything(deps, ctx);
    case 'decision':
    case 'appointment':
    case 'notice':
    case 'news':
      return drop(deps, ctx, [what]);
  }
}

async function askPage(
  { db }: SubscriptionDeps,
  ctx: BotContext,
  kinds: readonly ItemKind[],
): Promise<ClassicMessage> {
  if (kinds.length > 0) return plain(ctx.texts.unsubscribeAsk(kinds), dropRows(ctx.texts, kinds));
  const { follows, buttons } = ctx.texts;
  const followed = await listInterests(db, chatIdOf(ctx));
  return plain(follows.onlyFollows(followed.length), [
    [{ text: follows.dropEverything, callback: dropButton.write('everything') }],
    [{ text: buttons.stay, callback: dropButton.write('none') }],
  ]);
}

/** Takes kinds away, and says what is left. Of who follows something the last ones only when that is decided. */
async function drop(
  deps: SubscriptionDeps,
  ctx: BotContext,
  dropped: readonly ItemKind[],
): Promise<ClassicMessage> {
  const subscription = await currentSubscription(deps, ctx);
  if (!subscription) return plain(ctx.texts.notSubscribed);
  const isKept = (kind: ItemKind) => !dropped.includes(kind);
  if (!subscription.kinds.some(isKept)) {
    const followed = await listInterests(deps.db, chatIdOf(ctx));
    if (followed.length > 0) return askAboutFollows(ctx.texts, followed.length);
  }
  const left = await chooseKinds(deps, ctx, (before) => before.filter(isKept));
  return plain(left.length === 0 ? ctx.texts.unsubscribed : ctx.texts.unsubscribedFrom(left));
}

function askAboutFollows({ follows, buttons }: Texts, total: number): ClassicMessage {
  return plain(follows.dropAllAsk(total), [
    [{ text: follows.dropEverything, callback: dropButton.write('everything') }],
    [{ text: follows.dropKindsOnly, callback: dropButton.write('kinds') }],
    [{ text: buttons.stay, callback: dropButton.write('none') }],
  ]);
}

async function dropKinds(deps: SubscriptionDeps, ctx: BotContext): Promise<ClassicMessage> {
  await chooseKinds(deps, ctx, () => []);
  const { length } = await listInterests(deps.db, chatIdOf(ctx));
  return plain(length > 0 ? ctx.texts.follows.kindsDropped(length) : ctx.texts.unsubscribed);
}

async function dropEverything(deps: SubscriptionDeps, ctx: BotContext): Promise<ClassicMessage> {
  await durably(deps.db, async (db) => {
    await chooseKinds({ ...deps, db }, ctx, () => []);
    await removeAllInterests(db, chatIdOf(ctx));
  });
  return plain(ctx.texts.follows.everythingDropped);
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
