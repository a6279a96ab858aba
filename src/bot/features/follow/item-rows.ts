import type { Query, StoredItem } from '../../../domain/index.ts';
import { suggestQueries } from '../../../match/index.ts';
import { type Db, listInterests } from '../../../store/index.ts';
import type { Rows } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { markOf } from '../../mark.ts';
import { chatIdOf, currentSubscription } from '../../subscription.ts';
import { followItemButton } from './buttons.ts';
import { whyItemButton } from './why.ts';
import { isSameWish } from './words.ts';

/** Under a full text: what of it may be followed and is not yet, and for who is subscribed why it came. */
export async function itemRows(db: Db, ctx: BotContext, item: StoredItem): Promise<Rows> {
  const { follows } = ctx.texts;
  const interests = await listInterests(db, chatIdOf(ctx));
  const isFollowed = (query: Query) => interests.some((each) => isSameWish(each.query, query));
  const offers = suggestQueries(item).filter((query) => !isFollowed(query));
  const isSubscribed = (await currentSubscription({ db }, ctx)) !== undefined;
  return [
    ...offers.map((query) => [
      {
        text: follows.followThis(query),
        callback: followItemButton.write(item.id, markOfQuery(query)),
      },
    ]),
    ...(isSubscribed ? [[{ text: follows.why, callback: whyItemButton.write(item.id) }]] : []),
  ];
}

export function markOfQuery({ by, text }: Query): string {
  return markOf(`${by} ${text}`);
}
