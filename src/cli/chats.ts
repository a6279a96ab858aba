import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CsvError, type Parser, parse } from 'csv-parse';
import type { Config } from '../config.ts';
import { dueAfterChange, nextDigestAt } from '../match/index.ts';
import { exportChats, importChats } from '../store/index.ts';
import { ChatRowError, CSV_COLUMNS, chatRowToCsv, readChatRow } from './chat-row.ts';
import { type Context, withStore } from './context.ts';
import { UsageError } from './problems.ts';
import { count } from './report.ts';

type Db = Parameters<typeof importChats>[0];

/** All of the file or nothing. */
export function importFile(context: Context, file: string): Promise<void> {
  return withStore(context, (db, config) => importRows(context, db, config, file));
}

export function exportFile(context: Context, file: string): Promise<void> {
  return withStore(context, (db) => writeRows(context, db, file));
}

async function importRows(context: Context, db: Db, config: Config, file: string): Promise<void> {
  const schedule = { cron: config.digestCron, timezone: config.timezone };
  const now = context.now();
  let read = 0;
  async function* rows() {
    for await (const [row, line] of readCsv(file, context)) {
      yield readChatRow(row, line);
      read += 1;
      if (read % 1000 === 0) context.progress(`${read} chats `);
    }
  }
  try {
    const { added, updated } = await importChats(db, rows(), {
      now,
      nextDue: (after, before) =>
        before
          ? dueAfterChange(schedule, { before, after }, now)
          : nextDigestAt(schedule, after, now),
    });
    context.progress('');
    context.print(`${count(added, 'chat', 'chats')} new, ${updated} already known`);
  } catch (error) {
    context.progress('');
    if (error instanceof ChatRowError)
      return context.fail(`${file}: ${error.message}; nothing imported`);
    if (error instanceof CsvError)
      return context.fail(`${file} is no CSV table: ${withoutCell(error)}; nothing imported`);
    throw error;
  }
}

/** What stood in the cell may be a whole file, or no text at all. */
function withoutCell({ message }: CsvError): string {
  return message.replace(/, value is .*$/su, '');
}

/** Rows by column name, each with its line in the file. */
async function* readCsv(
  file: string,
  context: Context,
): AsyncGenerator<[Record<string, string>, number]> {
  let hasColumns = false;
  const parser = parse({
    columns(names: string[]) {
      checkColumns(names, file, context);
      hasColumns = true;
      return names;
    },
    bom: true,
    trim: true,
    skip_empty_lines: true,
    info: true,
  });
  const input = createReadStream(file);
  // `pipe` alone leaves an error of the file to nobody, and the process ends of it.
  input.on('error', (error) => void destroyUnreadable(parser, file, error)).pipe(parser);
  for await (const { record, info } of parser) yield [record, info.lines];
  if (!hasColumns) throw new ChatRowError(1, 'the table is empty: it needs a column chat_id');
}

async function destroyUnreadable(parser: Parser, file: string, error: Error): Promise<void> {
  const { unreadable } = await import('../source/index.ts');
  parser.destroy(unreadable(file, error));
}

/** A column nobody knows may be a typing error (`hours`), so it is named; it does no harm else. */
function checkColumns(names: readonly string[], file: string, context: Context): void {
  if (!names.includes('chat_id')) throw new ChatRowError(1, 'there is no column chat_id');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ChatRowError(1, `there are two columns ${twice}`);
  const unknown = names.filter((name) => !CSV_COLUMNS.some((column) => column === name));
  if (unknown.length > 0) context.complain(`${file}: not read: ${unknown.join(', ')}`);
}

async function writeRows(context: Context, db: Db, file: string): Promise<void> {
  const out = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new UsageError(`${file} exists; name a new file`);
    throw error;
  });
  let [written, following] = [0, 0];
  try {
    await out.write(`${CSV_COLUMNS.join(',')}\n`);
    for await (const chat of exportChats(db)) {
      await out.write(chatRowToCsv(chat));
      written += 1;
      following += chat.isFollowing ? 1 : 0;
    }
  } finally {
    await out.close();
  }
  if (following > 0)
    context.complain(
      `${count(following, 'chat follows', 'chats follow')} something, which a CSV file cannot carry; gongbao backup and gongbao db copy can`,
    );
  context.print(`${count(written, 'chat', 'chats')} written to ${file}`);
}
