import { z } from 'zod';
import { entities, inlineKeyboard } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import type { InlineResult } from '../world/world.ts';
import { readKeyboard } from './keyboard.ts';
import { readMessageText } from './text.ts';

const MOST_RESULTS = 50;
const LONGEST_ID = 64;

const article = z.object({
  type: z.string(),
  id: z.string(),
  title: z.string().default(''),
  description: z.string().default(''),
  input_message_content: z.object({ message_text: z.string(), entities }).optional(),
  reply_markup: inlineKeyboard,
});

export const inlineResults = z.array(article);

/** What a bot offers to share, checked as Telegram does. Of all kinds there are articles only. */
export function readResults(given: z.output<typeof inlineResults>): InlineResult[] {
  if (given.length > MOST_RESULTS) throw badRequest('RESULTS_TOO_MUCH');
  const ids = new Set<string>();
  return given.map((result) => {
    const { id, type, title, description } = result;
    if (type !== 'article') throw badRequest('RESULT_TYPE_INVALID');
    const bytes = Buffer.byteLength(id);
    if (bytes < 1 || bytes > LONGEST_ID) throw badRequest('RESULT_ID_INVALID');
    if (ids.has(id)) throw badRequest('RESULT_ID_DUPLICATE');
    ids.add(id);
    if (title.trim() === '') throw badRequest('ARTICLE_TITLE_EMPTY');
    return { id, title, description, content: contentOf(result) };
  });
}

function contentOf({
  input_message_content: message,
  reply_markup,
}: z.output<typeof article>): object {
  if (message === undefined) throw badRequest('MESSAGE_EMPTY');
  const { text, entities } = readMessageText(
    message.message_text,
    message.entities,
    'MESSAGE_TOO_LONG',
  );
  const keyboard = readKeyboard(reply_markup);
  return {
    text,
    ...(entities.length === 0 ? {} : { entities }),
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
  };
}
