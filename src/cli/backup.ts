import { Command } from 'commander';
import { type Context, withStore } from './context.ts';

export function backupCommand(context: Context): Command {
  return new Command('backup')
    .description('copy the SQLite database to FILE while the service runs')
    .argument('<file>', 'where the copy goes; it must not exist yet')
    .action((file: string) =>
      withStore(context, async (db, config) => {
        const { backup } = await import('../store/index.ts');
        await backup(db, config.databaseUrl, file);
        context.print(`${file}: a whole copy of the database`);
      }),
    );
}
