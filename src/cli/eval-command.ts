import { Command } from 'commander';
import type { Context } from './context.ts';

export function evalCommand(context: Context): Command {
  return new Command('eval')
    .description(
      'score the parser on a labelled folder: NNN.txt, .md, .html, .pdf or .docx beside NNN.json',
    )
    .argument('<dir>', 'the folder')
    .action(async (dir: string) => {
      const { evalFolder } = await import('./eval.ts');
      await evalFolder(dir, { print: context.print, fail: context.fail });
    });
}
