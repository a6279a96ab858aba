import { Command } from 'commander';
import type { Context } from './context.ts';
import type { Urls } from './db.ts';

export function dbCommand(context: Context): Command {
  const db = new Command('db').description('move everything to another database');
  db.command('copy')
    .description('copy everything into an empty database, and compare the two; may be run again')
    .requiredOption('--from <url>', 'sqlite:PATH or postgres://…; no start may be running on it')
    .requiredOption('--to <url>', 'the same; it must be empty, or hold a part of the same copy')
    .action(async (urls: Urls) => (await import('./db.ts')).copy(context, urls));
  return db;
}
