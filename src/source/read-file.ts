import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { NamedBytes } from './document.ts';
import { refuseLarge } from './limits.ts';
import { SourceError } from './source-error.ts';

/** @throws SourceError if the file is missing, is a folder, is too large, or may not be read. */
export async function loadFile(path: string): Promise<NamedBytes> {
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (found.isDirectory()) throw new SourceError(path, 'absent', 'it is a folder, and not a file');
  if (!found.isFile()) throw new SourceError(path, 'absent', 'it is not a file');
  // Before reading: a film must not be loaded to learn that it is one.
  refuseLarge(path, found.size);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  return { name: basename(path), bytes };
}

/** What the system says of a file, in words. */
export function unreadable(path: string, cause: unknown): SourceError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SourceError(path, 'absent', 'there is no such file', { cause });
    case 'EISDIR':
      return new SourceError(path, 'absent', 'it is a folder, and not a file', { cause });
    case 'EACCES':
    case 'EPERM':
      return new SourceError(path, 'absent', 'it may not be read by this user', { cause });
    default:
      return new SourceError(path, 'absent', `the system says ${String(code ?? cause)}`, { cause });
  }
}
