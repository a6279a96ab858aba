import { Composer } from 'grammy';
import { say } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { answerPress } from '../press.ts';
import { wordsFrom } from '../quoted-words.ts';
import type { PeopleDeps } from './person.ts';
import { answerWords } from './plain-words.ts';

/** What no other feature took: one helpful line in a private chat, silence in a group. */
export function unknownFeature(deps: PeopleDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('callback_query', (ctx) => answerPress(ctx, ctx.texts.outdated));
  const alone = feature.chatType('private');
  alone.on('message:text', async (ctx) => {
    const words = wordsFrom(ctx.message.text);
    if (ctx.message.text.startsWith('/') || !/[\p{L}\p{N}]/u.test(words)) await answerUnknown(ctx);
    else await answerWords(deps, ctx, words);
  });
  alone.on(['message:file', 'message:contact', 'message:location', 'message:poll'], answerUnknown);
  return feature;
}

/** The same for an unknown command, a file, and an administrator's command from anybody else. */
async function answerUnknown(ctx: BotContext): Promise<void> {
  await say(ctx, ctx.texts.unknown);
}
