import type { MessageEntity } from 'grammy/types';
import { badRequest } from '../refusal.ts';
import { detectEntities } from './detect-entities.ts';
import { tidyEntities } from './entities.ts';

const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;

export type FormattedText = { readonly text: string; readonly entities: readonly MessageEntity[] };

/** A message's text as Telegram keeps it: cleaned, trimmed, its entities checked and in order. */
export function readText(
  text: string,
  entities: readonly MessageEntity[],
  { limit, tooLong }: { limit: number; tooLong: string },
): FormattedText {
  const tidy = tidyEntities(text, entities);
  if (tidy.text.length > limit) throw badRequest(tooLong);
  return { text: tidy.text, entities: detectEntities(tidy.text, tidy.entities) };
}

export function readMessageText(
  text: string,
  entities: readonly MessageEntity[],
  tooLong: string,
): FormattedText {
  if (text === '') throw badRequest('message text is empty');
  const read = readText(text, entities, { limit: TEXT_LIMIT, tooLong });
  if (read.text === '') throw badRequest('message text is empty');
  return read;
}
