import type { InlineQuery, Message } from 'grammy/types';
import { tellBot } from '../world/updates.ts';
import {
  asUser,
  type InlineAnswer,
  nextId,
  type Room,
  SandboxError,
  type World,
} from '../world/world.ts';
import { requirePerson, requireRoom } from './cast.ts';
import { enter, type Place, placeOf } from './talk.ts';
import { tellMessage } from './tell.ts';

const ANSWER_TIMEOUT_MS = 15_000;
const LONGEST_QUERY = 256;

export type InlineQuestion = {
  /** What follows the bot's name. */
  readonly text: string;
  /** As the answer before named it; empty for the first page. */
  readonly offset: string;
};

export type InlineChoice = {
  /** The answer it is chosen from. */
  readonly answerId: string;
  readonly resultId: string;
  readonly threadId?: number;
};

/** A person types `@bot words`: the bot is asked, unless Telegram still knows its last answer. */
export function askInline(
  world: World,
  { userId, chatId }: Place,
  { text, offset }: InlineQuestion,
): Promise<InlineAnswer> {
  if (!world.bot.supports_inline_queries) throw new SandboxError('The bot has no inline mode.');
  if (text.length > LONGEST_QUERY) throw new SandboxError('That is too long to ask.');
  const person = requirePerson(world, userId);
  const room = requireRoom(world, chatId);
  const known = findKnown(world, { userId, text, offset });
  if (known !== undefined) return Promise.resolve(known);
  const id = String(nextId(world)).padStart(18, '8');
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      world.stopping.signal.removeEventListener('abort', giveUp);
      act();
    };
    const giveUp = () => settle(() => reject(new SandboxError('The bot did not answer.')));
    const timer = setTimeout(giveUp, ANSWER_TIMEOUT_MS);
    world.stopping.signal.addEventListener('abort', giveUp);
    const answer = (given: InlineAnswer) => {
      keepKnown(world, { userId, text, offset }, given);
      settle(() => resolve(given));
    };
    world.inlineQueries.set(id, { askedAt: world.options.now().getTime(), answer });
    const query = { id, from: asUser(person), query: text, offset, chat_type: chatTypeOf(room) };
    tellBot(world, { inline_query: query });
  });
}

/** The private chat with the bot itself is the sender's own. */
function chatTypeOf({ kind }: Room): NonNullable<InlineQuery['chat_type']> {
  return kind === 'private' ? 'sender' : kind;
}

type Asked = InlineQuestion & { readonly userId: number };

/** Under which an answer is known: to everybody, or to who asked. */
function keyOf({ text, offset }: Asked, userId: number | null): string {
  return JSON.stringify([text, offset, userId]);
}

function findKnown(world: World, asked: Asked): InlineAnswer | undefined {
  const now = world.options.now().getTime();
  for (const user of [asked.userId, null]) {
    const known = world.inlineCache.get(keyOf(asked, user));
    if (known !== undefined && known.until > now) return known.answer;
  }
  return undefined;
}

function keepKnown(world: World, asked: Asked, answer: InlineAnswer): void {
  const until = world.options.now().getTime() + answer.cacheSeconds * 1000;
  const user = answer.isPersonal ? asked.userId : null;
  world.inlineCache.set(keyOf(asked, user), { until, answer });
}

/** The person sends one of the results: their own message, «via» the bot. */
export function chooseResult(
  world: World,
  { userId, chatId }: Place,
  { answerId, resultId, ...place }: InlineChoice,
): Message {
  const result = world.inlineAnswers.get(answerId)?.results.find(({ id }) => id === resultId);
  if (result === undefined) throw new SandboxError('The bot no longer offers that.');
  const room = enter(world, { userId, chatId });
  const { id, first_name, username } = world.bot;
  const via_bot = { id, is_bot: true, first_name, username };
  return tellMessage(world, room, {
    by: userId,
    content: { via_bot, ...placeOf(room, place), ...result.content },
  });
}
