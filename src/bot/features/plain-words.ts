import { say } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { courtesyOf } from '../courtesy.ts';
import { askedWho } from '../question.ts';
import type { PeopleDeps } from './person.ts';
import { offerSearch } from './search.ts';
import { answerWho } from './who.ts';

/** To who writes without a command: manners, who holds an office, or else a search for the words. */
export async function answerWords(deps: PeopleDeps, ctx: BotContext, words: string): Promise<void> {
  const courtesy = courtesyOf(words);
  if (courtesy) return say(ctx, ctx.texts[courtesy]);
  const asked = askedWho(words);
  if (asked && (await answerWho(deps, ctx, asked))) return;
  await offerSearch(ctx, asked ?? words);
}
