import type { Context, MiddlewareFn } from 'grammy';
import { type Language, looksTraditional } from '../domain/index.ts';
import { followedIn } from '../pipeline/missed-items.ts';
import { type Db, findChat, type KnownChat, type Missed, saveChat } from '../store/index.ts';
import { languageOf, type Texts, textsIn } from './texts/index.ts';

/** What belongs to the update: whose language it is answered in, and what the chat chose. */
export type BotContext = Context & {
  language: Language;
  texts: Texts;
  /** `undefined`: nothing is kept about this chat. */
  settings: KnownChat | undefined;
  /** What the chat missed, as long as it has to be offered still. */
  toOffer: Missed | undefined;
};

/** Looks the chat up. Nothing is written. */
export function knowChat(db: Db): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    // First of all, so that even a failure of the database is told in words.
    speak(ctx, languageHeard(ctx));
    const known = ctx.chat && (await findChat(db, ctx.chat.id));
    ctx.settings = known;
    // Who asks from another chat is answered as in their own.
    const own = known ?? (ctx.inlineQuery && (await findChat(db, ctx.inlineQuery.from.id)));
    if (own) speak(ctx, own.language);
    await next();
  };
}

/**
 * Whose language Telegram names is spoken to in that. Posts of a channel and what is said in a group's name
 * come without one: there the title and the post tell, and a channel without a letter of ours is the gazette's.
 */
function languageHeard({ from, chat, msg }: BotContext): Language {
  const code = from?.language_code;
  if (code !== undefined || chat === undefined || chat.type === 'private') return languageOf(code);
  const letters = `${chat.title ?? ''}${msg?.text ?? ''}`;
  if (/\p{sc=Han}/u.test(letters)) return looksTraditional(letters) ? 'zh-hant' : 'zh';
  return chat.type === 'channel' ? OF_THE_GAZETTE : languageOf(code);
}

/** What the newspaper is printed in. */
const OF_THE_GAZETTE: Language = 'zh';

/** Keeps what delivery needs of the chat, and wakes it. Its language is chosen the first time. */
export async function keepChat(db: Db, ctx: BotContext, now: Date): Promise<void> {
  const chat = ctx.chat;
  if (!chat) return;
  const { language } = ctx;
  const missed = await saveChat(db, { id: chat.id, kind: chat.type, language }, now, followedIn);
  ctx.toOffer = missed ?? ctx.toOffer;
  ctx.settings = {
    style: null,
    topicId: null,
    ...ctx.settings,
    id: chat.id,
    kind: chat.type,
    language,
    state: 'active',
  };
}

/** From here on it is answered in this language. */
export function speak(ctx: BotContext, language: Language): void {
  ctx.language = language;
  ctx.texts = textsIn(language);
}
