import type { Address, Message, SendOutcome } from '../domain/index.ts';
import type { TelegramApi } from './create-api.ts';
import { toBody, toMethod } from './payload.ts';
import { readAnswer, readFailure } from './read-failure.ts';

/**
 * Sends one message, once. Throws only `BotRefusedError`: everything else that may happen is an
 * outcome.
 */
export async function sendMessage(
  api: TelegramApi,
  to: Address,
  message: Message,
): Promise<SendOutcome> {
  const method = toMethod(message);
  let answer: unknown;
  try {
    answer = await api.post(method, toBody(to, message, api));
  } catch (error) {
    return readFailure(error);
  }
  const isRich = method === 'sendRichMessage';
  return readAnswer(answer, { isRich, topicId: to.topicId, token: api.token });
}
