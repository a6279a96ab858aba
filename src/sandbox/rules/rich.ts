import type { RichMessage } from 'grammy/types';
import { z } from 'zod';
import { badRequest } from '../refusal.ts';
import { readRichBlocks } from './rich-blocks.ts';
import type { RichTally } from './rich-tally.ts';

const MOST_CHARACTERS = 32_768;
const MOST_BLOCKS = 500;

const envelope = z.object({
  blocks: z.array(z.unknown()).optional(),
  html: z.string().optional(),
  markdown: z.string().optional(),
  is_rtl: z.boolean().optional(),
  skip_entity_detection: z.boolean().optional(),
});

/**
 * A rich message as Telegram keeps it, its limits checked.
 * Only blocks are read here: a message in HTML or Markdown is refused, not guessed at.
 */
export function readRichMessage(input: unknown): RichMessage {
  const read = envelope.safeParse(input);
  if (!read.success) throw badRequest("can't parse rich message JSON object");
  const { blocks, html, markdown, is_rtl } = read.data;
  if (html !== undefined || markdown !== undefined) {
    throw badRequest('the local server reads rich messages only as blocks');
  }
  if (blocks === undefined || blocks.length === 0) throw badRequest('message text is empty');
  const tally: RichTally = { characters: 0, blocks: 0 };
  const kept = readRichBlocks(blocks, tally, 1);
  if (tally.characters > MOST_CHARACTERS) throw badRequest('message is too long');
  if (tally.blocks > MOST_BLOCKS) throw badRequest('RICH_MESSAGE_TOO_MANY_BLOCKS');
  return { blocks: kept, ...(is_rtl === true ? { is_rtl } : {}) };
}
