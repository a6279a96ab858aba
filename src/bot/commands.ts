import type { Api } from 'grammy';
import type { BotCommand } from 'grammy/types';
import type { Logger } from 'pino';
import type { Language } from '../domain/index.ts';
import { describeError } from './errors.ts';
import { textsIn } from './texts/index.ts';

type Deps = { readonly api: Api; readonly adminIds: readonly number[]; readonly logger: Logger };

/**
 * Shows Telegram the menus, a language and a role each. The newspaper is Chinese, and so is the menu of
 * languages we do not speak. A server that refuses must not keep the bot from starting.
 */
export async function registerMenus({ api, adminIds, logger }: Deps): Promise<void> {
  try {
    for (const language of MENU_LANGUAGES)
      await api.setMyCommands(citizenCommands(language), languageCode(language));
  } catch (error) {
    logger.warn({ err: describeError(error) }, 'menus not registered');
    return;
  }
  for (const adminId of adminIds) await registerAdminMenu({ api, logger }, adminId);
}

/** Refused until the administrator has written to the bot; done again at their /start. */
export async function registerAdminMenu(
  { api, logger }: Omit<Deps, 'adminIds'>,
  adminId: number,
): Promise<void> {
  const scope = { type: 'chat', chat_id: adminId } as const;
  try {
    for (const language of MENU_LANGUAGES)
      await api.setMyCommands([...citizenCommands(language), ...adminCommands(language)], {
        scope,
        ...languageCode(language),
      });
  } catch (error) {
    logger.info({ err: describeError(error) }, 'admin menu not registered yet');
  }
}

/** Telegram's menus know two letters of a language, and so no script. */
const MENU_LANGUAGES = ['zh', 'en'] as const;

function languageCode(language: (typeof MENU_LANGUAGES)[number]): { language_code?: 'en' } {
  return language === 'zh' ? {} : { language_code: language };
}

function citizenCommands(language: Language): BotCommand[] {
  return toCommands(textsIn(language).menu);
}

function adminCommands(language: Language): BotCommand[] {
  return toCommands(textsIn(language).adminMenu);
}

function toCommands(menu: Readonly<Record<string, string>>): BotCommand[] {
  return Object.entries(menu).map(([command, description]) => ({ command, description }));
}
