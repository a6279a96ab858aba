/**
 * The conversation: citizens read, search and subscribe, admins read issues in and broadcast.
 *
 * In: Telegram's updates, by polling or webhook. Out: answers, settings, queued campaigns.
 * Never: a send past the budget, a citizen's words in the database or the log, a decision about delivery.
 */
import { sequentialize } from '@grammyjs/runner';
import { Bot } from 'grammy';
import { botIdOf } from '../deliver/index.ts';
import { reserveReply } from '../store/index.ts';
import { askForPatience } from './ask-for-patience.ts';
import { type BotContext, knowChat } from './context.ts';
import type { BotDeps } from './deps.ts';
import { apologize } from './errors.ts';
import { adminFeature } from './features/admin/index.ts';
import { appointmentsFeature } from './features/appointments.ts';
import { calendarFileFeature } from './features/calendar-file.ts';
import { datesFeature } from './features/dates.ts';
import { exportFeature } from './features/export.ts';
import { followFeature } from './features/follow/index.ts';
import { forgetFeature } from './features/forget.ts';
import { helpFeature } from './features/help.ts';
import { inlineFeature } from './features/inline.ts';
import { issueFeature } from './features/issue.ts';
import { itemFeature } from './features/item.ts';
import { languageFeature } from './features/language.ts';
import { listsFeature } from './features/lists.ts';
import { membershipFeature } from './features/membership.ts';
import { mentionFeature } from './features/mention.ts';
import { missedFeature, welcomeBack } from './features/missed.ts';
import { personFeature } from './features/person.ts';
import { remindersFeature } from './features/reminders.ts';
import { searchFeature } from './features/search.ts';
import { settingsFeature } from './features/settings.ts';
import { startFeature } from './features/start.ts';
import { subscribeFeature } from './features/subscribe.ts';
import { unknownFeature } from './features/unknown.ts';
import { unsubscribeFeature } from './features/unsubscribe.ts';
import { whoFeature } from './features/who.ts';
import { leaveAlone } from './leave-alone.ts';
import { createProgress, type Progress } from './progress.ts';
import { replyFirst } from './reply-first.ts';
import { shedFlood } from './shed-flood.ts';
import { understand } from './understand.ts';

export { registerMenus } from './commands.ts';
export type { BotContext } from './context.ts';
export type { BotDeps } from './deps.ts';
export { describeAlert } from './describe-alert.ts';
export { startPolling } from './polling.ts';
export type { Progress } from './progress.ts';
export { makeAcquaintance } from './reach-telegram.ts';
export { createWebhook } from './webhook.ts';

/** The bot and the reporter of its broadcasts. Neither runs yet. */
export function createBot(deps: BotDeps): {
  readonly bot: Bot<BotContext>;
  readonly progress: Progress;
} {
  const { db, now, token, client, rate, mayPay, giveWay, logger } = deps;
  const bot = new Bot<BotContext>(token, { client });
  const botId = botIdOf(token);
  const reserve = async () => giveWay(await reserveReply(db, { botId, now, rate }));
  bot.api.config.use(replyFirst({ reserve, now, mayPay }));
  const { publication, style, schedule } = deps.defaults;
  const progress = createProgress({ db, api: bot.api, logger, timezone: schedule.timezone });

  bot.use(shedFlood({ adminIds: deps.adminIds, onShed: askForPatience({ db, logger }) }));
  bot.use(sequentialize((ctx) => String(ctx.chatId ?? ctx.from?.id ?? '')));
  bot
    .errorBoundary(apologize({ db, now, logger }))
    .use(leaveAlone, knowChat(db), understand, welcomeBack({ db, now }))
    .use(
      membershipFeature({ db, now, publication }),
      startFeature({ ...deps, publication, style }),
      helpFeature(deps),
      issueFeature({ db, now, style, timezone: schedule.timezone }),
      listsFeature(deps),
      appointmentsFeature(deps),
      whoFeature(deps),
      personFeature(deps),
      datesFeature({ ...deps, timezone: schedule.timezone }),
      remindersFeature({ ...deps, timezone: schedule.timezone }),
      calendarFileFeature(deps),
      searchFeature(deps),
      itemFeature({ db, style }),
      missedFeature({ db, style }),
      subscribeFeature(deps),
      unsubscribeFeature(deps),
      followFeature(deps),
      settingsFeature(deps),
      languageFeature(deps),
      exportFeature(deps),
      forgetFeature(deps),
      adminFeature({ ...deps, progress }),
      inlineFeature({ db }),
      mentionFeature(deps),
      unknownFeature(deps),
    );
  return { bot, progress };
}
