import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { composeBroadcast } from '../compose/index.ts';
import { queueBroadcast } from '../pipeline/queue-broadcast.ts';
import { SourceError } from '../source/index.ts';
import { countAudience, parseSegment, type Segment } from '../store/index.ts';
import { type Context, withStore } from './context.ts';
import { UsageError } from './problems.ts';
import { count } from './report.ts';

type Options = { readonly file?: string; readonly to: string; readonly dryRun?: boolean };

export function broadcastCommand(context: Context): Command {
  return new Command('broadcast')
    .description('queue a message for subscribers; a running «start» sends it')
    .argument('[text]', 'the message, if it is not in a file')
    .option('--file <file>', 'a UTF-8 text file with the message')
    .option('--to <segment>', 'all, kind:decision (…appointment, notice, news), language:zh', 'all')
    .option('--dry-run', 'say whom it would reach, and queue nothing')
    .action((text: string | undefined, options: Options) => broadcast(context, text, options));
}

async function broadcast(context: Context, argument: string | undefined, options: Options) {
  const segment = readSegment(options.to);
  const text = await readText(argument, options.file);
  await withStore(context, async (db) => {
    const chats = count(await countAudience(db, segment), 'chat', 'chats');
    const messages = composeBroadcast({ text, entities: [] });
    if (options.dryRun) {
      context.print(`would send ${count(messages.length, 'message', 'messages')} to ${chats}`);
      return;
    }
    const queued = await queueBroadcast(
      { db, now: context.now },
      { messages, segment, title: text.slice(0, 60), createdBy: null },
    );
    context.print(
      `queued for ${count(queued.chats, 'chat', 'chats')} (campaign ${queued.campaignId})`,
    );
  });
}

function readSegment(words: string): Segment {
  const segment = parseSegment(words);
  if (segment) return segment;
  throw new UsageError(`«${words}» is no segment. Example: --to kind:decision`);
}

async function readText(argument: string | undefined, file: string | undefined): Promise<string> {
  if ((argument === undefined) === (file === undefined))
    throw new UsageError('give the message or --file FILE. Example: gongbao broadcast "明天停水"');
  const text = (argument ?? (await readTextFile(file ?? ''))).trim();
  if (text === '') throw new UsageError('the message is empty');
  return text;
}

/** What is no text would go to every chat as rubbish. */
async function readTextFile(file: string): Promise<string> {
  const bytes = await readFile(file);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Not UTF-8: said below.
  }
  throw new SourceError(file, 'garbled', 'it is not a UTF-8 text');
}
