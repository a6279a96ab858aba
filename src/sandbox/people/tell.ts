import type { Message, User } from 'grammy/types';
import { asChat, findRoom, putMessage } from '../world/rooms.ts';
import { tellBot } from '../world/updates.ts';
import { asUser, type Room, unixTime, type World } from '../world/world.ts';

/** The account in whose name group administrators may write. */
const ANONYMOUS: User = {
  id: 1087968824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

/** The account in whose name a channel's owner writes in a group, and the one that passes its posts on. */
const CHANNEL_BOT: User = {
  id: 136817688,
  is_bot: true,
  first_name: 'Channel',
  username: 'Channel_Bot',
};
const TELEGRAM: User = { id: 777000, is_bot: false, first_name: 'Telegram' };

/** In whose name a message stands in a group. */
export type Guise =
  | { readonly kind: 'person' }
  /** A group's administrator, in the name of the group. */
  | { readonly kind: 'group' }
  /** In the name of a channel that is theirs. */
  | { readonly kind: 'channel'; readonly id: number }
  /** A post of the channel that the group is for the discussion of. */
  | { readonly kind: 'linked'; readonly id: number };

type Telling = {
  readonly by: number;
  readonly content: object;
  readonly guise?: Guise;
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

function originOf(world: World, room: Room, { by, guise = { kind: 'person' } }: Telling): object {
  if (room.kind === 'channel') return { sender_chat: asChat(world, room) };
  switch (guise.kind) {
    case 'person': {
      const person = world.people.get(by);
      return person === undefined ? {} : { from: asUser(person) };
    }
    case 'group':
      return { from: ANONYMOUS, sender_chat: asChat(world, room) };
    case 'channel':
      return { from: CHANNEL_BOT, sender_chat: asChat(world, findRoom(world, guise.id)) };
    case 'linked': {
      const sender_chat = asChat(world, findRoom(world, guise.id));
      return { from: TELEGRAM, sender_chat, is_automatic_forward: true };
    }
  }
}

/** Privacy mode: in groups a bot that is no administrator hears only what is meant for it. */
function hears(world: World, room: Room, message: Message): boolean {
  switch (room.standing) {
    case 'administrator':
      return true;
    case 'member':
    case 'restricted':
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
  if (message.reply_to_message?.from?.id === bot.id || message.via_bot?.id === bot.id) return true;
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
