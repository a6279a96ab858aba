import { Composer } from 'grammy';
import { z } from 'zod';
import type { MessageStyle, Rhythm } from '../../domain/index.ts';
import { setStyle, setUrgent } from '../../store/index.ts';
import { answer, plain, type Rows, say, topicOf } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { hourGrid } from '../hour-grid.ts';
import { buttonKind, wholeNumber } from '../press.ts';
import { wordsFrom } from '../quoted-words.ts';
import { forAdministrators, onChange } from '../rights.ts';
import { currentSubscription, nextOf, type SubscriptionDeps } from '../subscription.ts';
import type { Texts } from '../texts/index.ts';
import { bringTo, topicButton } from '../topic.ts';
import { changeRhythm } from './settings/change.ts';
import {
  frequencyButton,
  hoursButton,
  settingsPage,
  styleButton,
  turnToPage,
  turnToSettings,
  urgentButton,
} from './settings/page.ts';
import { papersFeature } from './settings/papers.ts';
import {
  quietButton,
  quietFromButton,
  quietFromPage,
  quietHoursButton,
  quietPage,
  quietToPage,
} from './settings/quiet.ts';
import { readZone, zoneButton, zonesButton, zonesPage } from './settings/zones.ts';
import { settingsButton } from './settings-buttons.ts';

const hourButton = buttonKind('hour', z.tuple([wholeNumber.pipe(z.number().max(23))]));
const usualHourButton = buttonKind('usual-hour', z.tuple([]));
/** /settings 时区 Europe/Rome */
const ZONE_WORDS = /^(?:时区|時區|timezone|time zone|zone)(?:[:：\s]+(?<zone>.*))?$/iu;

/** /settings: how often, when, in which style; every change in the place of the message. */
export function settingsFeature(deps: SubscriptionDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command(
    'settings',
    forAdministrators(async (ctx) => {
      const words = String(ctx.match ?? '').trim();
      if (words === '') await answer(ctx, [await settingsPage(deps, ctx)]);
      else await moveByWords(deps, ctx, words);
    }),
  );
  feature.use(
    onChange(settingsButton, (ctx) => turnToSettings(deps, ctx)),
    onChange(frequencyButton, (ctx, frequency) => reschedule(deps, ctx, { frequency })),
    onChange(hourButton, (ctx, hour) => reschedule(deps, ctx, { hour })),
    onChange(usualHourButton, (ctx) => reschedule(deps, ctx, { hour: null })),
    onChange(hoursButton, (ctx) => turnToHours(deps, ctx)),
    onChange(topicButton, async (ctx, where) => {
      await bringTo(deps.db, ctx, where === 'here' ? topicOf(ctx) : null);
      await turnToSettings(deps, ctx);
      return ctx.texts.saved;
    }),
    onChange(styleButton, (ctx, style) => restyle(deps, ctx, style)),
    onChange(zonesButton, (ctx) =>
      turnToPage(deps, ctx, (subscription) => zonesPage(ctx.texts, nextOf(deps, subscription))),
    ),
    onChange(zoneButton, (ctx, zone) =>
      reschedule(deps, ctx, { timezone: zone === 'usual' ? null : zone }),
    ),
    onChange(urgentButton, (ctx, state) => wantUrgent(deps, ctx, state === 'on')),
    ...quietHandlers(deps),
    papersFeature(deps),
  );
  return feature;
}

function quietHandlers(deps: SubscriptionDeps) {
  return [
    onChange(quietButton, (ctx, step) => {
      if (step === 'off') return reschedule(deps, ctx, { quiet: null });
      return turnToPage(deps, ctx, ({ quiet, ...subscription }) =>
        step === 'own'
          ? quietFromPage(ctx.texts)
          : quietPage(ctx.texts, { quiet, ...nextOf(deps, subscription) }),
      );
    }),
    onChange(quietFromButton, (ctx, from) =>
      turnToPage(deps, ctx, () => quietToPage(ctx.texts, from)),
    ),
    onChange(quietHoursButton, (ctx, from, to) =>
      from === to
        ? Promise.resolve(ctx.texts.outdated)
        : reschedule(deps, ctx, { quiet: { from, to } }),
    ),
  ];
}

async function reschedule(
  deps: SubscriptionDeps,
  ctx: BotContext,
  change: Partial<Rhythm>,
): Promise<string | undefined> {
  const isSaved = await changeRhythm(deps, ctx, change);
  await turnToSettings(deps, ctx);
  return isSaved ? ctx.texts.saved : undefined;
}

/** A zone is written by hand where no button names it. */
async function moveByWords(deps: SubscriptionDeps, ctx: BotContext, words: string): Promise<void> {
  const { when } = ctx.texts;
  const zone = ZONE_WORDS.exec(words)?.groups;
  if (!zone) return say(ctx, when.usage);
  const named = zone['zone'] ?? '';
  if (named === '') return offerZones(deps, ctx);
  const timezone = readZone(named);
  if (timezone === undefined) return say(ctx, when.zoneUnknown(wordsFrom(named)));
  await changeRhythm(deps, ctx, { timezone });
  await answer(ctx, [await settingsPage(deps, ctx)]);
}

async function offerZones(deps: SubscriptionDeps, ctx: BotContext): Promise<void> {
  const subscription = await currentSubscription(deps, ctx);
  const page = subscription
    ? zonesPage(ctx.texts, nextOf(deps, subscription))
    : await settingsPage(deps, ctx);
  await answer(ctx, [page]);
}

async function wantUrgent(
  deps: SubscriptionDeps,
  ctx: BotContext,
  isWanted: boolean,
): Promise<string | undefined> {
  const subscription = await currentSubscription(deps, ctx);
  if (!subscription) return turnToSettings(deps, ctx);
  await setUrgent(deps.db, subscription.chatId, isWanted);
  await turnToSettings(deps, ctx);
  return ctx.texts.saved;
}

async function restyle(
  deps: SubscriptionDeps,
  ctx: BotContext,
  style: MessageStyle,
): Promise<string | undefined> {
  if (!ctx.settings) return turnToSettings(deps, ctx);
  await setStyle(deps.db, ctx.settings.id, style);
  ctx.settings = { ...ctx.settings, style };
  await turnToSettings(deps, ctx);
  return ctx.texts.saved;
}

function turnToHours(deps: SubscriptionDeps, ctx: BotContext): Promise<undefined> {
  return turnToPage(deps, ctx, (subscription) =>
    plain(ctx.texts.hourAsk(nextOf(deps, subscription)), hourRows(ctx.texts)),
  );
}

function hourRows(texts: Texts): Rows {
  return [
    ...hourGrid(hourButton.write),
    [
      { text: texts.buttons.hourDefault, callback: usualHourButton.write() },
      { text: texts.buttons.back, callback: settingsButton.write() },
    ],
  ];
}
