import { Composer } from 'grammy';
import type { Logger } from 'pino';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../../domain/index.ts';
import { type Db, durably, setLanguage } from '../../store/index.ts';
import { plain, type Rows, say, turnTo } from '../answer.ts';
import { showMenu } from '../commands.ts';
import { type BotContext, keepChat, speak } from '../context.ts';
import { buttonKind } from '../press.ts';
import { forAdministrators, onChange } from '../rights.ts';
import { chatIdOf } from '../subscription.ts';
import { textsIn } from '../texts/index.ts';
import { languagesButton, settingsButton } from './settings-buttons.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly adminIds: readonly number[];
  readonly logger: Logger;
};

/** As those who speak it call it. */
const NAMES: Record<Language, string> = { zh: '简体中文', 'zh-hant': '繁體中文', en: 'English' };

/** Other words by which people name it. */
const WORDS: Record<Language, RegExp> = {
  zh: /^(?:简体?|简中|中文|zh(?:-(?:hans|cn|sg))?|chinese|simplified(?: chinese)?)$/u,
  'zh-hant': /^(?:[繁正][体體]?|繁中|zh-(?:hant|tw|hk|mo)|traditional(?: chinese)?)$/u,
  en: /^(?:en|英[文语語])$/u,
};

const languageButton = buttonKind('language', z.tuple([z.enum(LANGUAGES)]));
/** The same on a page that leads back to the settings. */
const languageInSettingsButton = buttonKind('settings-language', z.tuple([z.enum(LANGUAGES)]));

/** /language: what is chosen counts at once, for everything that is said and sent in this chat. */
export function languageFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command(
    'language',
    forAdministrators(async (ctx) => {
      const words = String(ctx.match ?? '').trim();
      if (words === '') return say(ctx, ctx.texts.languages.ask, rows(ctx));
      const language = readLanguage(words);
      if (!language) return say(ctx, ctx.texts.languages.usage, rows(ctx));
      await choose(deps, ctx, language);
      await say(ctx, ctx.texts.languages.chosen(NAMES[language]), rows(ctx));
    }),
  );
  const chosenOn =
    (page: (ctx: BotContext) => Rows) => async (ctx: BotContext, language: Language) => {
      await choose(deps, ctx, language);
      await turnTo(ctx, plain(ctx.texts.languages.chosen(NAMES[language]), page(ctx)));
      return ctx.texts.saved;
    };
  feature.use(
    onChange(languageButton, chosenOn(rows)),
    onChange(languageInSettingsButton, chosenOn(rowsInSettings)),
    onChange(languagesButton, async (ctx) => {
      await turnTo(ctx, plain(ctx.texts.languages.ask, rowsInSettings(ctx)));
    }),
  );
  return feature;
}

function readLanguage(words: string): Language | undefined {
  const named = words.normalize('NFKC').toLowerCase().replaceAll('_', '-');
  return LANGUAGES.find(
    (language) => named === NAMES[language].toLowerCase() || WORDS[language].test(named),
  );
}

async function choose(deps: Deps, ctx: BotContext, language: Language): Promise<void> {
  speak(ctx, language);
  await durably(deps.db, async (db) => {
    await keepChat(db, ctx, deps.now());
    await setLanguage(db, chatIdOf(ctx), language);
  });
  await showMenu(deps, ctx);
}

function rowsInSettings(ctx: BotContext): Rows {
  const back = { text: ctx.texts.buttons.back, callback: settingsButton.write() };
  return [...rows(ctx, languageInSettingsButton), [back]];
}

function rows({ language: current }: BotContext, button = languageButton): Rows {
  const texts = textsIn(current);
  return LANGUAGES.map((language) => [
    {
      text: language === current ? texts.current(NAMES[language]) : NAMES[language],
      callback: button.write(language),
    },
  ]);
}
