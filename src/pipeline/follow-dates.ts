import { composeMoved, composeVanished } from '../compose/index.ts';
import type { PrintedDate } from '../domain/index.ts';
import {
  daysUntil,
  earliestReminder,
  type Followed,
  followDate,
  reminderAt,
  todayIn,
  zoneOf,
} from '../match/index.ts';
import {
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
 * was reminded of the old one is told. Whose date is told no more is told that. Returns how many were.
 */
export async function followDates(deps: ReminderDeps): Promise<number> {
  let told = 0;
  for (const { shown, ...date } of await datesToFollow(deps.db))
    told += await inTransaction(deps.db, async (tx) => {
      const followed = await find(tx, date, shown);
      return apply({ ...deps, db: tx }, { date, followed, shown });
    });
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
      return move(deps, date, { ...followed, itemId: date.itemId, revision: shown });
    case 'gone':
      return drop(deps, date);
  }
}

async function move(deps: ReminderDeps, from: RemindedDate, to: RemindedDate): Promise<number> {
  const { db, now } = deps;
  const at = now();
  const known = await remindersOfDate(db, from);
  await moveReminders(db, from, to, (daysBefore) => earliestReminder(to.date, daysBefore));
  const date = await findDate(db, to);
  const today = (reminder: Pick<DueReminder, 'timezone'>) => todayIn(zoneOf(deps, reminder), at);
  // Who would hear nothing of it any more is told as well.
  const informed = known.filter(
    (each) => (each.toldDate !== null && each.toldDate !== to.date) || to.date < today(each),
  );
  const chats = onePerChat(informed);
  if (!date || chats.length === 0) return 0;
  const queued = await queueMessages(
    db,
    { id: nameReminder(from, `moved:${to.date}`), date },
    chats.map((each) => {
      const listed = { ...date, daysLeft: daysUntil(date.date, today(each)) };
      const toldDate = each.toldDate ?? from.date;
      const message = composeMoved({ date: listed, toldDate }, each.chat.language);
      return { chatId: each.chat.id, message };
    }),
    at,
  );
  await noteInformed(deps, { known, informed, to }, at);
  return queued;
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

async function drop({ db, now }: ReminderDeps, date: RemindedDate): Promise<number> {
  const at = now();
  const chats = onePerChat(await remindersOfDate(db, date));
  const item = await findItem(db, date.itemId);
  await dropReminders(db, date);
  if (!item || date.date < todayIn('UTC', at)) return 0;
  const { title, publication, issueDate, revision } = item;
  const printed: PrintedDate = { ...date, title, publication, issueDate, revision };
  return queueMessages(
    db,
    { id: nameReminder(date, `gone:${revision}`), date },
    chats.map(({ chat }) => ({
      chatId: chat.id,
      message: composeVanished(printed, chat.language),
    })),
    at,
  );
}

function onePerChat(reminders: readonly DueReminder[]): DueReminder[] {
  return [...new Map(reminders.map((each) => [each.chat.id, each])).values()];
}
