import { Composer, type MiddlewareFn } from 'grammy';
import { z } from 'zod';
import type { Message, MessageStyle, StoredItem } from '../../domain/index.ts';
import { missedIn } from '../../pipeline/missed-items.ts';
import { type Db, type ItemRange, lastMissed, type Missed } from '../../store/index.ts';
import { answer, plain, say, turnTo } from '../answer.ts';
import { type BotContext, keepChat } from '../context.ts';
import { listIn } from '../list-page.ts';
import { composePage, pageNumber } from '../paging.ts';
import { buttonKind, onPress, wholeNumber } from '../press.ts';
import { onChange } from '../rights.ts';
import { styleOf } from '../style.ts';
import { chatIdOf, currentSubscription } from '../subscription.ts';

type Deps = { readonly db: Db; readonly now: () => Date; readonly style: MessageStyle };
type Reading = Pick<Deps, 'db' | 'style'>;

/** The range and the page of it: so the list stays what it is when the chat has been away again. */
const missedButton = buttonKind('missed', z.tuple([wholeNumber, wholeNumber, pageNumber]));
const dismissButton = buttonKind('missed-no', z.tuple([]));

/**
 * Wakes a chat that was thought gone, by whatever it says or by the news that we are let in again;
 * and once that is answered offers what it missed.
 */
export function welcomeBack({ db, now }: Omit<Deps, 'style'>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (ctx.settings?.state === 'gone' && isSaid(ctx)) await keepChat(db, ctx, now());
    await next();
    if (ctx.toOffer && ctx.chat?.type !== 'channel') await offer(ctx, ctx.toOffer);
  };
}

/** Not what Telegram itself notes in a group on the occasion that we are thrown out. */
function isSaid({ message, channelPost, chat }: BotContext): boolean {
  const said = message ?? channelPost;
  return said !== undefined && (chat?.type === 'private' || said.text !== undefined);
}

async function offer(ctx: BotContext, { count, afterId, throughId }: Missed): Promise<void> {
  const { texts, chat } = ctx;
  const { buttons } = texts;
  ctx.toOffer = undefined;
  await say(ctx, texts.missedOffer({ count, isGroup: chat?.type !== 'private' }), [
    [{ text: buttons.showMissed, callback: missedButton.write(afterId, throughId, 1) }],
    [{ text: buttons.dismissMissed, callback: dismissButton.write() }],
  ]);
}

/** /missed: what came while the chat was away, like any list. */
export function missedFeature({ db, style }: Reading): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('missed', async (ctx) => {
    const range = await lastMissed(db, chatIdOf(ctx));
    const page = range && (await missedPage({ db, style }, ctx, { ...range, page: 1 }));
    ctx.toOffer = undefined;
    await (page ? answer(ctx, [page]) : say(ctx, await nothing(db, ctx)));
  });
  feature.use(
    onPress(missedButton, async (ctx, afterId, throughId, number) => {
      const page = await missedPage({ db, style }, ctx, { afterId, throughId, page: number });
      if (page) await turnTo(ctx, page);
      return page ? undefined : nothing(db, ctx);
    }),
    onChange(dismissButton, async (ctx) => {
      await turnTo(ctx, plain(ctx.texts.missedDismissed));
      return undefined;
    }),
  );
  return feature;
}

async function nothing(db: Db, ctx: BotContext): Promise<string> {
  const isSubscribed = (await currentSubscription({ db }, ctx)) !== undefined;
  return isSubscribed ? ctx.texts.nothingMissed : ctx.texts.notSubscribed;
}

/** Of what it missed, what it wants now. */
async function missedPage(
  { db, style }: Reading,
  ctx: BotContext,
  { afterId, throughId, page }: ItemRange & { readonly page: number },
): Promise<Message | undefined> {
  const find = await missedIn(db, chatIdOf(ctx), { afterId, throughId });
  return composePage<StoredItem, Message>(
    {
      find: async (place) => {
        const { items, total } = await find(place);
        return { entries: items, total };
      },
      compose: (items, place) =>
        listIn(styleOf(ctx, { style }), {
          title: ctx.texts.missedTitle,
          items,
          language: ctx.language,
          ...place,
          pageCallback: (number) => missedButton.write(afterId, throughId, number),
        }),
    },
    page,
  );
}
