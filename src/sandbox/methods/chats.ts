import type { ChatFullInfo, ChatMember } from 'grammy/types';
import { z } from 'zod';
import { chatId, integer, type RawParameters, readParameters } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import { asMember, botAsMember, botStanding, standBot } from '../world/members.ts';
import { asChat, findRoom, reachRoom } from '../world/rooms.ts';
import type { World } from '../world/world.ts';

const chatShape = z.object({ chat_id: chatId });

export function getChat(world: World, raw: RawParameters): ChatFullInfo {
  const room = findRoom(world, readParameters(chatShape, raw).chat_id);
  if (room.standing === 'stranger') throw badRequest('chat not found');
  if (room.kind !== 'private') reachRoom(world, room.id);
  return {
    ...asChat(world, room),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {},
  } as ChatFullInfo;
}

const memberShape = chatShape.extend({ user_id: integer });

export function getChatMember(world: World, raw: RawParameters): ChatMember {
  const read = readParameters(memberShape, raw);
  const room = reachRoom(world, read.chat_id);
  if (read.user_id === world.bot.id) return botAsMember(world, botStanding(room), room.rights);
  const person = world.people.get(read.user_id);
  if (person === undefined) throw badRequest('user not found');
  return asMember(person, room.members.get(person.id));
}

export function getChatAdministrators(world: World, raw: RawParameters): ChatMember[] {
  const room = reachRoom(world, readParameters(chatShape, raw).chat_id);
  if (room.kind === 'private') {
    throw badRequest('there are no administrators in the private chat');
  }
  const people = [...room.members]
    .filter(([, role]) => role !== 'member')
    .flatMap(([id, role]) => {
      const person = world.people.get(id);
      return person === undefined ? [] : [asMember(person, role)];
    });
  const bot =
    room.standing === 'administrator' ? [botAsMember(world, 'administrator', room.rights)] : [];
  return [...people, ...bot];
}

export function leaveChat(world: World, raw: RawParameters): true {
  const room = reachRoom(world, readParameters(chatShape, raw).chat_id);
  if (room.kind === 'private')
    throw badRequest("chat member status can't be changed in private chats");
  standBot(world, room, { standing: 'left', by: world.bot });
  return true;
}

const actionShape = chatShape.extend({ action: z.string().min(1) });

export function sendChatAction(world: World, raw: RawParameters): true {
  reachRoom(world, readParameters(actionShape, raw).chat_id);
  return true;
}
