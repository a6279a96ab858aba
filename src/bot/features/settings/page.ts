import { z } from 'zod';
import {
  type ClassicMessage,
  FREQUENCIES,
  MESSAGE_STYLES,
  type MessageStyle,
  type Subscription,
} from '../../../domain/index.ts';
import { isOfBefore, usualTimes } from '../../../match/index.ts';
import { publicationNames } from '../../../store/index.ts';
import { plain, type Rows, turnTo } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { withMoment } from '../../moment.ts';
import { paperNamed } from '../../papers.ts';
import { buttonKind } from '../../press.ts';
import { currentSubscription, nextOf, type SubscriptionDeps } from '../../subscription.ts';
import type { Texts } from '../../texts/index.ts';
import { topicRows, withTopic } from '../../topic.ts';
import { followsButton, howButton } from '../follow/buttons.ts';
import {
  kindsButton,
  languagesButton,
  papersButton,
  subscribeButton,
} from '../settings-buttons.ts';
import { quietButton } from './quiet.ts';
import { zonesButton } from './zones.ts';

export const frequencyButton = buttonKind('frequency', z.tuple([z.enum(FREQUENCIES)]));
export const styleButton = buttonKind('style', z.tuple([z.enum(MESSAGE_STYLES)]));
export const hoursButton = buttonKind('hours', z.tuple([]));
export const urgentButton = buttonKind('urgent', z.tuple([z.enum(['on', 'off'])]));

export async function turnToSettings(deps: SubscriptionDeps, ctx: BotContext): Promise<undefined> {
  await turnTo(ctx, await settingsPage(deps, ctx));
}

/** A page that leads back to the settings; who is subscribed no more is there already. */
export async function turnToPage(
  deps: SubscriptionDeps,
  ctx: BotContext,
  write: (subscription: Subscription) => ClassicMessage | Promise<ClassicMessage>,
): Promise<undefined> {
  const subscription = await currentSubscription(deps, ctx);
  if (subscription) await turnTo(ctx, await write(subscription));
  else await turnToSettings(deps, ctx);
}

/** All settings at a glance, with buttons to change them. */
export async function settingsPage(deps: SubscriptionDeps, ctx: BotContext) {
  const { texts } = ctx;
  const subscription = await currentSubscription(deps, ctx);
  if (!subscription)
    return plain(texts.settingsUnsubscribed, [
      [{ text: texts.buttons.subscribeDaily, callback: subscribeButton.write() }],
      [{ text: texts.follows.followSomething, callback: howButton.write() }],
      languageRow(texts),
    ]);
  const style = ctx.settings?.style ?? deps.defaults.style;
  const due = nextOf(deps, subscription);
  const { schedule } = deps.defaults;
  const usual = usualTimes(schedule, subscription.frequency);
  const isKept = isOfBefore(schedule, subscription, due);
  const hasPapers = await isLimitable(deps, subscription);
  const publication = hasPapers ? paperNamed(ctx, subscription.publication) : undefined;
  const about = texts.settings({ ...subscription, ...due, publication, style, usual, isKept });
  const page = plain(withTopic(ctx, about), [
    ...settingsRows(texts, { ...subscription, hasPapers, style }),
    ...topicRows(ctx),
    languageRow(texts),
  ]);
  return withMoment(page, { at: due.next, timezone: due.timezone, language: ctx.language });
}

/** With one paper there is nothing to choose, and without kinds nothing to limit. */
async function isLimitable({ db }: SubscriptionDeps, { kinds }: Subscription): Promise<boolean> {
  return kinds.length > 0 && (await publicationNames(db)).length > 1;
}

type Shown = Pick<Subscription, 'frequency' | 'urgent'> & {
  readonly hasPapers: boolean;
  readonly style: MessageStyle;
};

function settingsRows(texts: Texts, { frequency, urgent, hasPapers, style }: Shown): Rows {
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
    [
      { text: texts.when.zone, callback: zonesButton.write() },
      { text: texts.when.quiet, callback: quietButton.write('show') },
    ],
    [
      urgent
        ? { text: texts.when.urgentOff, callback: urgentButton.write('off') }
        : { text: texts.when.urgentOn, callback: urgentButton.write('on') },
    ],
    ...(hasPapers ? [[{ text: texts.buttons.papers, callback: papersButton.write() }]] : []),
    [
      { text: texts.buttons.kinds, callback: kindsButton.write() },
      { text: texts.follows.settings, callback: followsButton.write('show', 1) },
    ],
    MESSAGE_STYLES.map((each) => ({
      text: mark(texts.style(each), each === style),
      callback: styleButton.write(each),
    })),
  ];
}

function languageRow({ languages }: Texts) {
  return [{ text: languages.button, callback: languagesButton.write() }];
}
