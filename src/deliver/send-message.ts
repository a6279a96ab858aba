import type { Api } from 'grammy';
import type { Message, SendOutcome } from '../domain/index.ts';
import { toEntities, toMarkup, toRichBlocks } from './payload.ts';
import { readFailure } from './read-failure.ts';

/**
 * Sends one message, once. Throws only `BotRefusedError`: everything else that may happen is an
 * outcome.
 */
export async function sendMessage(
  api: Api,
  chatId: number,
  message: Message,
): Promise<SendOutcome> {
  try {
    const sent = await call(api, chatId, message);
    return { kind: 'sent', messageId: sent.message_id };
  } catch (error) {
    return withoutToken(readFailure(error, { isRich: message.style === 'rich' }), api.token);
  }
}

function call(api: Api, chatId: number, message: Message): Promise<{ message_id: number }> {
  const markup = toMarkup(message.buttons);
  if (message.style === 'rich') {
    const blocks = toRichBlocks(message.blocks);
    return api.sendRichMessage(chatId, { blocks }, markup);
  }
  return api.sendMessage(chatId, message.text, {
    entities: toEntities(message.entities),
    link_preview_options: { is_disabled: true },
    ...markup,
  });
}

/** Some servers repeat the address in what they say. */
function withoutToken(outcome: SendOutcome, token: string): SendOutcome {
  if (!('reason' in outcome)) return outcome;
  return { ...outcome, reason: outcome.reason.replaceAll(token, '…') };
}
