import type { InlineKeyboardButton, Message, MessageEntity } from 'grammy/types';
import { readMessageText } from '../rules/text.ts';
import { asDocument, keepFile } from '../world/files.ts';
import { standBot } from '../world/members.ts';
import { findMessage } from '../world/rooms.ts';
import { tellBot } from '../world/updates.ts';
import {
  asUser,
  type CallbackAnswer,
  nextId,
  type Room,
  SandboxError,
  type World,
} from '../world/world.ts';
import { requirePerson, requireRoom } from './cast.ts';
import { type Guise, tellMessage } from './tell.ts';

const ANSWER_TIMEOUT_MS = 15_000;

export type SayOptions = {
  readonly entities?: readonly MessageEntity[];
  readonly threadId?: number;
  readonly replyTo?: number;
  readonly guise?: Guise;
};

export type Place = { readonly userId: number; readonly chatId: number };

/** A person writes. Commands, links and mentions are recognized as Telegram does. */
export function say(
  world: World,
  { userId, chatId, text, options }: Place & { text: string; options: SayOptions },
): Message {
  const room = enter(world, { userId, chatId });
  const said = readMessageText(text, options.entities ?? [], 'message is too long');
  return tellMessage(world, room, {
    by: userId,
    ...(options.guise === undefined ? {} : { guise: options.guise }),
    content: {
      ...placeOf(room, options),
      text: said.text,
      ...(said.entities.length === 0 ? {} : { entities: said.entities }),
    },
  });
}

export type NewDocument = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly caption?: string;
};

export function sendDocument(
  world: World,
  { userId, chatId, document }: Place & { document: NewDocument },
): Message {
  const room = enter(world, { userId, chatId });
  const file = keepFile(world, document);
  return tellMessage(world, room, {
    by: userId,
    content: {
      document: asDocument(file),
      ...(document.caption === undefined ? {} : { caption: document.caption }),
    },
  });
}

/** The person may write here, and by writing to a bot opens the chat with it. */
export function enter(world: World, { userId, chatId }: Place): Room {
  const person = requirePerson(world, userId);
  const room = requireRoom(world, chatId);
  const role = room.members.get(userId);
  if (role === undefined) throw new SandboxError(`${person.name} is not in the chat ${chatId}.`);
  if (room.kind === 'channel' && role === 'member') {
    throw new SandboxError(`${person.name} may only read the channel ${room.title}.`);
  }
  if (room.standing === 'blocked' || room.standing === 'deactivated') {
    throw new SandboxError(`${person.name} has blocked the bot.`);
  }
  if (room.standing === 'stranger') room.standing = 'member';
  return room;
}

/** In which topic it stands, and what it answers. */
export function placeOf(room: Room, { threadId, replyTo }: SayOptions): object {
  const replied = replyTo === undefined ? undefined : findMessage(room, replyTo)?.message;
  return {
    ...(threadId === undefined ? {} : topicOf(room, threadId)),
    ...(replied === undefined ? {} : { reply_to_message: replied }),
    ...(threadId === undefined && replied !== undefined ? threadUnder(room, replied) : {}),
  };
}

function topicOf(room: Room, threadId: number): object {
  const topic = room.topics.get(threadId);
  if (topic === undefined)
    throw new SandboxError(`There is no topic ${threadId} in ${room.title}.`);
  if (topic.isClosed) throw new SandboxError(`The topic ${topic.name} is closed.`);
  return { message_thread_id: threadId, is_topic_message: true };
}

/** Outside of topics a reply has a thread as well, to which nothing can be sent by its number. */
function threadUnder(room: Room, replied: Message): object {
  if (room.kind !== 'supergroup') return {};
  return { message_thread_id: replied.message_thread_id ?? replied.message_id };
}

/**
 * A person presses a button, and gets what the bot answers.
 * Any data is passed on, as a forged client would: it is for the bot to check.
 */
export function press(
  world: World,
  { userId, chatId, messageId, data }: Place & { messageId: number; data: string },
): Promise<CallbackAnswer> {
  const person = requirePerson(world, userId);
  const stored = findMessage(requireRoom(world, chatId), messageId);
  if (stored === undefined) throw new SandboxError(`There is no message ${messageId} to press on.`);
  const id = String(nextId(world)).padStart(18, '7');
  return new Promise((resolve, reject) => {
    const giveUp = () =>
      settle(() => reject(new SandboxError('The bot did not answer the button.')));
    const settle = (act: () => void) => {
      clearTimeout(timer);
      world.stopping.signal.removeEventListener('abort', giveUp);
      act();
    };
    const timer = setTimeout(giveUp, ANSWER_TIMEOUT_MS);
    world.stopping.signal.addEventListener('abort', giveUp);
    const answer = (given: CallbackAnswer) => settle(() => resolve(given));
    world.queries.set(id, { askedAt: world.options.now().getTime(), answer });
    const query = { id, from: asUser(person), chat_instance: String(chatId), data };
    // Of a message it did not send itself the bot learns no more than a name.
    const pressed = stored.fromBot
      ? { message: stored.message as never }
      : { inline_message_id: `${chatId}.${messageId}` };
    tellBot(world, { callback_query: { ...query, ...pressed } });
  });
}

/** Presses the newest button that says this. */
export function pressLabel(
  world: World,
  { userId, chatId, label }: Place & { label: string },
): Promise<CallbackAnswer> {
  const history = [...requireRoom(world, chatId).history.values()].reverse();
  for (const { message, deleted } of history) {
    if (deleted) continue;
    const button = buttonsOf(message).find(({ text }) => text === label);
    if (button === undefined || !('callback_data' in button)) continue;
    const data = button.callback_data;
    return press(world, { userId, chatId, messageId: message.message_id, data });
  }
  throw new SandboxError(`There is no button «${label}» in the chat ${chatId}.`);
}

function buttonsOf(message: Message): readonly InlineKeyboardButton[] {
  return message.reply_markup?.inline_keyboard.flat() ?? [];
}

/** Blocks the bot, as a person does in its menu, or unblocks it. */
export function setBlocked(
  world: World,
  { userId, isBlocked }: { userId: number; isBlocked: boolean },
): void {
  const room = requireRoom(world, userId);
  const by = asUser(requirePerson(world, userId));
  standBot(world, room, { standing: isBlocked ? 'blocked' : 'member', by });
}
