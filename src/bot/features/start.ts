import { Composer } from 'grammy';
import type { Logger } from 'pino';
import { itemIn } from '../../compose/index.ts';
import { ITEM_KINDS, type MessageStyle, type StoredItem } from '../../domain/index.ts';
import { type Db, latestIssue } from '../../store/index.ts';
import { type Rows, say } from '../answer.ts';
import { showMenu } from '../commands.ts';
import { type BotContext, keepChat } from '../context.ts';
import { papersOf } from '../papers.ts';
import { currentSubscription } from '../subscription.ts';
import type { Texts } from '../texts/index.ts';
import { howButton } from './follow/buttons.ts';
import { showItem } from './item.ts';
import { settingsButton, subscribeButton } from './settings-buttons.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly publication: string;
  readonly style: MessageStyle;
  readonly adminIds: readonly number[];
  readonly logger: Logger;
};

/** What `/start` is followed by for who found nothing in another chat. */
export const SEARCH = 'search';

/** /start: one screen that says what this is and shows a real item; with `item_ID`, that item; with `search`, how to. */
export function startFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('start', async (ctx) => {
    if (ctx.chat.type === 'private') await keepChat(deps.db, ctx, deps.now());
    const item = /^item_(\d{1,15})$/.exec(ctx.match)?.[1];
    if (item) return showItem(deps, ctx, Number(item));
    await (ctx.match === SEARCH ? showHowToSearch(ctx) : welcome(deps, ctx));
    // Before the first message Telegram knows no chat to show an admin's menu in, and never a script.
    if (deps.adminIds.includes(ctx.chat.id) || ctx.language === 'zh-hant')
      await showMenu(deps, ctx);
  });
  return feature;
}

/** Whether it is the first thing somebody hears from the bot or not. */
async function showHowToSearch(ctx: BotContext): Promise<void> {
  const { searchStart, searchUsage } = ctx.texts;
  await say(ctx, [searchStart, searchUsage].join('\n\n'));
}

async function welcome(deps: Deps, ctx: BotContext): Promise<void> {
  const { db } = deps;
  const { texts } = ctx;
  const printed = mostTelling((await latestIssue(db))?.items ?? []);
  const newest = printed && itemIn(ctx.language, printed);
  const { kinds = [] } = (await currentSubscription({ db }, ctx)) ?? {};
  await say(
    ctx,
    texts.welcome({
      publications: await papersOf(deps, ctx),
      example: newest ? texts.example(newest) : null,
    }),
    welcomeRows(texts, kinds.length > 0),
  );
}

/** A decision says more of what comes here than a piece of news. */
function mostTelling(items: readonly StoredItem[]): StoredItem | undefined {
  return ITEM_KINDS.flatMap((kind) => items.filter((item) => item.kind === kind))[0];
}

/** Two, so that nobody has to choose among many; /help leads to all the rest. */
function welcomeRows({ buttons, follows }: Texts, isSubscribed: boolean): Rows {
  return [
    isSubscribed
      ? [{ text: buttons.settings, callback: settingsButton.write() }]
      : [{ text: buttons.subscribeDaily, callback: subscribeButton.write() }],
    [{ text: follows.followSomething, callback: howButton.write() }],
  ];
}
