import type { IsoDate, Rhythm } from '../../src/domain/index.ts';
import { dayAfter, outOfQuiet, plannedOn, wallAt } from '../support/calendar-oracle.ts';
import type { Corrected } from './books.ts';
import type { Row } from './ledger.ts';
import type { Resident } from './town.ts';
import { SCHEDULE } from './town.ts';
import { LOOKED_MS } from './turns.ts';
import type { Reminder } from './wishes.ts';
import type { World } from './world.ts';

/** So many days before a date it is told, at nine if the chat chose no hour. */
const DAYS_BEFORE = [7, 1, 0] as const;
const USUAL_HOUR = 9;

/** A reminder as it was queued, or that its date was corrected. */
type Told = {
  readonly at: number;
  readonly isMoved: boolean;
  readonly article: string;
  readonly date: IsoDate;
  /** As many days ahead as it says. */
  readonly days: number;
};

/** Each reminder once, at its time, and of the date as it was last corrected. */
export function auditReminders(world: World, resident: Resident, rows: readonly Row[]): string[] {
  const told = rows.flatMap(readTold);
  const wished = new Map(resident.reminders.map((reminder) => [reminder.token, reminder]));
  const strange = told.filter(({ article }) => !wished.has(article));
  return [
    ...strange.map(({ article, date }) => `${article} ${date}: nobody wanted to be reminded`),
    ...[...wished.values()].flatMap((reminder) => {
      const known: Known = {
        ...{ world, resident, reminder },
        told: told.filter(({ article }) => article === reminder.token),
        correction: world.books.corrections.get(reminder.token),
      };
      return [...findUntimely(known), ...findMissing(known)].map(
        (fault) => `the reminder of ${reminder.token} ${fault}`,
      );
    }),
  ];
}

type Known = {
  readonly world: World;
  readonly resident: Resident;
  readonly reminder: Reminder;
  /** In the order in which it was queued. */
  readonly told: readonly Told[];
  readonly correction: Corrected | undefined;
};

function readTold({ tokens: [token = ''], queuedAt }: Row): Told[] {
  const [, what, article = '', date = '', days] =
    /^(提醒|更正)(第\d+次)@([-\d]+)(?:还有(\d+)天)?$/u.exec(token) ?? [];
  if (what === undefined) return [];
  return [{ at: queuedAt, isMoved: what === '更正', article, date, days: Number(days) }];
}

/** Each that was queued has a reason that was none yet when the one before was. */
function findUntimely(known: Known): string[] {
  const { told, world, reminder } = known;
  if (world.books.setBackMs > 0) return [];
  return told.flatMap((each, index) => {
    const before = told.slice(0, index).filter(({ date }) => date === each.date);
    const reason = each.isMoved ? whyNotMoved(known, each, before) : whyNot(known, each, before);
    const isOver = reminder.stoppedAt !== null && each.at > reminder.stoppedAt;
    const words = isOver ? 'it was over' : reason;
    return words === undefined ? [] : [`was queued at ${show(each.at)} for ${each.date}: ${words}`];
  });
}

function whyNot(known: Known, { at, date, days }: Told, before: readonly Told[]) {
  const { resident, reminder, correction } = known;
  if (!datesAt(known, at).includes(date)) return 'the article does not say so then';
  if (at < reminder.askedAt) return 'nobody had asked';
  const clocks = resident.rhythms;
  if (!clocks.some((clock) => dayAfter(today(clock, at), days) === date))
    return `it says ${days} days`;
  const due = DAYS_BEFORE.filter((daysBefore) =>
    clocks.some((clock) => dueAt(date, daysBefore, clock) <= at),
  );
  const said = before.filter(({ isMoved }) => !isMoved).length;
  if (said < due.length) return undefined;
  return `nothing new was due (corrected: ${correction !== undefined})`;
}

/** Who was told the old date, or would hear nothing any more. */
function whyNotMoved(
  { told, correction, resident }: Known,
  { at, date }: Told,
  before: readonly Told[],
) {
  if (correction === undefined || date !== correction.to || at < correction.begunAt)
    return 'the article was not corrected so';
  if (before.some(({ isMoved }) => isMoved)) return 'it was told already';
  const knewOld = told.some((other) => other.date === correction.from && other.at <= at);
  const isPast = resident.rhythms.some((clock) => date < today(clock, at));
  return knewOld || isPast ? undefined : 'it knew of no other date';
}

/** The dates that were the article's at a time. */
function datesAt({ correction, reminder }: Known, at: number): IsoDate[] {
  if (correction === undefined) return [...reminder.seen];
  const { from, to, begunAt, readAt } = correction;
  return [...(at <= readAt ? [from] : []), ...(at >= begunAt ? [to] : [])];
}

/** Whenever all was done, what was due by then is told, and a correction of what was told. */
function findMissing(known: Known): string[] {
  const { world, resident, reminder, told } = known;
  const { settled, setBackMs } = world.books;
  if (setBackMs > 0 || reminder.stoppedAt !== null || resident.steadySince !== world.startedAt)
    return [];
  return settled.flatMap(({ wall }) => {
    const [date, ...others] = datesAt(known, wall);
    if (date === undefined || others.length > 0 || reminder.setAt > wall) return [];
    const sure = resident.rhythms.every(
      (clock) => date >= today(clock, wall) && !isNear(clock, wall),
    );
    if (!sure) return [];
    const open = DAYS_BEFORE.filter((days) => isOwed(known, { date, days, wall }));
    const missing = open.map((days) => `was not queued ${days} days before ${date}`);
    return isUncorrected(known, told, wall) ? [...missing, 'was not corrected'] : missing;
  });
}

/** In quiet hours, or they have just ended. */
function isNear(clock: Rhythm, wall: number): boolean {
  return (
    outOfQuiet(wall, clock) !== wall || outOfQuiet(wall - LOOKED_MS, clock) !== wall - LOOKED_MS
  );
}

type Asked = { readonly date: IsoDate; readonly days: number; readonly wall: number };

/** It was still ahead when it was set, by the date as it was seen then, and has come since; and nothing was told since. */
function isOwed({ resident, reminder, told }: Known, { date, days, wall }: Asked): boolean {
  const clocks = resident.rhythms;
  const wasAhead = [...reminder.seen].every((seen) =>
    clocks.every((clock) => dueAt(seen, days, clock) > reminder.setAt),
  );
  const hasCome = clocks.every((clock) => dueAt(date, days, clock) <= wall - LOOKED_MS);
  const from = Math.min(...clocks.map((clock) => dueAt(date, days, clock)));
  return wasAhead && hasCome && !told.some((each) => each.date === date && each.at >= from);
}

function isUncorrected({ correction }: Known, told: readonly Told[], wall: number): boolean {
  if (correction === undefined || correction.readAt > wall - LOOKED_MS) return false;
  const knewOld = told.some(({ date, at }) => date === correction.from && at < correction.begunAt);
  const isTold = told.some(({ date, at }) => date === correction.to && at <= wall);
  return knewOld && !isTold;
}

function today({ timezone }: Rhythm, at: number): IsoDate {
  return wallAt(at, timezone ?? SCHEDULE.timezone).day;
}

function dueAt(date: IsoDate, daysBefore: number, clock: Rhythm): number {
  return plannedOn(dayAfter(date, -daysBefore), { ...clock, hour: clock.hour ?? USUAL_HOUR });
}

function show(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
