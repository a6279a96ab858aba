/** The command was typed wrongly; the message says how it is right. */
export class UsageError extends Error {
  override name = 'UsageError' as const;
}

/** What an operator can mend, and so gets one line for. Everything else is our bug and keeps its stack. */
const EXPECTED = new Set([
  'BotRefusedError',
  'ConfigError',
  'FetchError',
  'ListenError',
  'ParseError',
  'SourceError',
  'StoreBusyError',
  'StoreError',
]);

export function isExpected(error: unknown): error is Error {
  return error instanceof Error && (EXPECTED.has(error.name) || 'syscall' in error);
}

/** What the system says most often of a file, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of that path is a file, and not a folder',
  EISDIR: 'it is a folder, and not a file',
  EEXIST: 'it exists already',
  EACCES: 'this user may not do that there',
  EPERM: 'this user may not do that there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'there is no room left on the disk',
};

/** «ENOENT: no such file or directory, open 'x'» is for programmers. */
export function sayProblem(error: Error): string {
  const { code, path }: NodeJS.ErrnoException = error;
  const reason = REASONS[code ?? ''];
  return reason === undefined || path === undefined ? error.message : `${path}: ${reason}`;
}
