import { botAsMember, standBot } from '../world/members.ts';
import { ALL_RIGHTS, noteChange } from '../world/rooms.ts';
import { asUser, type BotRights, type MemberRole, type Room, type World } from '../world/world.ts';
import { addChat, requirePerson, requireRoom } from './cast.ts';
import { tellMessage } from './tell.ts';

export type BotPlace = 'administrator' | 'member' | 'restricted' | 'kicked';

type Act = { readonly chatId: number; readonly by: number };

/** A person brings the bot into a chat, makes it an administrator or a plain member again, or throws it out. */
export function placeBot(
  world: World,
  {
    chatId,
    by,
    standing,
    rights = {},
  }: Act & { standing: BotPlace; rights?: Partial<BotRights> | undefined },
): void {
  const room = requireRoom(world, chatId);
  const isNew = room.standing === 'left' || room.standing === 'kicked';
  const granted = { ...ALL_RIGHTS, ...rights };
  standBot(world, room, { standing, by: asUser(requirePerson(world, by)), rights: granted });
  if (isNew && standing !== 'kicked' && room.kind !== 'channel') {
    tellMessage(world, room, {
      by,
      content: { new_chat_members: [botAsMember(world, 'member').user] },
    });
  }
}

export function setRole(
  world: World,
  { chatId, userId, role }: { chatId: number; userId: number; role: MemberRole | 'left' },
): void {
  const room = requireRoom(world, chatId);
  if (role === 'left') room.members.delete(userId);
  else room.members.set(requirePerson(world, userId).id, role);
  noteChange(world, room);
}

/** The account is gone for good: writing to it is refused from now on. */
export function deactivate(world: World, userId: number): void {
  requireRoom(world, userId).standing = 'deactivated';
}

/** Telegram turns a group into a supergroup with a new id; both sides tell of it. */
export function upgradeGroup(
  world: World,
  { chatId, newId }: { chatId: number; newId: number },
): Room {
  const group = requireRoom(world, chatId);
  const supergroup = addChat(world, {
    id: newId,
    kind: 'supergroup',
    title: group.title,
    members: [...group.members].map(([id, role]) => ({ id, role })),
    bot: group.standing === 'administrator' ? 'administrator' : 'member',
  });
  const [by = 0] = [...group.members].find(([, role]) => role === 'creator') ?? [];
  tellMessage(world, group, { by, content: { migrate_to_chat_id: newId } });
  group.migratedTo = newId;
  tellMessage(world, supergroup, { by, content: { migrate_from_chat_id: chatId } });
  return supergroup;
}
