import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { placeOf } from '../database/place.ts';
import { newestRevision } from './newest-revision.ts';
import { unindexItem } from './search.ts';

/** Of an item that turned out to be a part of another. */
type Merging = { readonly from: number; readonly into: number };

/**
 * A scan may break an article in two. Its part becomes an older revision of the whole, with its facts,
 * what was said of them and who was told or is reminded; links to it lead to the whole.
 */
export async function mergeItem(tx: Db, merging: Merging): Promise<void> {
  const { from, into } = merging;
  const { date } = await tx
    .selectFrom('items')
    .select('date')
    .where('id', '=', from)
    .executeTakeFirstOrThrow();
  await unindexItem(tx, placeOf(date, from));
  const by = await moveRevisions(tx, merging);
  await moveReviews(tx, merging, by);
  await moveReminders(tx, merging, by);
  await moveTold(tx, merging);
  await tx.updateTable('merged_items').set({ item_id: into }).where('item_id', '=', from).execute();
  await tx.deleteFrom('items').where('id', '=', from).execute();
  await tx.insertInto('merged_items').values({ id: from, item_id: into }).execute();
}

/** The item that stands for this one by now: itself, if it was not merged. */
export async function itemStandingFor(db: Db, id: number): Promise<number> {
  const merged = await db
    .selectFrom('merged_items')
    .select('item_id')
    .where('id', '=', id)
    .executeTakeFirst();
  return merged?.item_id ?? id;
}

/** Their ids are not given again. */
export async function newestMergedId(db: Db): Promise<number> {
  const row = await db
    .selectFrom('merged_items')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Behind those of the whole. Returns by how much they are counted on. */
async function moveRevisions(tx: Db, { from, into }: Merging): Promise<number> {
  const by = await newestRevision(tx, into);
  const moved = <T extends { revision: number }>(row: T) => ({
    ...row,
    item_id: into,
    revision: row.revision + by,
  });
  const acts = await tx.deleteFrom('acts').where('item_id', '=', from).returningAll().execute();
  const keyDates = await tx
    .deleteFrom('key_dates')
    .where('item_id', '=', from)
    .returningAll()
    .execute();
  const revisions = await tx
    .deleteFrom('item_revisions')
    .where('item_id', '=', from)
    .returningAll()
    .execute();
  await tx.insertInto('item_revisions').values(revisions.map(moved)).execute();
  if (acts.length > 0)
    await tx
      .insertInto('acts')
      .values(acts.map((act) => ({ ...moved(act), place: null })))
      .execute();
  if (keyDates.length > 0) await tx.insertInto('key_dates').values(keyDates.map(moved)).execute();
  return by;
}

/** What was said of a fact that both tell counts once; that it was said twice is in the audit. */
async function moveReviews(tx: Db, { from, into }: Merging, by: number): Promise<void> {
  await sql`delete from reviews where item_id = ${from} and exists (
    select 1 from reviews there
    where there.item_id = ${into} and there.fact_kind = reviews.fact_kind
      and there.fact_key = reviews.fact_key)`.execute(tx);
  await sql`update reviews set item_id = ${into}, revision = revision + ${by}
    where item_id = ${from}`.execute(tx);
}

async function moveReminders(tx: Db, { from, into }: Merging, by: number): Promise<void> {
  await sql`delete from reminders where item_id = ${from} and exists (
    select 1 from reminders there
    where there.chat_id = reminders.chat_id and there.item_id = ${into}
      and there.label = reminders.label and there.date = reminders.date
      and there.days_before = reminders.days_before)`.execute(tx);
  await sql`update reminders set item_id = ${into}, revision = revision + ${by}
    where item_id = ${from}`.execute(tx);
}

async function moveTold(tx: Db, { from, into }: Merging): Promise<void> {
  await sql`insert into told_items (chat_id, item_id)
    select chat_id, ${into} from told_items where item_id = ${from}
    on conflict do nothing`.execute(tx);
  await tx.deleteFrom('told_items').where('item_id', '=', from).execute();
}
