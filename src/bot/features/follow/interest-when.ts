import { Composer } from 'grammy';
import type { ClassicMessage, Interest, OwnWhen } from '../../../domain/index.ts';
import { plain, turnTo } from '../../answer.ts';
import type { BotContext } from '../../context.ts';
import { hourGrid } from '../../hour-grid.ts';
import { onChange } from '../../rights.ts';
import type { SubscriptionDeps } from '../../subscription.ts';
import { type QuietLinks, quietFromPage, quietRows, quietToPage } from '../settings/quiet.ts';
import {
  hourButton,
  hoursButton,
  quietButton,
  quietFromButton,
  quietHoursButton,
  rhythmButton,
  zoneButton,
  zonesButton,
} from './buttons.ts';
import { type Change, changeWhen } from './change-when.ts';
import { backTo, showPage } from './interest.ts';
import { interestPage, rhythmOf } from './interest-page.ts';
import { typedZoneFeature, zonesPage } from './interest-zone.ts';

type Notice = Promise<string | undefined>;
type Whole = Awaited<ReturnType<typeof rhythmOf>>;

/** When something that is followed comes: how often, at which hour, by whose clock, and when not. */
export function interestWhenFeature(deps: SubscriptionDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const show = (
    ctx: BotContext,
    id: number,
    page: (ctx: BotContext, interest: Interest, rhythm: Whole) => ClassicMessage,
  ) =>
    showPage(deps, ctx, {
      id,
      page: async (interest) => page(ctx, interest, await rhythmOf(deps, interest)),
    });
  const change = (ctx: BotContext, id: number, when: Partial<OwnWhen>) =>
    reschedule(deps, ctx, { id, when });
  feature.use(
    onChange(rhythmButton, (ctx, id, often) =>
      change(ctx, id, { frequency: often === 'with' ? null : often, hour: null }),
    ),
    onChange(hourButton, (ctx, id, hour) =>
      change(ctx, id, { hour: hour === 'usual' ? null : Number(hour) }),
    ),
    onChange(hoursButton, (ctx, id) => show(ctx, id, hoursPage)),
    onChange(zonesButton, (ctx, id) => show(ctx, id, zonesPage)),
    onChange(zoneButton, (ctx, id, zone) =>
      change(ctx, id, { timezone: zone === 'usual' ? null : zone }),
    ),
    typedZoneFeature(deps),
    onChange(quietButton, (ctx, id, step) => {
      if (step === 'off') return change(ctx, id, { quiet: 'none' });
      if (step === 'usual') return change(ctx, id, { quiet: null });
      return show(ctx, id, step === 'own' ? fromPage : quietPage);
    }),
    onChange(quietFromButton, (ctx, id, from) =>
      show(ctx, id, () => quietToPage(ctx.texts, from, linksOf(id))),
    ),
    onChange(quietHoursButton, (ctx, id, from, to) =>
      from === to ? Promise.resolve(ctx.texts.outdated) : change(ctx, id, { quiet: { from, to } }),
    ),
  );
  return feature;
}

async function reschedule(deps: SubscriptionDeps, ctx: BotContext, change: Change): Notice {
  const interest = await changeWhen(deps, ctx, change);
  if (!interest) return ctx.texts.follows.gone;
  await turnTo(ctx, await interestPage(deps, ctx, { interest, isNew: false }));
  return ctx.texts.saved;
}

function hoursPage({ texts }: BotContext, { id, query }: Interest, clock: Whole) {
  return plain(texts.follows.hourAsk(query, clock), [
    ...hourGrid((hour) => hourButton.write(id, String(hour))),
    [{ text: texts.follows.usualHour, callback: hourButton.write(id, 'usual') }, backTo(texts, id)],
  ]);
}

function quietPage({ texts }: BotContext, { id, query, quiet }: Interest, rhythm: Whole) {
  const usual = texts.follows.asInSettings;
  return plain(texts.follows.quietAsk(query, rhythm), [
    ...quietRows(texts, quiet, linksOf(id)),
    [
      {
        text: quiet === null ? texts.current(usual) : usual,
        callback: quietButton.write(id, 'usual'),
      },
      backTo(texts, id),
    ],
  ]);
}

function fromPage({ texts }: BotContext, { id }: Interest) {
  return quietFromPage(texts, linksOf(id));
}

function linksOf(id: number): QuietLinks {
  return {
    step: (step) => quietButton.write(id, step),
    from: (hour) => quietFromButton.write(id, hour),
    hours: (from, to) => quietHoursButton.write(id, from, to),
  };
}
