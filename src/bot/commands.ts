import type { Api } from 'grammy';
import type { BotCommand, BotCommandScope } from 'grammy/types';
import type { Logger } from 'pino';
import type { Language } from '../domain/index.ts';
import type { BotContext } from './context.ts';
import { describeError } from './errors.ts';
import { textsIn } from './texts/index.ts';

type Deps = {
  readonly api: Api;
  readonly adminIds: readonly number[];
  readonly logger: Logger;
};

/** Telegram knows two letters of a language, and so no script; a client of any other gets the first. */
const MENUS = [
  { code: undefined, language: 'en' },
  { code: 'zh', language: 'zh' },
] as const satisfies readonly { code: 'zh' | undefined; language: Language }[];

/** What changes a chat's settings: in a group for its administrators. */
const OF_SETTINGS: ReadonlySet<string> = new Set([
  'subscribe',
  'unsubscribe',
  'follow',
  'unfollow',
  'settings',
  'language',
  'export',
  'forget',
]);

type Role = 'reader' | 'citizen' | 'admin';

/**
 * Shows Telegram the menus: in each language, for private chats, for groups and their administrators,
 * and for the admins of the bot. A server that refuses must not keep the bot from starting.
 */
export async function registerMenus({ api, adminIds, logger }: Deps): Promise<void> {
  const scopes: [BotCommandScope['type'] & `${'default' | 'all_'}${string}`, Role][] = [
    ['default', 'citizen'],
    ['all_private_chats', 'citizen'],
    ['all_group_chats', 'reader'],
    ['all_chat_administrators', 'citizen'],
  ];
  try {
    for (const [type, role] of scopes) await setMenus(api, { type } as BotCommandScope, role);
  } catch (error) {
    logger.warn({ err: describeError(error) }, 'menus not registered');
    return;
  }
  for (const adminId of adminIds) await registerAdminMenu({ api, logger }, adminId);
}

/** Refused until the administrator has written to the bot; done again at their /start. */
async function registerAdminMenu(
  { api, logger }: Omit<Deps, 'adminIds'>,
  adminId: number,
): Promise<void> {
  try {
    await setMenus(api, { type: 'chat', chat_id: adminId }, 'admin');
  } catch (error) {
    logger.info({ err: describeError(error) }, 'admin menu not registered yet');
  }
}

/**
 * Shows this chat's menu in the language it is spoken to in, where that is another than its clients' or one
 * that Telegram's menus do not know; and an admin the admin's.
 */
export async function showMenu(
  { adminIds, logger }: Omit<Deps, 'api'>,
  ctx: Pick<BotContext, 'api' | 'chat' | 'language'>,
): Promise<void> {
  const { api, chat, language } = ctx;
  if (!chat || chat.type === 'channel') return;
  try {
    for (const [scope, role] of scopesOf(chat)) {
      const isAdmin = adminIds.includes(chat.id);
      await setMenus(api, scope, isAdmin ? 'admin' : role, language);
    }
  } catch (error) {
    logger.info({ err: describeError(error) }, 'menu of a chat not registered');
  }
}

/** Nothing about the chat is left at Telegram either: it has everybody's menu again. */
export async function hideMenu(
  logger: Logger,
  { api, chat }: Pick<BotContext, 'api' | 'chat'>,
): Promise<void> {
  if (!chat || chat.type === 'channel') return;
  try {
    for (const scope of scopesOf({ id: chat.id, type: chat.type }).keys())
      for (const { code } of MENUS) await api.deleteMyCommands({ scope, ...codeOf(code) });
  } catch (error) {
    logger.info({ err: describeError(error) }, 'menu of a chat not removed');
  }
}

/** In every language a client may ask for; in one language for all of them where the chat chose it. */
async function setMenus(
  api: Api,
  scope: BotCommandScope,
  role: Role,
  chosen?: Language,
): Promise<void> {
  for (const { code, language } of MENUS)
    await api.setMyCommands(menuOf(chosen ?? language, role), {
      scope,
      ...codeOf(code),
    });
}

function codeOf(code: (typeof MENUS)[number]['code']): { language_code?: 'zh' } {
  return code === undefined ? {} : { language_code: code };
}

/** Who sees what in one chat. */
function scopesOf({ id, type }: { id: number; type: string }): Map<BotCommandScope, Role> {
  const here: BotCommandScope = { type: 'chat', chat_id: id };
  return type === 'private'
    ? new Map([[here, 'citizen']])
    : new Map<BotCommandScope, Role>([
        [here, 'reader'],
        [{ type: 'chat_administrators', chat_id: id }, 'citizen'],
      ]);
}

function menuOf(language: Language, role: Role): BotCommand[] {
  const { menu, adminMenu } = textsIn(language);
  const commands = toCommands(menu);
  switch (role) {
    case 'reader':
      return commands.filter(({ command }) => !OF_SETTINGS.has(command));
    case 'citizen':
      return commands;
    case 'admin':
      return [...commands, ...toCommands(adminMenu)];
  }
}

function toCommands(menu: Readonly<Record<string, string>>): BotCommand[] {
  return Object.entries(menu).map(([command, description]) => ({ command, description }));
}
