import type { ChatKind } from '../../domain/index.ts';
import { addRoom, privateRoom } from '../world/rooms.ts';
import {
  type MemberRole,
  type Person,
  type Room,
  SandboxError,
  type World,
} from '../world/world.ts';
import { tellMessage } from './tell.ts';

export type NewPerson = {
  readonly id: number;
  readonly name: string;
  /** As the app reports it: `zh-hans`, `en`. */
  readonly language: string;
  readonly username?: string;
  /** Has written to the bot before, so that the bot may write first. */
  readonly started?: boolean;
};

export type NewChat = {
  readonly id: number;
  readonly kind: Exclude<ChatKind, 'private'>;
  readonly title: string;
  readonly username?: string;
  readonly isForum?: boolean;
  readonly members: readonly { readonly id: number; readonly role: MemberRole }[];
  /** Whether the bot is in it from the beginning, and as what. */
  readonly bot: 'administrator' | 'member' | 'left';
};

export function addUser(world: World, person: NewPerson): Person {
  const added: Person = {
    id: person.id,
    name: person.name,
    username: person.username ?? null,
    language: person.language,
    isGuest: false,
  };
  world.people.set(added.id, added);
  const standing = person.started === true ? 'member' : 'stranger';
  addRoom(world, privateRoom(added.id, added.name, standing));
  return added;
}

/** A group, a supergroup (with topics if it is a forum) or a channel. */
export function addChat(world: World, chat: NewChat): Room {
  return addRoom(world, {
    id: chat.id,
    kind: chat.kind,
    title: chat.title,
    username: chat.username ?? null,
    isForum: chat.isForum ?? false,
    members: new Map(chat.members.map(({ id, role }) => [id, role])),
    standing: chat.bot,
  });
}

/** Opens a topic in a forum and gives its number, which is that of the message that tells of it. */
export function addTopic(
  world: World,
  { chatId, name, by }: { chatId: number; name: string; by: number },
): number {
  const room = requireRoom(world, chatId);
  const id = room.lastMessageId + 1;
  room.topics.set(id, { name, isClosed: false });
  tellMessage(world, room, {
    by,
    content: {
      message_thread_id: id,
      is_topic_message: true,
      forum_topic_created: { name, icon_color: 7322096 },
    },
  });
  return id;
}

export function requireRoom(world: World, chatId: number): Room {
  const room = world.rooms.get(chatId);
  if (room === undefined) throw new SandboxError(`There is no chat ${chatId}.`);
  return room;
}

export function requirePerson(world: World, userId: number): Person {
  const person = world.people.get(userId);
  if (person === undefined) throw new SandboxError(`There is no person ${userId}.`);
  return person;
}
