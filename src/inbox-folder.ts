import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { type Config, ConfigError } from './config.ts';

/** Makes the inbox: what is wrong with it is said at the start, and not every five seconds. @throws ConfigError */
export async function makeInbox({ inboxDir }: Pick<Config, 'inboxDir'>): Promise<void> {
  try {
    await mkdir(inboxDir, { recursive: true });
    // What was read is moved away, so that it is not read again.
    await access(inboxDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigError([`INBOX_DIR names ${inboxDir}, ${reasonOf(error)}`]);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'which is a file, and not a folder';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `where this user may not read and write (${code})`;
    default:
      return `which cannot be made (${code})`;
  }
}
