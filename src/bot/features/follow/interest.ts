import { Composer } from 'grammy';
import {
  type ClassicMessage,
  type Interest,
  ITEM_KINDS,
  type ItemKind,
  type Query,
} from '../../../domain/index.ts';
import { changeInterest, listInterests, publicationNames } from '../../../store/index.ts';
import { plain, type Rows, turnTo } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { markOf } from '../../mark.ts';
import { paperChoices } from '../../papers.ts';
import { onChange } from '../../rights.ts';
import { chatIdOf, type SubscriptionDeps } from '../../subscription.ts';
import type { Texts } from '../../texts/index.ts';
import { interestButton, kindButton, kindsButton, paperButton, papersButton } from './buttons.ts';
import { interestPage } from './interest-page.ts';

type Notice = Promise<string | undefined>;
type Page = (interest: Interest) => ClassicMessage | Promise<ClassicMessage>;

/** The page of what is followed, and what its buttons change: of which kinds it is, from which paper. */
export function interestFeature(deps: SubscriptionDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const show = (ctx: BotContext, id: number, page: Page) => showPage(deps, ctx, { id, page });
  const itsPage = (ctx: BotContext) => (interest: Interest) =>
    interestPage(deps, ctx, { interest, isNew: false });
  feature.use(
    onChange(interestButton, (ctx, id) => show(ctx, id, itsPage(ctx))),
    onChange(kindsButton, (ctx, id) => show(ctx, id, (interest) => kindsPage(ctx.texts, interest))),
    onChange(kindButton, (ctx, id, kind, state) =>
      restrict(deps, ctx, { id, kind, isOn: state === 'on' }),
    ),
    onChange(papersButton, (ctx, id) =>
      show(ctx, id, async (interest) => papersPage(ctx, interest, await publicationNames(deps.db))),
    ),
    onChange(paperButton, (ctx, id, paper) => choosePaper(deps, ctx, { id, paper })),
  );
  return feature;
}

/** What the chat follows under that number, if it still does and it is the chat's own. */
export async function findInterest(
  { db }: Pick<SubscriptionDeps, 'db'>,
  ctx: BotContext,
  id: number,
): Promise<Interest | undefined> {
  return (await listInterests(db, chatIdOf(ctx))).find((interest) => interest.id === id);
}

/** In the place of the message. */
export async function showPage(
  deps: SubscriptionDeps,
  ctx: BotContext,
  { id, page }: { readonly id: number; readonly page: Page },
): Notice {
  const interest = await findInterest(deps, ctx, id);
  if (!interest) return ctx.texts.follows.gone;
  await turnTo(ctx, await page(interest));
  return undefined;
}

function kindsPage(texts: Texts, { id, query }: Interest): ClassicMessage {
  const { follows } = texts;
  const kinds: Rows = ITEM_KINDS.map((kind) =>
    isTaken(query, kind)
      ? [{ text: follows.kindTaken(kind), callback: kindButton.write(id, kind, 'off') }]
      : [{ text: follows.kindLeft(kind), callback: kindButton.write(id, kind, 'on') }],
  );
  return plain(follows.kindsAsk(query), [...kinds, [backTo(texts, id)]]);
}

function isTaken({ kinds }: Query, kind: ItemKind): boolean {
  return kinds === null || kinds.includes(kind);
}

type Restriction = { readonly id: number; readonly kind: ItemKind; readonly isOn: boolean };

async function restrict(
  deps: SubscriptionDeps,
  ctx: BotContext,
  { id, kind, isOn }: Restriction,
): Notice {
  let isLast = false;
  const change = (query: Query): Query => {
    const left = ITEM_KINDS.filter((each) => (each === kind ? isOn : isTaken(query, each)));
    isLast = left.length === 0;
    if (isLast) return query;
    return { ...query, kinds: left.length === ITEM_KINDS.length ? null : left };
  };
  const interest = await changeInterest(deps.db, { chatId: chatIdOf(ctx), id, change }, deps.now());
  if (!interest) return ctx.texts.follows.gone;
  await turnTo(ctx, kindsPage(ctx.texts, interest));
  return isLast ? ctx.texts.follows.lastKind : ctx.texts.saved;
}

function papersPage(
  ctx: BotContext,
  { id, query }: Interest,
  titles: readonly string[],
): ClassicMessage {
  const { texts } = ctx;
  const write = (paper: string) => paperButton.write(id, paper);
  return plain(texts.follows.publicationsAsk(query), [
    ...paperChoices(ctx, { titles, chosen: query.publication, write }),
    [backTo(texts, id)],
  ]);
}

async function choosePaper(
  deps: SubscriptionDeps,
  ctx: BotContext,
  { id, paper }: { readonly id: number; readonly paper: string },
): Notice {
  const publications = await publicationNames(deps.db);
  const publication = publications.find((title) => markOf(title) === paper) ?? null;
  if (publication === null && paper !== 'any') return ctx.texts.outdated;
  const change = (query: Query): Query => ({ ...query, publication });
  const interest = await changeInterest(deps.db, { chatId: chatIdOf(ctx), id, change }, deps.now());
  if (!interest) return ctx.texts.follows.gone;
  await turnTo(ctx, await interestPage(deps, ctx, { interest, isNew: false }));
  return ctx.texts.saved;
}

export function backTo({ buttons }: Texts, id: number) {
  return { text: buttons.back, callback: interestButton.write(id) };
}
