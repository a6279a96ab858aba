import { sql } from 'kysely';
import type { IsoDate, PrintedDate } from '../../domain/index.ts';
import { shownRevision } from '../archive/shown-revision.ts';
import { type Db, durably } from '../database/database.ts';

/** A date somebody is reminded of: where its article told it when it was last looked at. */
export type RemindedDate = Pick<PrintedDate, 'itemId' | 'revision' | 'position' | 'label' | 'date'>;

type Named = Pick<RemindedDate, 'itemId' | 'label' | 'date'>;

/** A chat wants to be reminded so many days before. Safe to say again. */
export async function setReminder(
  db: Db,
  chatId: number,
  {
    date,
    daysBefore,
    dueAt,
  }: { readonly date: RemindedDate; readonly daysBefore: number; readonly dueAt: Date },
  now: Date,
): Promise<void> {
  const { itemId, revision, position, label } = date;
  await durably(db, (tx) =>
    tx
      .insertInto('reminders')
      .values({
        ...{ chat_id: chatId, item_id: itemId, revision, position, label, date: date.date },
        ...{ days_before: daysBefore, due_at: dueAt.toISOString(), told_date: null },
        created_at: now.toISOString(),
      })
      .onConflict((conflict) =>
        conflict.columns(['chat_id', 'item_id', 'label', 'date', 'days_before']).doNothing(),
      )
      .execute(),
  );
}

/** Not so many days before; with `null` not at all. `false`: there was no such reminder. */
export async function dropReminder(
  db: Db,
  chatId: number,
  { itemId, label, date }: Named,
  daysBefore: number | null,
): Promise<boolean> {
  const { numDeletedRows } = await durably(db, (tx) =>
    tx
      .deleteFrom('reminders')
      .where('chat_id', '=', chatId)
      .where('item_id', '=', itemId)
      .where('label', '=', label)
      .where('date', '=', date)
      .$if(daysBefore !== null, (query) => query.where('days_before', '=', daysBefore))
      .executeTakeFirst(),
  );
  return numDeletedRows > 0n;
}

export type ChosenReminder = { readonly daysBefore: number; readonly isSent: boolean };

/** How a chat is reminded of a date. */
export async function remindersOf(
  db: Db,
  chatId: number,
  { itemId, label, date }: Named,
): Promise<ChosenReminder[]> {
  const rows = await db
    .selectFrom('reminders')
    .select(['days_before', 'due_at'])
    .where('chat_id', '=', chatId)
    .where('item_id', '=', itemId)
    .where('label', '=', label)
    .where('date', '=', date)
    .orderBy('days_before', 'desc')
    .execute();
  return rows.map(({ days_before, due_at }) => ({
    daysBefore: days_before,
    isSent: due_at === null,
  }));
}

/** The dates a chat is reminded of, nearest first. */
export async function remindedDates(
  db: Db,
  chatId: number,
  {
    from,
    limit,
    offset,
  }: { readonly from: IsoDate; readonly limit: number; readonly offset: number },
): Promise<{ dates: PrintedDate[]; total: number }> {
  const dates = db
    .selectFrom('reminders')
    .innerJoin('items', 'items.id', 'reminders.item_id')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .innerJoin('item_revisions', shownRevision)
    .select([
      'reminders.item_id as itemId',
      'reminders.label',
      'reminders.date',
      'reminders.revision',
      'reminders.position',
      'items.date as issueDate',
      'issues.publication_id as publication',
      'item_revisions.title',
    ])
    .distinct()
    .where('reminders.chat_id', '=', chatId)
    .where('reminders.date', '>=', from)
    .where('reminders.due_at', 'is not', null);
  const { total } = await db
    .selectFrom(dates.as('dates'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = await dates
    .orderBy('reminders.date')
    .orderBy('reminders.item_id')
    .orderBy('reminders.label')
    .limit(limit)
    .offset(offset)
    .execute();
  return { dates: page, total };
}

/** A group became a supergroup: what was set at the new address already counts. */
export async function moveRemindersOfChat(
  tx: Db,
  { fromId, toId }: { readonly fromId: number; readonly toId: number },
): Promise<void> {
  await sql`
    update reminders set chat_id = ${toId}
    where chat_id = ${fromId} and not exists (
      select 1 from reminders there
      where there.chat_id = ${toId} and there.item_id = reminders.item_id
        and there.label = reminders.label and there.date = reminders.date
        and there.days_before = reminders.days_before)`.execute(tx);
}
