import type { ChatMember, User } from 'grammy/types';
import { ALL_RIGHTS, asChat, noteChange } from './rooms.ts';
import { tellBot } from './updates.ts';
import {
  asUser,
  type BotRights,
  type BotStanding,
  type MemberRole,
  type Person,
  type Room,
  unixTime,
  type World,
} from './world.ts';

const RIGHTS = {
  can_be_edited: false,
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_post_messages: true,
  can_edit_messages: true,
  can_pin_messages: true,
  can_manage_topics: true,
};

type Status = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

export function asMember(person: Person, role: MemberRole | undefined): ChatMember {
  return memberOf(asUser(person), role ?? 'left');
}

export function botAsMember(world: World, status: Status, rights = ALL_RIGHTS): ChatMember {
  const { id, first_name, username } = world.bot;
  return memberOf({ id, is_bot: true, first_name, username }, status, rights);
}

function memberOf(user: User, status: Status, rights = ALL_RIGHTS): ChatMember {
  const member = { user, status };
  if (status === 'administrator')
    return { ...member, ...RIGHTS, ...rights } as unknown as ChatMember;
  if (status === 'restricted')
    return { ...member, is_member: true, can_send_messages: false, until_date: 0 } as ChatMember;
  if (status === 'creator') return { ...member, is_anonymous: false } as ChatMember;
  if (status === 'kicked') return { ...member, until_date: 0 } as ChatMember;
  return member as ChatMember;
}

/** The bot's place in a chat, in Telegram's words: to be blocked is to be kicked from a private chat. */
export function botStanding({ standing }: Room): Status {
  switch (standing) {
    case 'member':
    case 'administrator':
    case 'restricted':
    case 'left':
    case 'kicked':
      return standing;
    case 'stranger':
      return 'left';
    case 'blocked':
    case 'deactivated':
      return 'kicked';
  }
}

/** Changes the bot's place in a chat, and tells it so. */
export function standBot(
  world: World,
  room: Room,
  { standing, by, rights = ALL_RIGHTS }: { standing: BotStanding; by: User; rights?: BotRights },
): void {
  const before = botAsMember(world, botStanding(room), room.rights);
  room.standing = standing;
  room.rights = rights;
  const after = botAsMember(world, botStanding(room), rights);
  noteChange(world, room);
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  tellBot(world, {
    my_chat_member: {
      chat: asChat(world, room),
      from: by,
      date: unixTime(world),
      old_chat_member: before,
      new_chat_member: after,
    },
  });
}
