import { z } from 'zod';
import { type Db, setTopic } from '../store/index.ts';
import { type Rows, topicOf } from './answer.ts';
import type { BotContext } from './context.ts';
import { buttonKind } from './press.ts';

/** The digest goes to the topic in which this is pressed, or to the whole group. */
export const topicButton = buttonKind('topic', z.tuple([z.enum(['here', 'all'])]));

/** In a group with topics the digest goes where an administrator asks for it. */
export async function bringHere(db: Db, ctx: BotContext): Promise<void> {
  if (hasTopics(ctx)) await bringTo(db, ctx, topicOf(ctx));
}

export async function bringTo(db: Db, ctx: BotContext, topicId: number | null): Promise<void> {
  if (!ctx.settings) return;
  await setTopic(db, ctx.settings.id, topicId);
  ctx.settings = { ...ctx.settings, topicId };
}

/** With a line about where the digest goes, if there is a choice. */
export function withTopic(ctx: BotContext, text: string): string {
  return hasTopics(ctx) ? `${text}\n${topicLine(ctx)}` : text;
}

function topicLine(ctx: BotContext): string {
  const chosen = ctx.settings?.topicId ?? null;
  const { places } = ctx.texts;
  if (chosen === null) return places.toGroup;
  return chosen === topicOf(ctx) ? places.toThisTopic : places.toOtherTopic;
}

/** The other places it could go to. */
export function topicRows(ctx: BotContext): Rows {
  const chosen = ctx.settings?.topicId ?? null;
  if (!hasTopics(ctx)) return [];
  const { places } = ctx.texts;
  const here = topicOf(ctx);
  return [
    ...(here === null || here === chosen
      ? []
      : [[{ text: places.sendHere, callback: topicButton.write('here') }]]),
    ...(chosen === null
      ? []
      : [[{ text: places.sendToGroup, callback: topicButton.write('all') }]]),
  ];
}

/** One that had topics and has none any more may still name one. */
function hasTopics({ chat, settings }: BotContext): boolean {
  return (chat?.type === 'supergroup' && chat.is_forum === true) || settings?.topicId != null;
}
