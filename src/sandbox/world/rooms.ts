import type { Chat, Message } from 'grammy/types';
import { badRequest, forbidden } from '../refusal.ts';
import type { BotRights, BotStanding, MemberRole, Room, Stored, World } from './world.ts';

const KEPT_MESSAGES = 2000;

type NewRoom = Pick<Room, 'id' | 'kind' | 'title' | 'username' | 'isForum' | 'standing'> & {
  readonly members: ReadonlyMap<number, MemberRole>;
};

/** Of an administrator who was not given less. */
export const ALL_RIGHTS: BotRights = { can_post_messages: true, can_delete_messages: true };

export function addRoom(world: World, room: NewRoom): Room {
  const added: Room = {
    ...room,
    members: new Map(room.members),
    topics: new Map(),
    rights: ALL_RIGHTS,
    history: new Map(),
    migratedTo: null,
    lastMessageId: 0,
    arrived: 0,
  };
  world.rooms.set(room.id, added);
  noteChange(world, added);
  return added;
}

export function asChat(world: World, room: Room): Chat {
  const username = room.username === null ? {} : { username: room.username };
  switch (room.kind) {
    case 'private': {
      const person = world.people.get(room.id);
      return { id: room.id, type: 'private', first_name: person?.name ?? room.title, ...username };
    }
    case 'group':
      return { id: room.id, type: 'group', title: room.title };
    case 'supergroup':
      return {
        id: room.id,
        type: 'supergroup',
        title: room.title,
        ...username,
        ...(room.isForum ? { is_forum: true as const } : {}),
      };
    case 'channel':
      return { id: room.id, type: 'channel', title: room.title, ...username };
  }
}

/** The chat a method names, whatever its state. */
export function findRoom(world: World, chatId: number | string): Room {
  const room =
    typeof chatId === 'number'
      ? (world.rooms.get(chatId) ?? welcomeStranger(world, chatId))
      : [...world.rooms.values()].find(({ username }) => `@${username}` === chatId);
  if (room === undefined) throw badRequest('chat not found');
  return room;
}

/** The chat a method names, if the bot may act in it. */
export function reachRoom(world: World, chatId: number | string): Room {
  const room = findRoom(world, chatId);
  if (room.migratedTo !== null) {
    throw badRequest('group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: room.migratedTo,
    });
  }
  refuseStanding(room);
  return room;
}

/** The same, if the bot may write in it. */
export function enterRoom(world: World, chatId: number | string): Room {
  const room = reachRoom(world, chatId);
  if (room.kind === 'channel' && !room.rights.can_post_messages)
    throw badRequest('need administrator rights in the channel chat');
  if (room.standing === 'restricted')
    throw badRequest('not enough rights to send text messages to the chat');
  return room;
}

function refuseStanding(room: Room): void {
  switch (room.standing) {
    case 'member':
    case 'administrator':
    case 'restricted':
      return;
    case 'stranger':
      throw forbidden("bot can't initiate conversation with a user");
    case 'blocked':
      throw forbidden('bot was blocked by the user');
    case 'deactivated':
      throw forbidden('user is deactivated');
    case 'left':
      throw forbidden(`bot is not a member of the ${roomWord(room)} chat`);
    case 'kicked':
      throw forbidden(`bot was kicked from the ${roomWord(room)} chat`);
  }
}

function roomWord(room: Room): string {
  return room.kind;
}

function welcomeStranger(world: World, chatId: number): Room | undefined {
  if (world.options.strangers === 'refuse' || chatId <= 0) return undefined;
  const title = `#${chatId}`;
  const guest = { id: chatId, name: title, username: null, language: 'zh-hans', isGuest: true };
  world.people.set(chatId, guest);
  return addRoom(world, privateRoom(chatId, title, 'member'));
}

export function privateRoom(id: number, title: string, standing: BotStanding): NewRoom {
  const members = new Map([[id, 'member' as const]]);
  return { id, kind: 'private', title, username: null, isForum: false, standing, members };
}

/** Puts a message into a chat's history, under the chat's next number. */
export function putMessage<M extends Message>(
  world: World,
  room: Room,
  { fromBot, make }: { fromBot: boolean; make: (messageId: number) => M },
): M {
  room.lastMessageId += 1;
  if (fromBot) room.arrived += 1;
  const message = make(room.lastMessageId);
  keep(world, room, { message, fromBot, deleted: false });
  const oldest = room.lastMessageId - KEPT_MESSAGES;
  room.history.delete(oldest);
  return message;
}

/** Puts the new state of a message in the place of the old one. */
export function replaceMessage(world: World, room: Room, change: Omit<Stored, 'revision'>): void {
  keep(world, room, change);
}

export function findMessage(room: Room, messageId: number): Stored | undefined {
  const stored = room.history.get(messageId);
  return stored === undefined || stored.deleted ? undefined : stored;
}

export function noteChange(world: World, room: Room): void {
  world.revision += 1;
  for (const listener of world.changeListeners) listener(room.id);
}

function keep(world: World, room: Room, stored: Omit<Stored, 'revision'>): void {
  const revision = world.revision + 1;
  room.history.set(stored.message.message_id, { ...stored, revision });
  noteChange(world, room);
}
