/**
 * The methods of the Bot API this server has, by name.
 * In: the parameters as they came. Out: the `result`, or a `Refusal` thrown in Telegram's words.
 */
import type { RawParameters } from '../parameters.ts';
import type { World } from '../world/world.ts';
import {
  getChat,
  getChatAdministrators,
  getChatMember,
  leaveChat,
  sendChatAction,
} from './chats.ts';
import { deleteMessage, editMessageReplyMarkup, editMessageText } from './edit.ts';
import { getFile, sendDocument } from './files.ts';
import { answerInlineQuery } from './inline.ts';
import { deleteMyCommands, describe, getMyCommands, setMyCommands } from './profile.ts';
import { answerCallbackQuery } from './queries.ts';
import { sendMessage, sendRichMessage } from './send.ts';
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './updates.ts';

export type Method = (world: World, raw: RawParameters, signal: AbortSignal | null) => unknown;

const name = describe('name', 64);
const description = describe('description', 512);
const shortDescription = describe('short_description', 120);

const methods: Readonly<Record<string, Method>> = {
  getMe: ({ bot }) => bot,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  sendMessage,
  sendRichMessage,
  sendDocument,
  sendChatAction,
  editMessageText,
  editMessageReplyMarkup,
  deleteMessage,
  answerCallbackQuery,
  answerInlineQuery,
  getFile,
  getChat,
  getChatMember,
  getChatAdministrators,
  leaveChat,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyName: name.set,
  getMyName: name.get,
  setMyDescription: description.set,
  getMyDescription: description.get,
  setMyShortDescription: shortDescription.set,
  getMyShortDescription: shortDescription.get,
};

/** Names are told apart without regard to case, as Telegram does. */
const byLowerCase = new Map(
  Object.entries(methods).map(([called, method]) => [called.toLowerCase(), { called, method }]),
);

export function findMethod(
  world: World,
  asked: string,
): { readonly called: string; readonly method: Method } | undefined {
  const found = byLowerCase.get(asked.toLowerCase());
  return found === undefined || world.options.missingMethods.includes(found.called)
    ? undefined
    : found;
}
