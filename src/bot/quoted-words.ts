import type { MaybeInaccessibleMessage } from 'grammy/types';
import { clean } from '../compose/index.ts';
import type { BotContext } from './context.ts';

/** Longer than any name or title, and short enough for the title of a list. */
const LONGEST = 80;

/** What a person looks for, in one line. */
export function wordsFrom(text: string): string {
  return [...clean(text).replace(/\s+/gu, ' ').trim()].slice(0, LONGEST).join('').trim();
}

/**
 * Reads the words back from the first line of the bot's own message, where they stand in “”. So that
 * a button can go on with a search that nobody has stored, and that does not fit into a button.
 */
export function quotedWords(shown: string): string | undefined {
  return /^[^\n“]*“([^\n]*)”/u.exec(shown)?.[1];
}

/** The words of the message whose button was pressed. */
export function pressedWords({ callbackQuery }: BotContext): string | undefined {
  return quotedWords(firstLineOf(callbackQuery?.message));
}

/** Of a rich message it is the heading. */
function firstLineOf(message: MaybeInaccessibleMessage | undefined): string {
  if (message === undefined) return '';
  if ('text' in message) return message.text ?? '';
  const [heading] = 'rich_message' in message ? (message.rich_message?.blocks ?? []) : [];
  return heading?.type === 'heading' && typeof heading.text === 'string' ? heading.text : '';
}
