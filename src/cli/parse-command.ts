import { Command } from 'commander';
import type { Context } from './context.ts';

export function parseCommand(context: Context): Command {
  return new Command('parse')
    .description('read issues without keeping them, and show what was read')
    .argument('<files...>', 'markdown, text, PDF, Word, web pages, feeds, or a ZIP of these')
    .option('--json', 'one JSON object a document, one a line')
    .action(async (files: string[], { json = false }: { json?: boolean }, command: Command) => {
      if (files.some((file) => /^https?:\/\//iu.test(file)))
        command.error('error: parse reads files; «ingest» reads what stands at an address');
      const { publication } = context.config();
      const { parseFiles } = await import('./parse.ts');
      await parseFiles(files, { json, publication, print: context.print, fail: context.fail });
    });
}
