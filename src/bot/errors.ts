import { BotError, GrammyError, HttpError } from 'grammy';

/**
 * What a log may hold of an error: never the update, never what was to be sent, since both may carry
 * a citizen's words.
 */
export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  const cause = error instanceof BotError ? error.error : error;
  if (cause instanceof GrammyError)
    return { name: cause.name, method: cause.method, code: cause.error_code, message: cause.description };
  if (cause instanceof HttpError) return { name: cause.name, message: cause.message, cause: codeOf(cause.error) };
  if (cause instanceof Error) return { name: cause.name, message: cause.message, stack: cause.stack };
  return { message: String(cause) };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? ('code' in error ? error.code : error.name) : undefined;
}
