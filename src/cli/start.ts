import { Command } from 'commander';
import type { Context } from './context.ts';

export function startCommand(context: Context): Command {
  return new Command('start')
    .description('run the service; without BOT_TOKEN, a sandbox with a page to try it on')
    .action(() => context.start());
}
