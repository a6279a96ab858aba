import { Composer } from 'grammy';
import { say } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { courtesyOf } from '../courtesy.ts';
import { answerPress } from '../press.ts';
import { wordsFrom } from '../quoted-words.ts';
import { offerSearch } from './search.ts';

/** What no other feature took: one helpful line in a private chat, silence in a group. */
export function unknownFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('callback_query', (ctx) => answerPress(ctx, ctx.texts.outdated));
  const alone = feature.chatType('private');
  alone.on('message:text', async (ctx) => {
    const words = wordsFrom(ctx.message.text);
    const courtesy = courtesyOf(words);
    if (courtesy) await say(ctx, ctx.texts[courtesy]);
    else if (ctx.message.text.startsWith('/') || !/[\p{L}\p{N}]/u.test(words))
      await answerUnknown(ctx);
    else await offerSearch(ctx, words);
  });
  alone.on(['message:file', 'message:contact', 'message:location', 'message:poll'], answerUnknown);
  return feature;
}

/** The same for an unknown command, a file, and an administrator's command from anybody else. */
async function answerUnknown(ctx: BotContext): Promise<void> {
  await say(ctx, ctx.texts.unknown);
}
