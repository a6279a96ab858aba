import type { Context, MiddlewareFn } from 'grammy';
import type { Chat, Language } from '../domain/index.ts';
import { type Db, findChat, saveChat } from '../store/index.ts';
import { languageOf, type Texts, textsIn } from './texts/index.ts';

/** What belongs to the update: whose language it is answered in, and what the chat chose. */
export type BotContext = Context & {
  language: Language;
  texts: Texts;
  /** `undefined`: nothing is kept about this chat. */
  settings: Chat | undefined;
};

/** Looks the chat up. Nothing is written, unless a chat thought gone writes again. */
export function knowChat(db: Db, now: () => Date): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    // First of all, so that even a failure of the database is told in words.
    speak(ctx, languageOf(ctx.from?.language_code));
    const known = ctx.chat && (await findChat(db, ctx.chat.id));
    ctx.settings = known;
    if (known) speak(ctx, known.language);
    if (known?.state === 'gone' && ctx.msg?.text !== undefined && !ctx.callbackQuery)
      await keepChat(db, ctx, now());
    await next();
  };
}

/** Keeps what delivery needs of the chat, and wakes it. Its language is chosen the first time. */
export async function keepChat(db: Db, ctx: BotContext, now: Date): Promise<void> {
  const chat = ctx.chat;
  if (!chat) return;
  await saveChat(db, { id: chat.id, kind: chat.type, language: ctx.language }, now);
  ctx.settings ??= { id: chat.id, kind: chat.type, language: ctx.language, style: null };
}

function speak(ctx: BotContext, language: Language): void {
  ctx.language = language;
  ctx.texts = textsIn(language);
}
