import { Command } from 'commander';
import type { BroadcastOptions } from './broadcast.ts';
import type { Context } from './context.ts';

export function broadcastCommand(context: Context): Command {
  return new Command('broadcast')
    .description('queue a message for subscribers; a running «start» sends it')
    .argument('[text]', 'the message, if it is not in a file')
    .option('--file <file>', 'a UTF-8 text file with the message')
    .option('--to <segment>', 'all, kind:decision (…appointment, notice, news), language:zh', 'all')
    .option('--at <moment>', 'when to send it, as clocks in TIMEZONE show it: 2025-01-10T08:00')
    .option(
      '--urgent',
      'do not wait for the end of quiet hours, but of chats that want nothing urgent',
    )
    .option('--dry-run', 'say whom it would reach, and queue nothing')
    .action(async (text: string | undefined, options: BroadcastOptions) =>
      (await import('./broadcast.ts')).broadcast(context, text, options),
    );
}
