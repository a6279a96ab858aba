import type { BotCommand, BotCommandScope, Message } from 'grammy/types';
import { menuKey } from './methods/profile.ts';
import type { Person, Room, Stored, World } from './world/world.ts';

const MOST_LISTED = 100;
const MOST_SHOWN = 300;

/** What the page lists: who can be played, where one can talk. */
export function showState(world: World) {
  const people = [...world.people.values()].filter(({ isGuest }) => !isGuest);
  const rooms = [...world.rooms.values()].filter(
    ({ id, kind }) => kind !== 'private' || world.people.get(id)?.isGuest === false,
  );
  return {
    epoch: world.epoch,
    bot: { name: world.bot.first_name, username: world.bot.username },
    people: people.slice(0, MOST_LISTED).map(({ id, name, language }) => ({ id, name, language })),
    chats: rooms.slice(0, 2 * MOST_LISTED).map(showChat),
    others: countOthers(world),
  };
}

/** Chats nobody plays, such as imported ones: shown as numbers, so that a broadcast can be watched. */
function countOthers(world: World) {
  let chats = 0;
  let messages = 0;
  for (const { id, arrived } of world.rooms.values()) {
    if (world.people.get(id)?.isGuest !== true) continue;
    chats += 1;
    messages += arrived;
  }
  return { chats, messages };
}

function showChat(room: Room) {
  return {
    id: room.id,
    kind: room.kind,
    title: room.title,
    standing: room.standing,
    members: [...room.members].map(([id, role]) => ({ id, role })),
    topics: [...room.topics].map(([id, { name }]) => ({ id, name })),
    arrived: room.arrived,
  };
}

type Shown = { readonly message: Message; readonly fromBot: boolean; readonly deleted: boolean };

/** What has changed in a chat since a revision, and the menu of the one who looks. */
export function showRoom(
  world: World,
  room: Room,
  { as, since }: { as: number; since: number },
): {
  revision: number;
  messages: readonly Shown[];
  commands: readonly BotCommand[];
} {
  const shown = ({ message, fromBot, deleted }: Stored) => ({ message, fromBot, deleted });
  const person = world.people.get(as);
  return {
    revision: world.revision,
    messages: [...room.history.values()]
      .filter(({ revision, deleted }) => revision > since && !(deleted && since === 0))
      .slice(-MOST_SHOWN)
      .map(shown),
    commands: person === undefined ? [] : menuFor(world, room, person),
  };
}

/** Telegram's order: the narrowest scope first, in each of them the person's language first. */
function menuFor(world: World, room: Room, person: Person): readonly BotCommand[] {
  const language = person.language.slice(0, 2);
  for (const scope of scopesOf(room, person)) {
    for (const key of [menuKey(scope, language), menuKey(scope, '')]) {
      const commands = world.menus.get(key)?.commands ?? [];
      if (commands.length > 0) return commands;
    }
  }
  return [];
}

function scopesOf(room: Room, person: Person): readonly BotCommandScope[] {
  const chat = { type: 'chat', chat_id: room.id } as const;
  if (room.kind === 'private') return [chat, { type: 'all_private_chats' }, { type: 'default' }];
  const role = room.members.get(person.id) ?? 'member';
  const member = { type: 'chat_member', chat_id: room.id, user_id: person.id } as const;
  const administrators =
    role === 'member' ? [] : ([{ type: 'chat_administrators', chat_id: room.id }] as const);
  const allAdministrators =
    role === 'member' ? [] : ([{ type: 'all_chat_administrators' }] as const);
  return [
    member,
    ...administrators,
    chat,
    ...allAdministrators,
    { type: 'all_group_chats' },
    { type: 'default' },
  ];
}
