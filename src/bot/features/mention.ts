import { Composer } from 'grammy';
import { say } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { wordsFrom } from '../quoted-words.ts';
import { wordsToUs } from '../understand.ts';
import type { PeopleDeps } from './person.ts';
import { answerWords } from './plain-words.ts';

/** `@bot words` sent as a message in a group: most likely they look for this. All other talk is theirs. */
export function mentionFeature(deps: PeopleDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.chatType(['group', 'supergroup']).on('message:entities:mention', async (ctx, next) => {
    const asked = wordsToUs(ctx);
    if (asked === undefined) return next();
    const words = wordsFrom(asked);
    if (words === '' || words.startsWith('/')) await say(ctx, ctx.texts.places.mentioned);
    else await answerWords(deps, ctx, words);
  });
  return feature;
}
