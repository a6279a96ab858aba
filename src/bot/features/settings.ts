import { Composer } from 'grammy';
import { z } from 'zod';
import {
  FREQUENCIES,
  type Frequency,
  MESSAGE_STYLES,
  type MessageStyle,
  type Subscription,
} from '../../domain/index.ts';
import { durably, lockChat, setSchedule, setStyle } from '../../store/index.ts';
import { answer, plain, type Rows, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import { buttonKind, wholeNumber } from '../press.ts';
import { forAdministrators, onChange } from '../rights.ts';
import { chatIdOf, currentSubscription, nextOf, type SubscriptionDeps } from '../subscription.ts';
import type { Texts } from '../texts/index.ts';
import { kindsButton, settingsButton, subscribeButton } from './settings-buttons.ts';

const frequencyButton = buttonKind('frequency', z.tuple([z.enum(FREQUENCIES)]));
const styleButton = buttonKind('style', z.tuple([z.enum(MESSAGE_STYLES)]));
const hoursButton = buttonKind('hours', z.tuple([]));
const hourButton = buttonKind('hour', z.tuple([wholeNumber.pipe(z.number().max(23))]));
const usualHourButton = buttonKind('usual-hour', z.tuple([]));
const HOURS_IN_A_ROW = 6;

/** /settings: how often, when, in which style; every change in the place of the message. */
export function settingsFeature(deps: SubscriptionDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command(
    'settings',
    forAdministrators(async (ctx) => answer(ctx, [await settingsPage(deps, ctx)])),
  );
  feature.use(
    onChange(settingsButton, (ctx) => turnToSettings(deps, ctx)),
    onChange(frequencyButton, (ctx, frequency) => reschedule(deps, ctx, { frequency })),
    onChange(hourButton, (ctx, hour) => reschedule(deps, ctx, { hour })),
    onChange(usualHourButton, (ctx) => reschedule(deps, ctx, { hour: null })),
    onChange(hoursButton, (ctx) => turnToHours(deps, ctx)),
    onChange(styleButton, (ctx, style) => restyle(deps, ctx, style)),
  );
  return feature;
}

async function reschedule(
  deps: SubscriptionDeps,
  ctx: BotContext,
  change: Partial<Pick<Subscription, 'frequency' | 'hour'>>,
): Promise<string | undefined> {
  const isSaved = await durably(deps.db, async (db) => {
    await lockChat(db, chatIdOf(ctx));
    const before = await currentSubscription({ db }, ctx);
    if (!before) return false;
    const after = { ...before, ...change };
    const { chatId, frequency, hour, timezone } = after;
    const { next: dueAt } = nextOf(deps, after);
    await setSchedule(db, chatId, { frequency, hour, timezone, dueAt });
    return true;
  });
  await turnToSettings(deps, ctx);
  return isSaved ? ctx.texts.saved : undefined;
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

async function turnToSettings(deps: SubscriptionDeps, ctx: BotContext): Promise<undefined> {
  await turnTo(ctx, await settingsPage(deps, ctx));
}

async function settingsPage(deps: SubscriptionDeps, ctx: BotContext) {
  const { texts } = ctx;
  const subscription = await currentSubscription(deps, ctx);
  if (!subscription)
    return plain(texts.settingsUnsubscribed, [
      [{ text: texts.buttons.subscribeDaily, callback: subscribeButton.write() }],
    ]);
  const style = ctx.settings?.style ?? deps.defaults.style;
  const { kinds, frequency, hour } = subscription;
  return plain(
    texts.settings({ kinds, frequency, hour, style, ...nextOf(deps, subscription) }),
    settingsRows(texts, frequency, style),
  );
}

function settingsRows(texts: Texts, frequency: Frequency, style: MessageStyle): Rows {
  const mark = (label: string, isCurrent: boolean) => (isCurrent ? texts.current(label) : label);
  const hours = [{ text: texts.buttons.hour, callback: hoursButton.write() }];
  return [
    ...FREQUENCIES.map((each) => [
      {
        text: mark(texts.frequency(each), each === frequency),
        callback: frequencyButton.write(each),
      },
    ]),
    ...(frequency === 'instant' ? [] : [hours]),
    [{ text: texts.buttons.kinds, callback: kindsButton.write() }],
    MESSAGE_STYLES.map((each) => ({
      text: mark(texts.style(each), each === style),
      callback: styleButton.write(each),
    })),
  ];
}

async function turnToHours(deps: SubscriptionDeps, ctx: BotContext): Promise<undefined> {
  const subscription = await currentSubscription(deps, ctx);
  if (!subscription) return turnToSettings(deps, ctx);
  const { texts } = ctx;
  await turnTo(ctx, plain(texts.hourAsk(nextOf(deps, subscription).timezone), hourRows(texts)));
}

function hourRows(texts: Texts): Rows {
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    text: `${hour}:00`,
    callback: hourButton.write(hour),
  }));
  const rows = Array.from({ length: 24 / HOURS_IN_A_ROW }, (_, row) =>
    hours.slice(row * HOURS_IN_A_ROW, (row + 1) * HOURS_IN_A_ROW),
  );
  return [
    ...rows,
    [
      { text: texts.buttons.hourDefault, callback: usualHourButton.write() },
      { text: texts.buttons.back, callback: settingsButton.write() },
    ],
  ];
}
