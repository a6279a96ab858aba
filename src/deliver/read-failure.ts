import type { ApiError, ApiResponse } from 'grammy/types';
import type { SendOutcome } from '../domain/index.ts';

/** The server does not know this bot: no message can be sent, and none is to blame. */
export class BotRefusedError extends Error {
  override name = 'BotRefusedError' as const;

  constructor(description: string) {
    super(`Telegram refuses the bot itself (${description}): check BOT_TOKEN and BOT_API_ROOT`);
  }
}

/** Waited for when the server is not to be reached at all: nothing was sent for certain. */
const OUT_OF_REACH_MS = 5_000;

/**
 * The 400s that are about the chat and not about the message: the same code for both, and only the
 * description tells. Whatever is not here is the message's fault.
 */
const CHAT_FAULTS = [
  'chat not found',
  'peer_id_invalid',
  'user is deactivated',
  'user not found',
  'group chat was deactivated',
  'group is deactivated',
  'channel_private',
  'not enough rights',
  'have no rights to send',
  'need administrator rights',
  'chat_write_forbidden',
  'chat_restricted',
  'topic_closed',
  'topic_deleted',
] as const;

/** The 400s that are about the topic: the group may still be written to. */
const TOPIC_FAULTS = [
  'message thread not found',
  'topic_closed',
  'topic_deleted',
  'topic_id_invalid',
] as const;

/** Codes of a connection that never came about. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a request without an answer means. */
export function readFailure(error: unknown): SendOutcome {
  const code = codeOf(error);
  if (NEVER_CONNECTED.has(code)) return { kind: 'unreached', retryAfterMs: OUT_OF_REACH_MS };
  return { kind: 'unknown', reason: code };
}

/** What an answer means. Throws if it says nothing about the message: a wrong token. */
export function readAnswer(answer: unknown, asked: Asked): SendOutcome {
  if (!isApiResponse(answer)) return { kind: 'unknown', reason: 'an answer of another kind' };
  if (!answer.ok) return readRefusal(answer, asked);
  const { message_id: messageId } = answer.result;
  return { kind: 'sent', messageId };
}

type Asked = {
  readonly isRich: boolean;
  /** The forum topic it was sent to. */
  readonly topicId: number | null;
  readonly token: string;
};

type ApiAnswer = ApiResponse<{ readonly message_id: number }>;

function isApiResponse(answer: unknown): answer is ApiAnswer {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  if (answer.ok !== true) return 'error_code' in answer && typeof answer.error_code === 'number';
  const result: unknown = 'result' in answer ? answer.result : null;
  return (
    typeof result === 'object' &&
    result !== null &&
    'message_id' in result &&
    typeof result.message_id === 'number'
  );
}

function readRefusal(error: ApiError, { isRich, topicId, token }: Asked): SendOutcome {
  const { error_code: code, parameters = {} } = error;
  // Some servers repeat the address in what they say.
  const description = (error.description ?? '').replaceAll(token, '…');
  const reason = `${code} ${description}`;
  if (parameters.migrate_to_chat_id !== undefined)
    return { kind: 'migrated', chatId: parameters.migrate_to_chat_id };
  if (code === 429) return { kind: 'busy', retryAfterMs: (parameters.retry_after ?? 1) * 1000 };
  if (code === 401) throw new BotRefusedError(reason);
  if (code === 403) return { kind: 'gone', reason };
  if (code === 404) {
    if (isRich) return { kind: 'unsupported' };
    throw new BotRefusedError(reason);
  }
  if (code === 400 && topicId !== null && isTopicFault(description))
    return { kind: 'topicless', topicId };
  if (code === 400 && isChatFault(description)) return { kind: 'gone', reason };
  if (code >= 400 && code < 500) return { kind: 'refused', reason };
  return { kind: 'unknown', reason };
}

/** The chat takes no messages of ours: closed to the bot, or to everybody. */
export function isChatFault(description: string): boolean {
  return names(description, CHAT_FAULTS);
}

/** One topic of the chat takes none. */
export function isTopicFault(description: string): boolean {
  return names(description, TOPIC_FAULTS);
}

function names(description: string, faults: readonly string[]): boolean {
  const words = description.toLowerCase();
  return faults.some((fault) => words.includes(fault));
}

/** A code or a class, never a message: messages may hold the address, and so the token. */
function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null) {
    if ('code' in error && typeof error.code === 'string') return error.code;
    if (error instanceof AggregateError) return codeOf(error.errors[0]);
    if (error instanceof SyntaxError) return 'an answer that is no JSON';
    if (error instanceof Error) return error.name;
  }
  return 'no answer';
}
