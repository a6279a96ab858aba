import { Command } from 'commander';
import { CSV_COLUMNS } from './chat-row.ts';
import type { Context } from './context.ts';

export function chatsCommand(context: Context): Command {
  const chats = new Command('chats').description(
    'bring chats in from a CSV file, or write them out',
  );
  chats
    .command('import')
    .description(`subscribe the chats of a CSV file with columns ${CSV_COLUMNS.join(', ')}`)
    .argument('<file>', 'only chat_id is needed; all or none of it is imported')
    .action(async (file: string) => (await import('./chats.ts')).importFile(context, file));
  chats
    .command('export')
    .description('write every subscribed chat to a CSV file that import reads')
    .argument('<file>', 'it must not exist yet')
    .action(async (file: string) => (await import('./chats.ts')).exportFile(context, file));
  return chats;
}
