import { Composer } from 'grammy';
import { z } from 'zod';
import type { Button, IsoDate, Message, PrintedDate } from '../../domain/index.ts';
import { daysUntil, todayIn, zoneOf } from '../../match/index.ts';
import { comingDates, type Db, findSubscription, pastDates } from '../../store/index.ts';
import { answer, say, turnTo } from '../answer.ts';
import type { BotContext } from '../context.ts';
import type { Defaults } from '../deps.ts';
import { datesIn } from '../list-page.ts';
import { composePage, pageNumber } from '../paging.ts';
import { buttonKind, onPress } from '../press.ts';
import { styleOf } from '../style.ts';
import { remindersButton } from './reminder-buttons.ts';

export type DatesDeps = {
  readonly db: Db;
  readonly now: () => Date;
  /** Of chats that chose none. */
  readonly timezone: string;
};

type Deps = DatesDeps & { readonly defaults: Pick<Defaults, 'style'> };
type Time = 'ahead' | 'past';

const datesButton = buttonKind('dates', z.tuple([z.enum(['ahead', 'past']), pageNumber]));

/** /dates: what is coming, nearest first; what has passed stands on pages of its own. */
export function datesFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('dates', async (ctx) => {
    const page = await datesPage(deps, ctx, 'ahead', 1);
    await (page ? answer(ctx, [page]) : say(ctx, ctx.texts.people.noDates, below(ctx, 'ahead')));
  });
  feature.use(
    onPress(datesButton, async (ctx, time, number) => {
      const page = await datesPage(deps, ctx, time, number);
      if (page) await turnTo(ctx, page);
      if (page) return undefined;
      const { noDates, noPastDates } = ctx.texts.people;
      return time === 'ahead' ? noDates : noPastDates;
    }),
  );
  return feature;
}

async function datesPage(
  deps: Deps,
  ctx: BotContext,
  time: Time,
  page: number,
): Promise<Message | undefined> {
  const today = await todayOf(deps, ctx);
  const { people } = ctx.texts;
  return composePage<ReturnType<typeof withDaysLeft>, Message>(
    {
      find: async (range) => {
        const { dates, total } =
          time === 'ahead'
            ? await comingDates(deps.db, { from: today, ...range })
            : await pastDates(deps.db, { before: today, ...range });
        return { entries: dates.map((date) => withDaysLeft(date, today)), total };
      },
      compose: (dates, place) =>
        datesIn(styleOf(ctx, deps.defaults), {
          title: time === 'ahead' ? people.datesTitle : people.pastDatesTitle,
          dates,
          offer: time === 'ahead' ? 'remind' : 'nothing',
          note: '',
          language: ctx.language,
          ...place,
          pageCallback: (number) => datesButton.write(time, number),
          below: below(ctx, time),
        }),
    },
    page,
  );
}

/** By the clock of the chat. */
export async function todayOf(
  { db, now, timezone }: DatesDeps,
  { chatId }: Pick<BotContext, 'chatId'>,
): Promise<IsoDate> {
  const chosen = chatId === undefined ? undefined : await findSubscription(db, chatId);
  return todayIn(zoneOf({ timezone }, { timezone: chosen?.timezone ?? null }), now());
}

export function withDaysLeft(
  date: PrintedDate,
  today: IsoDate,
): PrintedDate & { readonly daysLeft: number } {
  return { ...date, daysLeft: daysUntil(date.date, today) };
}

function below({ texts }: BotContext, time: Time): Button[][] {
  const { people } = texts;
  const other =
    time === 'ahead'
      ? { text: people.seePastDates, callback: datesButton.write('past', 1) }
      : { text: people.seeComingDates, callback: datesButton.write('ahead', 1) };
  return [[other], [{ text: people.myReminders, callback: remindersButton.write(1) }]];
}
