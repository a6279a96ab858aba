import { Composer } from 'grammy';
import { simplify } from '../../domain/index.ts';
import { say } from '../answer.ts';
import type { BotContext } from '../context.ts';
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

const GREETING =
  /^(?:[你您]们?好|大家好|早上?好|早安|上午好|中午好|下午好|晚上好|在吗|hi|hello|hey|good (?:morning|afternoon|evening))$/u;
const THANKS =
  /^(?:(?:太|非常|多|十分)?(?:谢|感谢)(?:谢|您|你|了|啦)*|thanks?|thank you|many thanks)$/u;

/** Who greets or thanks looks for nothing. */
function courtesyOf(words: string): 'greeting' | 'thanks' | undefined {
  const said = simplify(words)
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+$/u, '');
  if (GREETING.test(said)) return 'greeting';
  return THANKS.test(said) ? 'thanks' : undefined;
}

/** The same for an unknown command, a file, and an administrator's command from anybody else. */
async function answerUnknown(ctx: BotContext): Promise<void> {
  await say(ctx, ctx.texts.unknown);
}
