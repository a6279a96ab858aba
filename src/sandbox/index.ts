/**
 * A small Telegram on this machine: the Bot API with its rules, people to play, and a page to play them.
 *
 * In: what the bot asks over HTTP, what people do on the page or in a test.
 * Out: updates for the bot, messages for the people; nothing ever leaves this machine.
 * Never: a database, a file, a switch for tests in the product; what goes wrong on purpose is an option.
 */
export { addCast, DEFAULT_ADMIN } from './add-cast.ts';
export { createLocalBotApi, type LocalBotApi, newToken, SANDBOX_BOT_ID } from './local-bot-api.ts';
export { DEFAULT_OPTIONS, type LocalBotApiOptions } from './options.ts';
export { startLocalBotApi } from './start-local-bot-api.ts';
