/** The database's history, oldest first. A merged migration is never edited. */
import type { Migration } from 'kysely/migration';
import { up as init } from './0001-init.ts';

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-init': { up: init },
};
