import { Composer } from 'grammy';
import { z } from 'zod';
import { itemIn } from '../../../compose/index.ts';
import type { ClassicMessage, Interest, StoredItem } from '../../../domain/index.ts';
import { type WantedKinds, type Why, whyOf } from '../../../match/index.ts';
import { type Db, findItem, listInterests, readItems } from '../../../store/index.ts';
import { answer, plain, type Rows, turnTo } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { shorten } from '../../listed.ts';
import { composePage, pageNumber } from '../../paging.ts';
import { paperNamed } from '../../papers.ts';
import { buttonKind, onPress, wholeNumber } from '../../press.ts';
import { chatIdOf, currentSubscription } from '../../subscription.ts';
import type { Texts } from '../../texts/index.ts';
import { itemButton } from '../item-button.ts';
import { inShort } from './words.ts';

type Deps = { readonly db: Db };
type Numbered = { readonly id: number; readonly label: string };
type Wishes = WantedKinds & { readonly interests: readonly Interest[] };

/** As `compose` writes it under digests, which many chats share: what it is about stands on the buttons beside it. */
const whyButton = buttonKind('why', z.tuple([]));
const whyPageButton = buttonKind('why-page', z.tuple([pageNumber]));
export const whyItemButton = buttonKind('why-item', z.tuple([wholeNumber]));

/** «Why did I get this»: for the chat that presses, by what it wants now. */
export function whyFeature({ db }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(
    onPress(whyButton, async (ctx) => {
      const page = await whyPage(db, ctx, 1);
      if (page) await answer(ctx, [page]);
      return page ? undefined : ctx.texts.outdated;
    }),
    onPress(whyPageButton, async (ctx, number) => {
      const page = await whyPage(db, ctx, number);
      if (page) await turnTo(ctx, page);
      return page ? undefined : ctx.texts.outdated;
    }),
    onPress(whyItemButton, async (ctx, id) => {
      const item = await findItem(db, id);
      if (!item) return ctx.texts.follows.itemGone;
      const { follows } = ctx.texts;
      const reasons = reasonsOf(ctx, whyOf(item, await wishesOf(db, ctx)));
      await answer(ctx, [
        plain(
          [follows.whyOneTitle, shorten(itemIn(ctx.language, item).title), ...reasons].join('\n'),
        ),
      ]);
      return undefined;
    }),
  );
  return feature;
}

async function wishesOf(db: Db, ctx: BotContext): Promise<Wishes> {
  const { kinds = [], publication = null } = (await currentSubscription({ db }, ctx)) ?? {};
  return { kinds, publication, interests: await listInterests(db, chatIdOf(ctx)) };
}

/** One page about the articles whose buttons the message carries; the page carries them on. */
async function whyPage(db: Db, ctx: BotContext, page: number): Promise<ClassicMessage | undefined> {
  const numbered = articlesUnder(ctx);
  const wishes = await wishesOf(db, ctx);
  return composePage<Told>(
    {
      find: async ({ limit, offset }) => {
        const shown = numbered.slice(offset, offset + limit);
        const items = await readItems(
          db,
          shown.map(({ id }) => id),
        );
        const entries = shown.map((each) => ({
          ...each,
          item: items.find(({ id }) => id === each.id),
        }));
        return { entries, total: numbered.length };
      },
      compose: (told, place) =>
        plain(whyText(ctx, told, { wishes, ...place }), [
          ...buttonRows(numbered),
          ...turning(ctx.texts, place),
        ]),
    },
    page,
  );
}

type Place = { readonly page: number; readonly pages: number };
type Told = Numbered & { readonly item: StoredItem | undefined };

/** Each once: a long article may have several buttons. */
function articlesUnder({ callbackQuery }: BotContext): Numbered[] {
  const message = callbackQuery?.message;
  const rows = message && 'reply_markup' in message ? message.reply_markup?.inline_keyboard : [];
  const articles = new Map<number, string>();
  for (const button of rows?.flat() ?? []) {
    const read = 'callback_data' in button ? itemButton.read(button.callback_data) : undefined;
    if (read && !articles.has(read[0])) articles.set(read[0], button.text);
  }
  return [...articles].map(([id, label]) => ({ id, label }));
}

function whyText(
  ctx: BotContext,
  told: readonly Told[],
  { wishes, page, pages }: Place & { readonly wishes: Wishes },
): string {
  const { texts, language } = ctx;
  const { follows } = texts;
  const entries = told.map(({ label, item }) => {
    const number = /\d+/u.exec(label)?.[0] ?? '';
    return item
      ? [
          `${number}. ${shorten(itemIn(language, item).title)}`,
          ...reasonsOf(ctx, whyOf(item, wishes)),
        ].join('\n')
      : `${number}. ${follows.itemGone}`;
  });
  const head = [follows.whyTitle, ...(pages > 1 ? [follows.pageOf(page, pages)] : [])];
  return [head.join('\n'), ...entries].join('\n\n');
}

function reasonsOf(ctx: BotContext, reasons: readonly Why[]): string[] {
  if (reasons.length === 0) return [ctx.texts.follows.becauseNothing];
  return reasons.slice(0, MOST_REASONS).map((why) => sayReason(ctx, why));
}

function sayReason(ctx: BotContext, why: Why): string {
  const { follows } = ctx.texts;
  switch (why.rule) {
    case 'kind':
      return follows.becauseKind(why.kind, paperNamed(ctx, why.publication));
    case 'interest':
      return follows.becauseInterest(inShort(why.interest.query), why.words.slice(0, MOST_WORDS));
  }
}

/** Eight articles with as many reasons each fit one message, however long the words are. */
const MOST_REASONS = 3;
const MOST_WORDS = 3;
const BUTTONS_IN_A_ROW = 4;

function buttonRows(articles: readonly Numbered[]): Rows {
  const buttons = articles.map(({ id, label }) => ({
    text: label,
    callback: itemButton.write(id),
  }));
  return Array.from({ length: Math.ceil(buttons.length / BUTTONS_IN_A_ROW) }, (_, row) =>
    buttons.slice(row * BUTTONS_IN_A_ROW, (row + 1) * BUTTONS_IN_A_ROW),
  );
}

function turning({ follows }: Texts, { page, pages }: Place): Rows {
  const row = [
    ...(page > 1 ? [{ text: follows.previous, callback: whyPageButton.write(page - 1) }] : []),
    ...(page < pages ? [{ text: follows.next, callback: whyPageButton.write(page + 1) }] : []),
  ];
  return row.length > 0 ? [row] : [];
}
