import { setImmediate as letOthersRun } from 'node:timers/promises';
import { composeReminder } from '../compose/index.ts';
import type { IsoDate, PrintedDate } from '../domain/index.ts';
import { afterQuiet, daysUntil, reminderAt, todayIn, zoneOf } from '../match/index.ts';
import {
  type Db,
  type DueReminder,
  dropPassed,
  dueReminders,
  findDate,
  inTransaction,
  noteTold,
  putOffReminders,
  removeReminders,
} from '../store/index.ts';
import { followDates } from './follow-dates.ts';
import { nameReminder, queueMessages, type ReminderDeps } from './reminder-campaigns.ts';

type Queued = { readonly reminders: number; readonly corrections: number };

/** So many are looked at in one transaction: on SQLite nobody else writes meanwhile. */
const PAGE = 500;
/** A day has passed by every clock when it has by that of the last zone, so far behind Greenwich. */
const LAST_ZONE_MS = 12 * 3_600_000;

/**
 * Queues what chats are to be reminded of now, once for each date and number of days before; first it
 * follows the dates that were corrected. What is late, and whose day has not passed, is told with the
 * days that are left; what has passed is told to nobody. Safe to run again, and cut off anywhere.
 */
export async function queueReminders(
  deps: ReminderDeps,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Queued> {
  const { db, now } = deps;
  const startedAt = now();
  const corrections = await followDates(deps);
  let [afterId, reminders, isMore] = [0, 0, true];
  while (isMore && !signal?.aborted) {
    const page = await inTransaction(db, (tx) => queuePage({ ...deps, db: tx }, afterId));
    reminders += page.queued;
    [afterId, isMore] = [page.lastId, page.isMore];
    await letOthersRun();
  }
  await dropPassed(db, todayIn('UTC', new Date(startedAt.getTime() - LAST_ZONE_MS)));
  return { reminders, corrections };
}

type Page = { readonly queued: number; readonly lastId: number; readonly isMore: boolean };

async function queuePage(deps: ReminderDeps, afterId: number): Promise<Page> {
  const { db } = deps;
  const at = deps.now();
  const found = await dueReminders(db, { now: at, afterId, limit: PAGE });
  const judged = found.map((reminder) => ({ reminder, ...judge(reminder, at, deps.timezone) }));
  const verdicts = Map.groupBy(judged, ({ kind }) => kind);
  const of = (kind: Judged['kind']) => (verdicts.get(kind) ?? []).map((each) => each.reminder);
  await removeReminders(db, of('passed'));
  await putOffReminders(
    db,
    judged.flatMap((each) =>
      each.kind === 'later' ? [{ id: each.reminder.id, dueAt: each.dueAt }] : [],
    ),
  );
  const due = await withDates(db, judged.filter(isDue));
  const queued = await queueDue(db, due, at);
  await noteTold(
    db,
    due.map((each) => each.reminder),
    { isDone: true },
  );
  const lastId = found.at(-1)?.id ?? afterId;
  return { queued, lastId, isMore: found.length === PAGE };
}

type Judged =
  | { readonly kind: 'passed' }
  | { readonly kind: 'later'; readonly dueAt: Date }
  | { readonly kind: 'due'; readonly daysLeft: number };

type Ripe = Extract<Judged, { kind: 'due' }> & { readonly reminder: DueReminder };
type Due = Ripe & { readonly date: PrintedDate };

function isDue(each: Judged & { readonly reminder: DueReminder }): each is Ripe {
  return each.kind === 'due';
}

/** What was corrected meanwhile stays due: the next run follows it first. */
async function withDates(db: Db, ripe: readonly Ripe[]): Promise<Due[]> {
  const due: Due[] = [];
  for (const group of Map.groupBy(ripe, ({ reminder }) => nameReminder(reminder, '')).values()) {
    const date = group[0] && (await findDate(db, group[0].reminder));
    if (date) due.push(...group.map((each) => ({ ...each, date })));
  }
  return due;
}

/** By the clock and the quiet hours the chat has now; what is late waits for their end as well. */
function judge(reminder: DueReminder, now: Date, usualZone: string): Judged {
  const timezone = zoneOf({ timezone: usualZone }, reminder);
  const daysLeft = daysUntil(reminder.date, todayIn(timezone, now));
  if (daysLeft < 0) return { kind: 'passed' };
  const planned = reminderAt({ ...reminder, timezone });
  const dueAt = planned > now ? planned : afterQuiet({ ...reminder, timezone }, now);
  return dueAt > now ? { kind: 'later', dueAt } : { kind: 'due', daysLeft };
}

async function queueDue(db: Db, due: readonly Due[], at: Date): Promise<number> {
  let queued = 0;
  for (const group of Map.groupBy(nearestOnly(due), keyOf).values())
    queued += await queueAlike(db, group, at);
  return queued;
}

/** Of several that are late at once the chat is told the last: they say the same. */
function nearestOnly(due: readonly Due[]): Due[] {
  const byChat = Map.groupBy(due, ({ reminder: { chat, itemId, label, date } }) =>
    JSON.stringify([chat.id, itemId, label, date]),
  );
  return [...byChat.values()].flatMap((each) =>
    each.toSorted((a, b) => a.reminder.daysBefore - b.reminder.daysBefore).slice(0, 1),
  );
}

function keyOf({ reminder }: Due): string {
  return nameReminder(reminder, String(reminder.daysBefore));
}

async function queueAlike(db: Db, group: readonly Due[], at: Date): Promise<number> {
  const [first] = group;
  if (!first) return 0;
  return queueMessages(
    db,
    { id: keyOf(first), date: first.date },
    group.map(({ reminder, date, daysLeft }) => ({
      chatId: reminder.chat.id,
      message: composeReminder(
        { date: { ...date, daysLeft }, toldDate: otherDate(reminder) },
        reminder.chat.language,
      ),
    })),
    at,
  );
}

/** It was told another one while it could not be reached to be told of the correction. */
function otherDate({ date, toldDate }: DueReminder): IsoDate | null {
  return toldDate === date ? null : toldDate;
}
