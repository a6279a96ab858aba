import { Composer, type MiddlewareFn } from 'grammy';
import {
  type ClassicMessage,
  type InterestKind,
  MOST_INTERESTS,
  type Query,
  simplify,
} from '../../../domain/index.ts';
import { readQuery, suggestQueries } from '../../../match/index.ts';
import { findItem, listInterests, namedInActs } from '../../../store/index.ts';
import { answer, plain, say, turnTo } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { unpackKinds } from '../../kinds.ts';
import { guessMeaning } from '../../meaning.ts';
import type { ButtonKind } from '../../press.ts';
import { pressedWords } from '../../quoted-words.ts';
import { forAdministrators, onChange } from '../../rights.ts';
import {
  chatIdOf,
  currentSubscription,
  follow,
  type SubscriptionDeps,
} from '../../subscription.ts';
import { bringHere } from '../../topic.ts';
import { askPage } from './ask.ts';
import {
  confirmButton,
  followItemButton,
  followsButton,
  followThisButton,
  howButton,
  takeButton,
} from './buttons.ts';
import { interestFeature } from './interest.ts';
import { interestPage } from './interest-page.ts';
import { interestWhenFeature } from './interest-when.ts';
import { markOfQuery } from './item-rows.ts';
import { listPage } from './list-page.ts';
import { unfollowFeature } from './unfollow.ts';
import { whyFeature } from './why.ts';
import { isSameWish, oneLine, queryOf } from './words.ts';

type Notice = Promise<string | undefined>;

/** /follow and /unfollow, the pages of what is followed, and «why did I get this». */
export function followFeature(deps: SubscriptionDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command(
    'follow',
    forAdministrators((ctx) => startFollowing(deps, ctx, oneLine(String(ctx.match ?? '')))),
  );
  feature.use(
    onChange(howButton, async (ctx) => {
      await answer(ctx, [await howPage(deps, ctx)]);
      return undefined;
    }),
    onChange(followItemButton, (ctx, id, mark) => askOfItem(deps, ctx, id, mark)),
    onQuoted(followThisButton, async (ctx, query) => {
      await answer(ctx, [await askPage(deps, ctx, query)]);
    }),
    onQuoted(takeButton, async (ctx, query) => turnTo(ctx, await askPage(deps, ctx, query))),
    onQuoted(confirmButton, async (ctx, query) => turnTo(ctx, await confirmed(deps, ctx, query))),
    interestFeature(deps),
    interestWhenFeature(deps),
    unfollowFeature(deps),
    whyFeature(deps),
  );
  return feature;
}

/** A button about the words that stand quoted in its message. */
function onQuoted(
  button: ButtonKind<[InterestKind, number]>,
  handler: (ctx: BotContext, query: Query) => Promise<void>,
): MiddlewareFn<BotContext> {
  return onChange(button, async (ctx, by, kinds) => {
    const words = pressedWords(ctx);
    const read = words === undefined ? undefined : readQuery(words);
    if (!read) return ctx.texts.outdated;
    if ('problem' in read) return ctx.texts.follows.problems[read.problem];
    await handler(ctx, { ...queryOf(by, read.text), kinds: unpackKinds(kinds) });
    return undefined;
  });
}

async function startFollowing(
  deps: SubscriptionDeps,
  ctx: BotContext,
  words: string,
): Promise<void> {
  if (words === '') return void (await answer(ctx, [await howPage(deps, ctx)]));
  const read = readQuery(words);
  if ('problem' in read) return say(ctx, ctx.texts.follows.problems[read.problem]);
  const printed = simplify(read.text);
  const by = guessMeaning(printed, await namedInActs(deps.db, printed));
  await answer(ctx, [await askPage(deps, ctx, queryOf(by, read.text))]);
}

/** How to follow something, with examples; below it what is followed. */
async function howPage({ db }: SubscriptionDeps, ctx: BotContext): Promise<ClassicMessage> {
  const { follows } = ctx.texts;
  const interests = await listInterests(db, chatIdOf(ctx));
  const page = await listPage(ctx, { interests, mode: 'show', page: 1 });
  const { text, buttons } = page ?? plain(follows.nothingYet);
  return plain([follows.how, text].join('\n\n'), buttons);
}

/** An article may have been corrected since: then it may not offer this any more. */
async function askOfItem(
  deps: SubscriptionDeps,
  ctx: BotContext,
  id: number,
  mark: string,
): Notice {
  const item = await findItem(deps.db, id);
  if (!item) return ctx.texts.itemMissing;
  const query = suggestQueries(item).find((each) => markOfQuery(each) === mark);
  if (!query) return ctx.texts.follows.itemChanged;
  await answer(ctx, [await askPage(deps, ctx, query)]);
  return undefined;
}

async function confirmed(
  deps: SubscriptionDeps,
  ctx: BotContext,
  query: Query,
): Promise<ClassicMessage> {
  const { follows } = ctx.texts;
  const interests = await listInterests(deps.db, chatIdOf(ctx));
  const known = interests.find((interest) => isSameWish(interest.query, query));
  if (known) return interestPage(deps, ctx, { interest: known, isNew: false });
  const before = await currentSubscription(deps, ctx);
  const added = await follow(deps, ctx, query);
  if (!before) await bringHere(deps.db, ctx);
  switch (added.kind) {
    case 'added':
    case 'known':
      return interestPage(deps, ctx, { interest: added.interest, isNew: added.kind === 'added' });
    case 'full':
      return plain(follows.full(MOST_INTERESTS), [
        [{ text: follows.all, callback: followsButton.write('drop', 1) }],
      ]);
  }
}
