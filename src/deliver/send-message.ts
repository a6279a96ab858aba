import type { Message, SendOutcome } from '../domain/index.ts';
import type { TelegramApi } from './create-api.ts';
import { toBody, toMethod } from './payload.ts';
import { readAnswer, readFailure } from './read-failure.ts';

/**
 * Sends one message, once. Throws only `BotRefusedError`: everything else that may happen is an
 * outcome.
 */
export async function sendMessage(
  api: TelegramApi,
  chatId: number,
  message: Message,
): Promise<SendOutcome> {
  const method = toMethod(message);
  let answer: unknown;
  try {
    answer = await api.post(method, toBody(chatId, message, api));
  } catch (error) {
    return withoutToken(readFailure(error), api.token);
  }
  const outcome = readAnswer(answer, { isRich: method === 'sendRichMessage' });
  return withoutToken(outcome, api.token);
}

/** Some servers repeat the address in what they say. */
function withoutToken(outcome: SendOutcome, token: string): SendOutcome {
  if (!('reason' in outcome)) return outcome;
  return { ...outcome, reason: outcome.reason.replaceAll(token, '…') };
}
