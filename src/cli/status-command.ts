import { Command } from 'commander';
import type { Context } from './context.ts';

export function statusCommand(context: Context): Command {
  return new Command('status')
    .description('say what is stored, who is subscribed and what is waiting to be sent')
    .action(async () => (await import('./status.ts')).status(context));
}
