import { z } from 'zod';
import { ITEM_KINDS, LANGUAGES } from '../domain/index.ts';
import { isTimezone } from '../match/index.ts';
import type { ImportedChat, RosterRow } from '../store/index.ts';

export const CSV_COLUMNS = ['chat_id', 'language', 'kinds', 'hour', 'timezone'] as const;

/** A row that cannot be read, by its line in the file. */
export class ChatRowError extends Error {
  override name = 'ChatRowError' as const;

  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`);
  }
}

/** An empty cell, and a column that is not there, mean «not said». */
const cell = z
  .string()
  .optional()
  .transform((text) => (text === '' ? undefined : text));

const Row = z.object({
  chat_id: z
    .string()
    .regex(/^-?[1-9]\d{0,14}$/, 'is not a Telegram chat id')
    .transform(Number),
  language: cell.pipe(z.enum(LANGUAGES, `is none of ${LANGUAGES.join(', ')}`).optional()),
  kinds: cell
    .transform((words) => words?.split(/[\s;|,]+/).filter(Boolean))
    .pipe(
      z.array(z.enum(ITEM_KINDS, `has one that is none of ${ITEM_KINDS.join(', ')}`)).optional(),
    ),
  hour: cell.pipe(
    z
      .string()
      .regex(/^([01]?\d|2[0-3])$/, 'is no hour from 0 to 23')
      .transform(Number)
      .optional(),
  ),
  timezone: cell.refine((name) => name === undefined || isTimezone(name), 'is not a time zone'),
});

/** @throws ChatRowError naming the line and the column. */
export function readChatRow(row: Readonly<Record<string, string>>, line: number): ImportedChat {
  const read = Row.safeParse(row);
  const problem = read.error?.issues[0];
  if (!read.success)
    throw new ChatRowError(line, `${String(problem?.path[0])} ${problem?.message}`);
  return {
    chatId: read.data.chat_id,
    language: read.data.language ?? null,
    kinds: read.data.kinds ?? null,
    hour: read.data.hour ?? null,
    timezone: read.data.timezone ?? null,
  };
}

/** None of the values can hold a comma, a quotation mark or a line break. */
export function chatRowToCsv({ chatId, language, kinds, hour, timezone }: RosterRow): string {
  return `${[chatId, language, kinds.join(';'), hour ?? '', timezone ?? ''].join(',')}\n`;
}
