/**
 * What people can do in this little Telegram, as functions: for the page, and for tests.
 *
 * In: who does it, where, and what. Out: messages and updates in the world.
 * Never: HTTP. What no Telegram client could do is a `SandboxError`.
 */
import type { Message } from 'grammy/types';
import { findMessage } from '../world/rooms.ts';
import type {
  BotRights,
  CallbackAnswer,
  InlineAnswer,
  MemberRole,
  Person,
  World,
} from '../world/world.ts';
import { addChat, addTopic, addUser, type NewChat, type NewPerson } from './cast.ts';
import { type BotPlace, deactivate, placeBot, setRole, upgradeGroup } from './groups.ts';
import { askInline, chooseResult, type InlineChoice, type InlineQuestion } from './inline.ts';
import {
  type NewDocument,
  press,
  pressLabel,
  type SayOptions,
  say,
  sendDocument,
  setBlocked,
} from './talk.ts';
import { changeTopic, deleteTopic } from './topics.ts';
import { waitFor } from './wait-for.ts';

export type People = {
  addUser(person: NewPerson): Person;
  addChat(chat: NewChat): void;
  /** Gives the topic's number. */
  addTopic(chatId: number, name: string, by: number): number;
  closeTopic(chatId: number, topicId: number, by: number): void;
  reopenTopic(chatId: number, topicId: number, by: number): void;
  /** With everything in it. No bot is told of that. */
  deleteTopic(chatId: number, topicId: number): void;
  setRole(chatId: number, userId: number, role: MemberRole | 'left'): void;
  say(userId: number, chatId: number, text: string, options?: SayOptions): Message;
  /** Opens the bot by `https://t.me/BOT?start=PAYLOAD`. */
  start(userId: number, payload?: string): Message;
  sendDocument(userId: number, chatId: number, document: NewDocument): Message;
  /** Any data is passed on, as a forged client would. */
  press(userId: number, chatId: number, messageId: number, data: string): Promise<CallbackAnswer>;
  /** Presses the newest button that says this. */
  pressLabel(userId: number, chatId: number, label: string): Promise<CallbackAnswer>;
  /** Types `@bot words` in a chat, and gets what the bot offers. */
  askInline(userId: number, chatId: number, question: InlineQuestion): Promise<InlineAnswer>;
  /** Sends one of these results, «via» the bot. */
  chooseResult(userId: number, chatId: number, choice: InlineChoice): Message;
  block(userId: number): void;
  unblock(userId: number): void;
  deactivate(userId: number): void;
  /** Brings the bot into a group or channel, changes its rights, or throws it out. */
  placeBot(chatId: number, by: number, standing: BotPlace, rights?: Partial<BotRights>): void;
  upgradeGroup(chatId: number, newId: number): void;
  /** All that is in a chat, oldest first, without what was deleted. */
  messages(chatId: number): readonly Message[];
  /** Only what the bot sent. */
  botMessages(chatId: number): readonly Message[];
  message(chatId: number, messageId: number): Message | undefined;
  onChange(listener: (chatId: number) => void): () => void;
  /** Asks again after every change, until there is an answer; rejects after `timeoutMs` (5 seconds). */
  waitFor<T>(probe: () => T | undefined | false, timeoutMs?: number): Promise<T>;
};

export function createPeople(world: World): People {
  const stored = (chatId: number) =>
    [...(world.rooms.get(chatId)?.history.values() ?? [])].filter(({ deleted }) => !deleted);
  return {
    addUser: (person) => addUser(world, person),
    addChat: (chat) => void addChat(world, chat),
    addTopic: (chatId, name, by) => addTopic(world, { chatId, name, by }),
    closeTopic: (chatId, topicId, by) =>
      changeTopic(world, { chatId, topicId, by, isClosed: true }),
    reopenTopic: (chatId, topicId, by) =>
      changeTopic(world, { chatId, topicId, by, isClosed: false }),
    deleteTopic: (chatId, topicId) => deleteTopic(world, { chatId, topicId }),
    setRole: (chatId, userId, role) => setRole(world, { chatId, userId, role }),
    say: (userId, chatId, text, options = {}) => say(world, { userId, chatId, text, options }),
    start: (userId, payload) => {
      const text = payload === undefined ? '/start' : `/start ${payload}`;
      return say(world, { userId, chatId: userId, text, options: {} });
    },
    sendDocument: (userId, chatId, document) => sendDocument(world, { userId, chatId, document }),
    press: (userId, chatId, messageId, data) => press(world, { userId, chatId, messageId, data }),
    pressLabel: (userId, chatId, label) => pressLabel(world, { userId, chatId, label }),
    askInline: (userId, chatId, question) => askInline(world, { userId, chatId }, question),
    chooseResult: (userId, chatId, choice) => chooseResult(world, { userId, chatId }, choice),
    block: (userId) => setBlocked(world, { userId, isBlocked: true }),
    unblock: (userId) => setBlocked(world, { userId, isBlocked: false }),
    deactivate: (userId) => deactivate(world, userId),
    placeBot: (chatId, by, standing, rights) => placeBot(world, { chatId, by, standing, rights }),
    upgradeGroup: (chatId, newId) => void upgradeGroup(world, { chatId, newId }),
    messages: (chatId) => stored(chatId).map(({ message }) => message),
    botMessages: (chatId) =>
      stored(chatId).flatMap(({ message, fromBot }) => (fromBot ? [message] : [])),
    message: (chatId, messageId) => {
      const room = world.rooms.get(chatId);
      return room === undefined ? undefined : findMessage(room, messageId)?.message;
    },
    onChange: (listener) => {
      world.changeListeners.add(listener);
      return () => world.changeListeners.delete(listener);
    },
    waitFor: (probe, timeoutMs = 5000) => waitFor(world, probe, timeoutMs),
  };
}
