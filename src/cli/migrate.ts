import { Command } from 'commander';
import type { Context } from './context.ts';

export function migrateCommand(context: Context): Command {
  return new Command('migrate')
    .description('bring the database to the newest version (every command does so by itself)')
    .action(async () => {
      const { migrate, openDatabase } = await import('../store/index.ts');
      const store = await openDatabase(context.config().databaseUrl);
      try {
        const applied = await migrate(store.db);
        for (const name of applied) context.print(`applied ${name}`);
        if (applied.length === 0) context.print('the database is up to date');
      } finally {
        await store.close();
      }
    });
}
