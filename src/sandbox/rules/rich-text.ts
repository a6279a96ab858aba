import type { RichText } from 'grammy/types';
import { z } from 'zod';
import { badRequest } from '../refusal.ts';
import { refuseCallbackData } from './keyboard.ts';
import type { RichTally } from './rich-tally.ts';

const MOST_LEVELS = 16;

/** Formatting that says nothing but how. */
const WRAPPINGS = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'subscript',
  'superscript',
  'marked',
  'code',
];

/** What other formatting carries besides its text. */
const spans: Readonly<Record<string, z.ZodType>> = {
  ...Object.fromEntries(WRAPPINGS.map((type) => [type, z.object({ text: z.unknown() })])),
  url: z.object({ text: z.unknown(), url: z.string().min(1) }),
  date_time: z.object({
    text: z.unknown(),
    unix_time: z.int(),
    date_time_format: z.string().regex(/^(?:r|w?[dD]?[tT]?)$/),
  }),
  anchor: z.object({ name: z.string() }),
  anchor_link: z.object({ text: z.unknown(), anchor_name: z.string() }),
  reference: z.object({ text: z.unknown(), name: z.string() }),
  reference_link: z.object({ text: z.unknown(), reference_name: z.string() }),
  button: z.object({ button: z.unknown() }),
};

const typed = z.looseObject({ type: z.string() });

/** Checks a formatted text and counts it; answers with the same text. */
export function readRichText(input: unknown, tally: RichTally, level: number): RichText {
  refuseDepth(level);
  if (typeof input === 'string') {
    tally.characters += [...input].length;
    return input;
  }
  if (Array.isArray(input)) return input.map((part) => readRichText(part, tally, level));
  const span = typed.safeParse(input);
  const shape = span.success ? spans[span.data.type] : undefined;
  if (!span.success || shape?.safeParse(span.data).success !== true) {
    throw badRequest(`can't parse rich text of the type ${typeWord(input)}`);
  }
  if ('text' in span.data) readRichText(span.data['text'], tally, level + 1);
  if ('button' in span.data) readRichButton(span.data['button'], tally, level + 1);
  return input as RichText;
}

const buttonShape = z.looseObject({
  text: z.unknown(),
  style: z.enum(['danger', 'success', 'primary', 'link']).optional(),
  callback_data: z.string().optional(),
});

export function readRichButton(input: unknown, tally: RichTally, level: number): void {
  const button = buttonShape.safeParse(input);
  if (!button.success) throw badRequest("can't parse rich message button");
  readRichText(button.data.text, tally, level);
  if (button.data.callback_data !== undefined) refuseCallbackData(button.data.callback_data);
}

export function refuseDepth(level: number): void {
  if (level > MOST_LEVELS) throw badRequest('RICH_MESSAGE_TOO_DEEP');
}

export function typeWord(input: unknown): string {
  const named = typed.safeParse(input);
  return named.success ? `«${named.data.type}»` : 'without a type';
}
