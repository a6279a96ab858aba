import { type SqlBool, sql } from 'kysely';
import { type Chat, CONFIDENCE_LINE, type IsoDate, type QuietHours } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { givenIds } from '../database/given-rows.ts';
import type { RemindedDate } from './reminders.ts';
import { readQuiet } from './subscriptions.ts';

/** A reminder whose time may have come, and by whose clock. */
export type DueReminder = RemindedDate & {
  readonly id: number;
  readonly chat: Pick<Chat, 'id' | 'language'>;
  readonly daysBefore: number;
  readonly toldDate: IsoDate | null;
  readonly hour: number | null;
  readonly timezone: string | null;
  readonly quiet: QuietHours | null;
};

/** Of chats that can be reached. */
export async function dueReminders(
  db: Db,
  { now, afterId, limit }: { readonly now: Date; readonly afterId: number; readonly limit: number },
): Promise<DueReminder[]> {
  const rows = await withChat(db)
    .where('reminders.due_at', '<=', now.toISOString())
    .where('reminders.id', '>', afterId)
    .orderBy('reminders.id')
    .limit(limit)
    .execute();
  return rows.map(toReminder);
}

/** Those of reachable chats that know a date as it was last seen. */
export async function remindersOfDate(
  db: Db,
  { itemId, revision, position, label, date }: RemindedDate,
): Promise<DueReminder[]> {
  const rows = await withChat(db)
    .where('reminders.item_id', '=', itemId)
    .where('reminders.revision', '=', revision)
    .where('reminders.position', '=', position)
    .where('reminders.label', '=', label)
    .where('reminders.date', '=', date)
    .orderBy('reminders.id')
    .execute();
  return rows.map(toReminder);
}

/** The dates of which a reachable chat was told that they are others. */
export async function correctedDates(db: Db): Promise<RemindedDate[]> {
  return db
    .selectFrom('reminders')
    .innerJoin('chats', 'chats.id', 'reminders.chat_id')
    .select(['item_id as itemId', 'revision', 'position', 'label', 'date'])
    .distinct()
    .where('chats.state', '=', 'active')
    .whereRef('told_date', '<>', 'date')
    .execute();
}

function withChat(db: Db) {
  return db
    .selectFrom('reminders')
    .innerJoin('chats', 'chats.id', 'reminders.chat_id')
    .leftJoin('subscriptions', 'subscriptions.chat_id', 'chats.id')
    .select([
      'reminders.id',
      'reminders.chat_id',
      'reminders.item_id',
      'reminders.revision',
      'reminders.position',
      'reminders.label',
      'reminders.date',
      'reminders.days_before',
      'reminders.told_date',
      'chats.language',
      'subscriptions.hour',
      'subscriptions.timezone',
      'subscriptions.quiet_from',
      'subscriptions.quiet_to',
    ])
    .where('chats.state', '=', 'active');
}

type Row = Awaited<ReturnType<ReturnType<typeof withChat>['execute']>>[number];

function toReminder(row: Row): DueReminder {
  return {
    id: row.id,
    chat: { id: row.chat_id, language: row.language },
    itemId: row.item_id,
    revision: row.revision,
    position: row.position,
    label: row.label,
    date: row.date,
    daysBefore: row.days_before,
    toldDate: row.told_date,
    hour: row.hour,
    timezone: row.timezone,
    quiet: readQuiet(row),
  };
}

/** They are looked at again then. */
export async function putOffReminders(
  db: Db,
  rows: readonly { readonly id: number; readonly dueAt: Date }[],
): Promise<void> {
  for (const [at, group] of Map.groupBy(rows, ({ dueAt }) => dueAt.toISOString()))
    await db.updateTable('reminders').set({ due_at: at }).where(isOneOf(db, group)).execute();
}

/** The chat was told of the date as it is now; with `isDone` there is no more to say so many days before. */
export async function noteTold(
  db: Db,
  rows: readonly { readonly id: number }[],
  { isDone }: { readonly isDone: boolean },
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .updateTable('reminders')
    .set((eb) => ({ ...(isDone && { due_at: null }), told_date: eb.ref('date') }))
    .where(isOneOf(db, rows))
    .execute();
}

export async function removeReminders(
  db: Db,
  rows: readonly { readonly id: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.deleteFrom('reminders').where(isOneOf(db, rows)).execute();
}

function isOneOf(db: Db, rows: readonly { readonly id: number }[]) {
  const ids = rows.map(({ id }) => id);
  return sql<SqlBool>`id in ${givenIds(db, ids)}`;
}

/** What has passed by everybody's clock goes. Returns how many did. */
export async function dropPassed(db: Db, before: IsoDate): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('reminders')
    .where('date', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** The dates that are not where they were last seen, and the revision of the article that is shown now. */
export async function datesToFollow(
  db: Db,
): Promise<(RemindedDate & { readonly shown: number })[]> {
  const reminded = db
    .selectFrom('reminders')
    .select(['item_id', 'revision', 'position', 'label', 'date'])
    .distinct();
  return db
    .selectFrom(reminded.as('r'))
    .innerJoin('items', 'items.id', 'r.item_id')
    .leftJoin('key_dates as k', (join) =>
      join
        .onRef('k.item_id', '=', 'r.item_id')
        .onRef('k.revision', '=', 'r.revision')
        .onRef('k.position', '=', 'r.position')
        .onRef('k.label', '=', 'r.label')
        .onRef('k.date', '=', 'r.date')
        .on('k.confidence', '>=', CONFIDENCE_LINE)
        .on(sql<SqlBool>`coalesce(k.verdict, '') <> 'wrong'`),
    )
    .select([
      'r.item_id as itemId',
      'r.revision',
      'r.position',
      'r.label',
      'r.date',
      'items.revision as shown',
    ])
    .where((eb) => eb('k.item_id', 'is', null).or('items.revision', '<>', eb.ref('r.revision')))
    .execute();
}

function isAbout(date: RemindedDate) {
  return sql<SqlBool>`item_id = ${date.itemId} and revision = ${date.revision}
    and position = ${date.position} and label = ${date.label} and date = ${date.date}`;
}

/** Its article says the date elsewhere, or another one: all its reminders go by that. */
export async function moveReminders(
  db: Db,
  from: RemindedDate,
  to: Pick<RemindedDate, 'revision' | 'position' | 'date'>,
  dueAt: ((daysBefore: number) => Date) | null,
): Promise<void> {
  const { revision, position, date } = to;
  // Who is reminded of that date already keeps that reminder.
  await sql`
    delete from reminders where ${isAbout(from)} and exists (
      select 1 from reminders there
      where there.chat_id = reminders.chat_id and there.item_id = reminders.item_id
        and there.label = reminders.label and there.date = ${date}
        and there.days_before = reminders.days_before and there.id <> reminders.id)`.execute(db);
  const days = await db
    .selectFrom('reminders')
    .select('days_before')
    .distinct()
    .where(isAbout(from))
    .execute();
  for (const { days_before } of days)
    await db
      .updateTable('reminders')
      .set({
        ...{ revision, position, date },
        ...(dueAt && { due_at: dueAt(days_before).toISOString() }),
      })
      .where(isAbout(from))
      .where('days_before', '=', days_before)
      .execute();
}

/** Its article does not say it any more; these chats keep theirs until they can be told so. */
export async function dropReminders(
  db: Db,
  date: RemindedDate,
  { except }: { readonly except: readonly number[] },
): Promise<void> {
  await db
    .deleteFrom('reminders')
    .where(isAbout(date))
    .$if(except.length > 0, (query) =>
      query.where('chat_id', 'not in', sql<number>`${givenIds(db, except)}`),
    )
    .execute();
}
