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
