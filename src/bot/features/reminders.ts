import { Composer } from 'grammy';
import { composeDates, nameKeyDate, wordsIn } from '../../compose/index.ts';
import type { Button, ClassicMessage, KeyDateLabel, PrintedDate } from '../../domain/index.ts';
import { earliestReminder, REMINDER_DAYS, reminderAt, zoneOf } from '../../match/index.ts';
import {
  type Db,
  dropReminder,
  durably,
  findDate,
  findSubscription,
  lockChat,
  remindedDates,
  remindersOf,
  setReminder,
} from '../../store/index.ts';
import { answer, plain, turnTo } from '../answer.ts';
import { type BotContext, keepChat } from '../context.ts';
import { shorten } from '../listed.ts';
import { composePage } from '../paging.ts';
import { callbacksOf, onPress } from '../press.ts';
import { onChange } from '../rights.ts';
import { chatIdOf } from '../subscription.ts';
import { nameZone, writeMoment } from '../texts/calendar.ts';
import { type DatesDeps, todayOf, withDaysLeft } from './dates.ts';
import { remindAtButton, remindButton, remindersButton, stopButton } from './reminder-buttons.ts';

type Named = Pick<PrintedDate, 'itemId' | 'label' | 'date'>;

/** «Remind me» under a date: at which of its times, and all that one is reminded of. */
export function remindersFeature(deps: DatesDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(
    onChange(remindButton, (ctx, ...named) => remind(deps, ctx, nameOf(named))),
    onChange(remindAtButton, (ctx, itemId, label, date, days) =>
      toggle(deps, ctx, { itemId, label, date }, days),
    ),
    onChange(stopButton, (ctx, ...named) => stop(deps, ctx, nameOf(named))),
    onPress(remindersButton, async (ctx, number) => {
      const page = await remindersPage(deps, ctx, number);
      if (page) await answerOrTurn(ctx, page);
      return page ? undefined : ctx.texts.people.noReminders;
    }),
  );
  return feature;
}

function nameOf([itemId, label, date]: readonly [number, KeyDateLabel, string]): Named {
  return { itemId, label, date };
}

/** At first at all times that are still ahead; who has chosen already is shown what. */
async function remind(deps: DatesDeps, ctx: BotContext, named: Named): Promise<string | undefined> {
  const found = await findDate(deps.db, named);
  if (!found) return ctx.texts.people.dateGone;
  const clock = await clockOf(deps, ctx);
  const ahead = timesOf(found, clock, deps.now());
  if (ahead.length === 0) return ctx.texts.people.tooLate;
  await durably(deps.db, async (db) => {
    await keepChat(db, ctx, deps.now());
    await lockChat(db, chatIdOf(ctx));
    if ((await remindersOf(db, chatIdOf(ctx), named)).length > 0) return;
    for (const days of ahead) await set(db, ctx, { found, days, now: deps.now() });
  });
  await answer(ctx, [await chosenPage(deps, ctx, found)]);
  return undefined;
}

async function toggle(
  deps: DatesDeps,
  ctx: BotContext,
  named: Named,
  days: number,
): Promise<string | undefined> {
  const found = await findDate(deps.db, named);
  if (!found) return ctx.texts.people.dateGone;
  const clock = await clockOf(deps, ctx);
  if (!timesOf(found, clock, deps.now()).some((each) => each === days))
    return ctx.texts.people.tooLate;
  await durably(deps.db, async (db) => {
    await keepChat(db, ctx, deps.now());
    await lockChat(db, chatIdOf(ctx));
    const chosen = await remindersOf(db, chatIdOf(ctx), named);
    if (chosen.some(({ daysBefore }) => daysBefore === days))
      await dropReminder(db, chatIdOf(ctx), named, days);
    else await set(db, ctx, { found, days, now: deps.now() });
  });
  await turnTo(ctx, await chosenPage(deps, ctx, found));
  return ctx.texts.saved;
}

type New = { readonly found: PrintedDate; readonly days: number; readonly now: Date };

async function set(db: Db, ctx: BotContext, { found, days, now }: New): Promise<void> {
  const dueAt = earliestReminder(found.date, days);
  await setReminder(db, chatIdOf(ctx), { date: found, daysBefore: days, dueAt }, now);
}

/**
 * Under the list of reminders it is the list that changes, and else the message says so. What was corrected
 * since goes on by another date: nobody is told that it is off.
 */
async function stop(deps: DatesDeps, ctx: BotContext, named: Named): Promise<string | undefined> {
  const { people } = ctx.texts;
  const wasSet = await dropReminder(deps.db, chatIdOf(ctx), named, null);
  const found = await findDate(deps.db, named);
  if (isList(ctx))
    await turnTo(ctx, (await remindersPage(deps, ctx, 1)) ?? plain(people.noReminders));
  else if (found && isChoice(ctx)) await turnTo(ctx, await chosenPage(deps, ctx, found));
  return wasSet || found ? people.remindersOff : people.dateGone;
}

/** The messages are told apart by their buttons: nothing is kept of what was sent. */
function isList(ctx: BotContext): boolean {
  return (
    callbacksOf(ctx).some((data) => stopButton.read(data) !== undefined) &&
    shownText(ctx).startsWith(ctx.texts.people.remindersTitle)
  );
}

function isChoice(ctx: BotContext): boolean {
  return callbacksOf(ctx).some((data) => remindAtButton.read(data) !== undefined);
}

function shownText(ctx: BotContext): string {
  return ctx.callbackQuery?.message?.text ?? '';
}

type Clock = Omit<Parameters<typeof reminderAt>[0], 'date' | 'daysBefore'>;

async function clockOf({ db, timezone }: DatesDeps, ctx: BotContext): Promise<Clock> {
  const chosen = await findSubscription(db, chatIdOf(ctx));
  return {
    hour: chosen?.hour ?? null,
    quiet: chosen?.quiet ?? null,
    timezone: zoneOf({ timezone }, { timezone: chosen?.timezone ?? null }),
  };
}

/** So many days before as are still ahead. */
function timesOf({ date }: PrintedDate, clock: Clock, now: Date): number[] {
  return REMINDER_DAYS.filter((daysBefore) => reminderAt({ date, daysBefore, ...clock }) > now);
}

async function chosenPage(
  deps: DatesDeps,
  ctx: BotContext,
  found: PrintedDate,
): Promise<ClassicMessage> {
  const { people } = ctx.texts;
  const clock = await clockOf(deps, ctx);
  const chosen = (await remindersOf(deps.db, chatIdOf(ctx), found))
    .filter(({ isSent }) => !isSent)
    .map(({ daysBefore }) => daysBefore);
  const times = chosen.map((daysBefore) => {
    const at = reminderAt({ date: found.date, daysBefore, ...clock });
    const moment = writeMoment(at, clock.timezone, ctx.language);
    return people.time(people.daysBefore(daysBefore), moment);
  });
  const text = people.reminderSet({
    label: nameKeyDate(found.label, ctx.language),
    date: found.date,
    title: shorten(wordsIn(ctx.language, found.title)),
    times,
    zone: nameZone({ timezone: clock.timezone, now: deps.now() }, ctx.language),
  });
  return plain(text, choices(ctx, { found, chosen, ahead: timesOf(found, clock, deps.now()) }));
}

type Choice = {
  readonly found: PrintedDate;
  readonly chosen: readonly number[];
  readonly ahead: readonly number[];
};

function choices({ texts: { people } }: BotContext, { found, chosen, ahead }: Choice): Button[][] {
  const { itemId, label, date } = found;
  const toggles = ahead.map((days) => {
    const when = people.daysBefore(days);
    return [
      {
        text: chosen.includes(days) ? people.chosen(when) : people.notChosen(when),
        callback: remindAtButton.write(itemId, label, date, days),
      },
    ];
  });
  const off = { text: people.stopAll, callback: stopButton.write(itemId, label, date) };
  return [
    ...toggles,
    ...(chosen.length > 0 ? [[off]] : []),
    [{ text: people.myReminders, callback: remindersButton.write(1) }],
  ];
}

async function remindersPage(
  deps: DatesDeps,
  ctx: BotContext,
  page: number,
): Promise<ClassicMessage | undefined> {
  const today = await todayOf(deps, ctx);
  return composePage(
    {
      find: async (range) => {
        const { dates, total } = await remindedDates(deps.db, chatIdOf(ctx), {
          from: today,
          ...range,
        });
        return { entries: dates.map((date) => withDaysLeft(date, today)), total };
      },
      compose: (dates, place) =>
        composeDates({
          title: ctx.texts.people.remindersTitle,
          dates,
          offer: 'stop',
          note: '',
          language: ctx.language,
          ...place,
          pageCallback: remindersButton.write,
          below: [],
        }),
    },
    page,
  );
}

/** Another page of the list in its place; the list itself below what it was called from. */
async function answerOrTurn(ctx: BotContext, page: ClassicMessage): Promise<void> {
  if (isList(ctx)) await turnTo(ctx, page);
  else await answer(ctx, [page]);
}
