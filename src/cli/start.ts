import { Command, Option } from 'commander';
import type { Context, StartPart } from './context.ts';
import { UsageError } from './problems.ts';

export function startCommand(context: Context): Command {
  return new Command('start')
    .description('run the service; without BOT_TOKEN, a sandbox with a page to try it on')
    .addOption(
      new Option('--role <role>', 'all, or sender: one more to send, on PostgreSQL')
        .choices(['all', 'sender'])
        .default('all'),
    )
    .action(({ role }: { role: StartPart }) => start(context, role));
}

async function start(context: Context, part: StartPart): Promise<void> {
  const { botToken, databaseUrl } = context.config();
  if (part === 'sender' && botToken === null)
    throw new UsageError('A sender needs BOT_TOKEN: the sandbox is one process');
  const { isShared } = await import('../store/index.ts');
  if (part === 'sender' && !isShared(databaseUrl))
    throw new UsageError('A sender needs PostgreSQL: on a SQLite file one start does everything');
  await context.start(part);
}
