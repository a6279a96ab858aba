import { Composer } from 'grammy';
import { say } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { courtesyOf } from '../courtesy.ts';
import { wordsFrom } from '../quoted-words.ts';
import { offerSearch } from './search.ts';

/** `@bot words` sent as a message in a group: most likely they look for this. All other talk is theirs. */
export function mentionFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.chatType(['group', 'supergroup']).on('message:entities:mention', async (ctx, next) => {
    const asked = wordsToUs(ctx.message, ctx.me.username);
    if (asked === undefined) return next();
    const words = wordsFrom(asked);
    const courtesy = courtesyOf(words);
    if (courtesy) await say(ctx, ctx.texts[courtesy]);
    else if (words === '' || words.startsWith('/')) await say(ctx, ctx.texts.places.mentioned);
    else await offerSearch(ctx, words);
  });
  return feature;
}

type Said = { readonly text?: string; readonly forward_origin?: object };

/** What follows our name, if the message begins with it and is the writer's own. */
function wordsToUs({ text = '', forward_origin }: Said, username: string): string | undefined {
  const name = /^\s*@(\w+)/.exec(text);
  const isOurs = name?.[1]?.toLowerCase() === username.toLowerCase();
  return isOurs && forward_origin === undefined ? text.slice(name?.[0].length ?? 0) : undefined;
}
