import { Composer } from 'grammy';
import { say } from '../answer.ts';
import type { BotContext } from '../context.ts';

type Deps = { readonly adminIds: readonly number[] };

/** /help and /privacy: what I can do, and what we keep. */
export function helpFeature({ adminIds }: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('help', (ctx) => {
    const { texts, chat } = ctx;
    const { places } = texts;
    const { username } = ctx.me;
    const parts = [texts.helpCitizen];
    if (chat.type === 'private') parts.push(places.helpPrivate(username));
    else if (chat.type === 'channel') parts.push(places.helpChannel);
    else parts.push(places.helpGroup(username));
    if (adminIds.includes(chat.id)) parts.push(texts.helpAdmin);
    return say(ctx, parts.join('\n\n'));
  });
  feature.command('privacy', (ctx) => say(ctx, ctx.texts.privacy));
  return feature;
}
