import { composeMoved, composeVanished } from '../compose/index.ts';
import type { PrintedDate } from '../domain/index.ts';
import {
  correctionAt,
  daysUntil,
  earliestReminder,
  type Followed,
  followDate,
  reminderAt,
  todayIn,
  zoneOf,
} from '../match/index.ts';
import {
  correctedDates,
  type Db,
  type DueReminder,
  datesOfRevision,
  datesToFollow,
  dropReminders,
  findDate,
  findItem,
  inTransaction,
  moveReminders,
  noteTold,
  type RemindedDate,
  remindersOfDate,
} from '../store/index.ts';
import { nameReminder, queueMessages, type ReminderDeps } from './reminder-campaigns.ts';

/**
 * Follows the dates that a correction or a review has moved: the reminders go by the new one, and who
 * was reminded of the old one is told. Whose date is told no more is told that. Quiet hours are waited
 * for, and whoever cannot be reached. Returns how many were told.
 */
export async function followDates(deps: ReminderDeps): Promise<number> {
  const { db } = deps;
  let told = 0;
  for (const { shown, ...date } of await datesToFollow(db))
    told += await inTransaction(db, async (tx) => {
      const followed = await find(tx, date, shown);
      return apply({ ...deps, db: tx }, { date, followed, shown });
    });
  for (const date of await correctedDates(db))
    told += await inTransaction(db, (tx) => tellCorrected({ ...deps, db: tx }, date));
  return told;
}

async function find(db: Db, date: RemindedDate, shown: number): Promise<Followed> {
  const after = await datesOfRevision(db, date.itemId, shown);
  const before =
    date.revision === shown
      ? after.map((each) => (each.position === date.position ? { ...each, date: date.date } : each))
      : await datesOfRevision(db, date.itemId, date.revision);
  return followDate(date, before, after);
}

type Change = {
  readonly date: RemindedDate;
  readonly followed: Followed;
  /** The revision of the article that is shown. */
  readonly shown: number;
};

function apply(deps: ReminderDeps, { date, followed, shown }: Change): Promise<number> {
  switch (followed.kind) {
    case 'there':
      return moveReminders(deps.db, date, { ...followed, revision: shown }, null).then(() => 0);
    case 'moved':
      return move(deps, date, { ...followed, revision: shown }).then(() => 0);
    case 'gone':
      return drop(deps, date);
  }
}

async function move(
  deps: ReminderDeps,
  from: RemindedDate,
  to: Pick<RemindedDate, 'revision' | 'position' | 'date'>,
): Promise<void> {
  const { db, now } = deps;
  const at = now();
  const known = await remindersOfDate(db, from);
  // Who would hear nothing of it any more is told as well.
  const unaware = known.filter(
    (each) => each.toldDate === null && to.date < todayIn(zoneOf(deps, each), at),
  );
  await noteTold(db, unaware, { isDone: false });
  await moveReminders(db, from, to, (daysBefore) => earliestReminder(to.date, daysBefore));
}

/** What was corrected once more meanwhile is followed first. */
async function tellCorrected(deps: ReminderDeps, to: RemindedDate): Promise<number> {
  const { db, now } = deps;
  const at = now();
  const known = await remindersOfDate(db, to);
  const informed = known
    .filter(({ toldDate }) => toldDate !== null && toldDate !== to.date)
    .filter((each) => !isWaiting(deps, each, at));
  const date = await findDate(db, to);
  if (!date) return 0;
  let queued = 0;
  const alike = Map.groupBy(onePerChat(informed), ({ toldDate }) => toldDate ?? to.date);
  for (const [toldDate, reminders] of alike) {
    const id = nameReminder({ ...to, date: toldDate }, `moved:${to.date}`);
    const told = reminders.map((each) => {
      const daysLeft = daysUntil(date.date, todayIn(zoneOf(deps, each), at));
      const moved = { date: { ...date, daysLeft }, toldDate };
      return { chatId: each.chat.id, message: composeMoved(moved, each.chat.language) };
    });
    queued += await queueMessages(db, { id, date }, told, at);
  }
  await noteInformed(deps, { known, informed, to }, at);
  return queued;
}

/** In quiet hours that are over before the date is. */
function isWaiting(deps: ReminderDeps, reminder: DueReminder, at: Date): boolean {
  return correctionAt({ ...reminder, timezone: zoneOf(deps, reminder) }, at) > at;
}

/** Of the new date they know now: only what is still ahead is due. */
async function noteInformed(
  { db, timezone }: ReminderDeps,
  {
    known,
    informed,
    to,
  }: {
    readonly known: readonly DueReminder[];
    readonly informed: readonly DueReminder[];
    readonly to: RemindedDate;
  },
  at: Date,
): Promise<void> {
  const chats = new Set(informed.map(({ chat }) => chat.id));
  const theirs = known.filter(({ chat }) => chats.has(chat.id));
  const isBehind = (reminder: DueReminder) =>
    reminderAt({
      ...reminder,
      date: to.date,
      timezone: zoneOf({ timezone }, reminder),
    }) <= at;
  await noteTold(db, theirs, { isDone: false });
  await noteTold(db, theirs.filter(isBehind), { isDone: true });
}

async function drop(deps: ReminderDeps, date: RemindedDate): Promise<number> {
  const { db, now } = deps;
  const at = now();
  const isOver = date.date < todayIn('UTC', at);
  const known = onePerChat(await remindersOfDate(db, date));
  const waiting = new Set(known.filter((each) => !isOver && isWaiting(deps, each, at)));
  const informed = known.filter((each) => !waiting.has(each));
  const item = await findItem(db, date.itemId);
  await dropReminders(db, date, { except: [...waiting].map(({ chat }) => chat.id) });
  if (!item || isOver) return 0;
  const { title, publication, issueDate, revision } = item;
  const printed: PrintedDate = { ...date, title, publication, issueDate, revision };
  return queueMessages(
    db,
    { id: nameReminder(date, `gone:${revision}`), date },
    informed.map(({ chat }) => ({
      chatId: chat.id,
      message: composeVanished(printed, chat.language),
    })),
    at,
  );
}

function onePerChat(reminders: readonly DueReminder[]): DueReminder[] {
  return [...new Map(reminders.map((each) => [each.chat.id, each])).values()];
}
