import type { BotCommand, BotCommandScope } from 'grammy/types';
import { z } from 'zod';
import { chatId, integer, json, type RawParameters, readParameters } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import { findRoom } from '../world/rooms.ts';
import type { World } from '../world/world.ts';

const MOST_COMMANDS = 100;

const scope = json(
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('default') }),
    z.object({ type: z.literal('all_private_chats') }),
    z.object({ type: z.literal('all_group_chats') }),
    z.object({ type: z.literal('all_chat_administrators') }),
    z.object({ type: z.literal('chat'), chat_id: chatId }),
    z.object({ type: z.literal('chat_administrators'), chat_id: chatId }),
    z.object({ type: z.literal('chat_member'), chat_id: chatId, user_id: integer }),
  ]),
).default({ type: 'default' });

const menuShape = z.object({ scope, language_code: z.string().default('') });
const setShape = menuShape.extend({
  commands: json(z.array(z.object({ command: z.string(), description: z.string() }))),
});

export function setMyCommands(world: World, raw: RawParameters): true {
  const { commands, ...menu } = readParameters(setShape, raw);
  refuseMenu(world, menu);
  if (commands.length > MOST_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  const read = commands.map(({ command, description }) => ({
    command: command.replace(/^\//, ''),
    description: description.trim(),
  }));
  for (const { command, description } of read) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > 256) {
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
  }
  world.menus.set(menuKey(menu.scope, menu.language_code), {
    scope: menu.scope,
    language: menu.language_code,
    commands: read,
  });
  return true;
}

export function getMyCommands(world: World, raw: RawParameters): readonly BotCommand[] {
  const menu = readParameters(menuShape, raw);
  refuseMenu(world, menu);
  return world.menus.get(menuKey(menu.scope, menu.language_code))?.commands ?? [];
}

export function deleteMyCommands(world: World, raw: RawParameters): true {
  const menu = readParameters(menuShape, raw);
  refuseMenu(world, menu);
  world.menus.delete(menuKey(menu.scope, menu.language_code));
  return true;
}

function refuseMenu(
  world: World,
  menu: { readonly scope: BotCommandScope; readonly language_code: string },
): void {
  if ('chat_id' in menu.scope) findRoom(world, menu.scope.chat_id);
  if (!/^(?:[a-z]{2})?$/.test(menu.language_code)) {
    throw badRequest('invalid language code specified');
  }
}

export function menuKey(scope: BotCommandScope, language: string): string {
  return JSON.stringify([
    scope.type,
    'chat_id' in scope ? scope.chat_id : null,
    'user_id' in scope ? scope.user_id : null,
    language,
  ]);
}

/** Name, description and short description are kept alike: a text a language, up to a length. */
export function describe(field: string, limit: number) {
  const shape = z.object({
    [field]: z.string().default(''),
    language_code: z.string().default(''),
  });
  return {
    set(world: World, raw: RawParameters): true {
      const read = readParameters(shape, raw);
      const text = String(read[field] ?? '');
      if (text.length > limit) throw badRequest(`${field.toUpperCase()}_TOO_LONG`);
      world.descriptions.set(`${field} ${read['language_code']}`, text);
      return true;
    },
    get(world: World, raw: RawParameters): object {
      const read = readParameters(shape, raw);
      const own = world.descriptions.get(`${field} ${read['language_code']}`);
      return { [field]: own ?? world.descriptions.get(`${field} `) ?? '' };
    },
  };
}
