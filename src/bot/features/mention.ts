import { Composer } from 'grammy';
import type { Db } from '../../store/index.ts';
import { say } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { wordsFrom } from '../quoted-words.ts';
import { answerWords } from './plain-words.ts';

/** `@bot words` sent as a message in a group: most likely they look for this. All other talk is theirs. */
export function mentionFeature({ db }: { readonly db: Db }): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.chatType(['group', 'supergroup']).on('message:entities:mention', async (ctx, next) => {
    const asked = wordsToUs(ctx.message, ctx.me.username);
    if (asked === undefined) return next();
    const words = wordsFrom(asked);
    if (words === '' || words.startsWith('/')) await say(ctx, ctx.texts.places.mentioned);
    else await answerWords(db, ctx, words);
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
