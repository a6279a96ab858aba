import { Command } from 'commander';
import type { Context } from './context.ts';
import type { IngestOptions } from './ingest.ts';

export function ingestCommand(context: Context): Command {
  return new Command('ingest')
    .description('read issues and keep what is new in them; reading one again adds nothing')
    .argument('[inputs...]', 'files, folders with files, or addresses (https://…)')
    .option('--source <name>', 'a source of SOURCES_FILE')
    .option('--from <date>', 'of a site: every issue from this day on, the newest first')
    .option('--to <date>', 'up to this day (with --from; today if it is not given)')
    .action(async (inputs: string[], options: IngestOptions, command: Command) => {
      if (inputs.length === 0 && options.source === undefined)
        command.error('error: name a file, a folder, an address, or --source NAME');
      await (await import('./ingest.ts')).ingest(context, inputs, options);
    });
}
