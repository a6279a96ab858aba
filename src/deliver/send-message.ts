import type { Address, Message, SendOutcome } from '../domain/index.ts';
import type { TelegramApi } from './create-api.ts';
import { hasMoments, refusesMoments, withoutMoments } from './moments.ts';
import { toBody, toMethod } from './payload.ts';
import { readAnswer, readFailure } from './read-failure.ts';

/** Servers found out to know no moments. */
const older = new WeakSet<TelegramApi>();

/**
 * Sends one message, once; a server that does not know its date entities, and so refused it, gets it
 * without them. Throws only `BotRefusedError`: everything else that may happen is an outcome.
 */
export async function sendMessage(
  api: TelegramApi,
  to: Address,
  message: Message,
): Promise<SendOutcome> {
  if (hasMoments(message) && older.has(api)) return sendMessage(api, to, withoutMoments(message));
  const method = toMethod(message);
  let answer: unknown;
  try {
    answer = await api.post(method, toBody(to, message, api));
  } catch (error) {
    return readFailure(error);
  }
  if (hasMoments(message) && refusesMoments(answer)) {
    older.add(api);
    return sendMessage(api, to, message);
  }
  const isRich = method === 'sendRichMessage';
  return readAnswer(answer, { isRich, topicId: to.topicId, token: api.token });
}
