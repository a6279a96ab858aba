import type { Message, User } from 'grammy/types';
import { asChat, putMessage } from '../world/rooms.ts';
import { tellBot } from '../world/updates.ts';
import { asUser, type Room, unixTime, type World } from '../world/world.ts';

/** The account in whose name group administrators may write. */
const ANONYMOUS: User = {
  id: 1087968824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

type Telling = {
  readonly by: number;
  readonly content: object;
  readonly isAnonymous?: boolean;
};

/** Puts a person's message into a chat, and tells the bot if it can hear it. */
export function tellMessage(world: World, room: Room, telling: Telling): Message {
  const make = (messageId: number) =>
    ({
      message_id: messageId,
      ...originOf(world, room, telling),
      chat: asChat(world, room),
      date: unixTime(world),
      ...telling.content,
    }) as Message;
  const message = putMessage(world, room, { fromBot: false, make });
  if (hears(world, room, message)) {
    tellBot(
      world,
      room.kind === 'channel'
        ? { channel_post: message as Message & { chat: { type: 'channel' } } as never }
        : { message: message as never },
    );
  }
  return message;
}

function originOf(world: World, room: Room, { by, isAnonymous }: Telling): object {
  if (room.kind === 'channel') return { sender_chat: asChat(world, room) };
  if (isAnonymous === true) return { from: ANONYMOUS, sender_chat: asChat(world, room) };
  const person = world.people.get(by);
  return person === undefined ? {} : { from: asUser(person) };
}

/** Privacy mode: in groups a bot that is no administrator hears only what is meant for it. */
function hears(world: World, room: Room, message: Message): boolean {
  switch (room.standing) {
    case 'administrator':
      return true;
    case 'member':
      return room.kind === 'private' || isServiceMessage(message) || isForBot(world, message);
    case 'stranger':
    case 'left':
    case 'kicked':
    case 'blocked':
    case 'deactivated':
      return false;
  }
}

function isServiceMessage(message: Message): boolean {
  return message.text === undefined && message.document === undefined;
}

function isForBot({ bot }: World, message: Message): boolean {
  if (message.reply_to_message?.from?.id === bot.id) return true;
  const text = message.text ?? message.caption ?? '';
  const named = (message.entities ?? message.caption_entities ?? []).map((entity) => ({
    type: entity.type,
    words: text.slice(entity.offset, entity.offset + entity.length).toLowerCase(),
  }));
  const ours = `@${bot.username.toLowerCase()}`;
  return named.some(
    ({ type, words }) =>
      (type === 'mention' && words === ours) ||
      (type === 'bot_command' && (!words.includes('@') || words.endsWith(ours))),
  );
}
