import { constants } from 'node:fs';
import { access, mkdtemp, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigError } from './config.ts';
import { makeFolder } from './source/index.ts';

/** Makes the inbox: what is wrong with it is said at the start, and not every five seconds. @throws ConfigError */
export async function makeInbox({ inboxDir }: Pick<Config, 'inboxDir'>): Promise<void> {
  try {
    await makeFolder(inboxDir);
    await access(inboxDir, constants.R_OK);
    // What was read is moved away, so that it is not read again. Below /proc root may write, and cannot.
    await rmdir(await mkdtemp(join(inboxDir, '.try-')));
  } catch (error) {
    throw new ConfigError([`INBOX_DIR names ${inboxDir}, ${reasonOf(error)}`]);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'which is no folder, and cannot become one';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `where this user may not read and write (${code})`;
    default:
      return `where nothing can be written (${code})`;
  }
}
