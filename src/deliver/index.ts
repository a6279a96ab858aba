/**
 * A message and a chat in, an outcome out: what Telegram's answers mean, and when a request may leave.
 *
 * In: the domain's messages, grammY's API. Out: outcomes, and the settlements they come to.
 * Never: the database; a second try of its own, which would be a message sent twice on purpose.
 */
export { botIdOf } from './bot-id.ts';
export { createBrake } from './brake.ts';
export { createApi, type TelegramApi } from './create-api.ts';
export { createDispatcher, type Dispatcher } from './dispatcher.ts';
export { createGate } from './gate.ts';
export { refusesMoments, withoutMoments } from './moments.ts';
export { toEntities, toKeyboard, toMarkup, toRichBlocks } from './payload.ts';
export { BotRefusedError, isChatFault, isTopicFault } from './read-failure.ts';
export { sendMessage } from './send-message.ts';
export { settle } from './settle.ts';
export { createTelegramFetch, type TelegramFetch } from './telegram-fetch.ts';
export { throughGrammy } from './through-grammy.ts';
