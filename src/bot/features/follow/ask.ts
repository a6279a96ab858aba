import { itemIn } from '../../../compose/index.ts';
import { type ClassicMessage, INTEREST_KINDS, type Query } from '../../../domain/index.ts';
import { recentMatches } from '../../../pipeline/recent-matches.ts';
import { listInterests } from '../../../store/index.ts';
import { plain, type Rows } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { packKinds, readKinds } from '../../kinds.ts';
import { shorten } from '../../listed.ts';
import { chatIdOf, type SubscriptionDeps } from '../../subscription.ts';
import type { Texts } from '../../texts/index.ts';
import { confirmButton, takeButton } from './buttons.ts';
import { interestPage } from './interest-page.ts';
import { isSameWish } from './words.ts';

const SHOWN = 3;

/** Whether to follow this, with what it would have brought last; what is followed already is shown as that. */
export async function askPage(
  deps: SubscriptionDeps,
  ctx: BotContext,
  query: Query,
): Promise<ClassicMessage> {
  const interests = await listInterests(deps.db, chatIdOf(ctx));
  const known = interests.find((interest) => isSameWish(interest.query, query));
  if (known) return interestPage(deps, ctx, { interest: known, isNew: false });
  const { follows } = ctx.texts;
  const found = await recentMatches(deps.db, query, { limit: SHOWN });
  const items = found.items.map((item) => ({
    ...item,
    title: shorten(itemIn(ctx.language, item).title),
  }));
  const kinds = readKinds(query.text);
  const hints = kinds?.length === 1 ? kinds.map(follows.kindHint) : [];
  return plain(
    [follows.ask(query, { ...found, items }), ...hints].join('\n\n'),
    askRows(ctx.texts, query),
  );
}

function askRows({ follows }: Texts, query: Query): Rows {
  const kinds = packKinds(query.kinds);
  const others = INTEREST_KINDS.filter((by) => by !== query.by).map((by) => ({
    text: follows.takeAs(by),
    callback: takeButton.write(by, kinds),
  }));
  return [
    [{ text: follows.confirm, callback: confirmButton.write(query.by, kinds) }],
    others.slice(0, 2),
    others.slice(2),
  ];
}
