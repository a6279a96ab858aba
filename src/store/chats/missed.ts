import { sql } from 'kysely';
import type { ItemKind, StoredItem } from '../../domain/index.ts';
import { cameAsNews } from '../archive/archive.ts';
import { type Page, readItems } from '../archive/read-items.ts';
import type { Db } from '../database/database.ts';
import { listedIds } from '../database/given-rows.ts';
import { newestReviewId } from '../reviews/reviews.ts';
import { beforeNewestIssue, readKinds } from './subscriptions.ts';
import { forgetUndeliveredUrgent } from './urgent-news.ts';

/** Items after one id and up to another. */
export type ItemRange = { readonly afterId: number; readonly throughId: number };

/** Of a range of articles, those that match something a chat follows: it takes more than SQL to say. */
export type FollowedIn = (db: Db, chatId: number, range: ItemRange) => Promise<readonly number[]>;

/** What a chat missed while it was gone, as far as it was never offered it; and how many articles that is. */
export type Missed = ItemRange & { readonly count: number };

/**
 * Who comes back is told from the newest issue on, like a new subscriber, and not of a year at once.
 * What lies before it is kept as missed. What was urgent and found nobody there is missed, too, though
 * the next digest tells it if it is of the newest issue: it cannot wait for that. Returns what of it is news to this chat and was not offered
 * to it before, if there is any.
 */
export async function keepWhatWasMissed(
  tx: Db,
  chatId: number,
  followedIn: FollowedIn,
): Promise<Missed | undefined> {
  const absent = await findAbsent(tx, chatId);
  if (!absent) return undefined;
  const urgent = await forgetUndeliveredUrgent(tx, chatId);
  const beforeNewest = await beforeNewestIssue(tx);
  const throughId = Math.max(absent.told_through, beforeNewest);
  await tellOwnOnlyAfter(tx, chatId, beforeNewest);
  if (throughId > absent.told_through) await tellOnlyAfter(tx, chatId, throughId);
  const toldBefore = await toldBeforeItLeft(tx, absent);
  const { missed_from: offeredAfter, missed_through: offeredThrough } = absent;
  const afterId = Math.max(toldBefore, offeredThrough ?? 0);
  const kinds = readKinds(absent.kinds);
  const range = { afterId, throughId };
  const wanted = { kinds, followed: await followedIn(tx, chatId, range), urgent, ...range };
  const { total: count } = await findMissed(tx, { ...wanted, limit: 0, offset: 0 });
  if (count === 0) return undefined;
  // It came and went without being told anything: this is the same absence.
  const goesOn = offeredAfter !== null && offeredThrough !== null && offeredThrough >= toldBefore;
  const missed_from = goesOn ? Math.min(offeredAfter, toldBefore) : toldBefore;
  await tx
    .updateTable('subscriptions')
    .set({ missed_from, missed_through: throughId })
    .where('chat_id', '=', chatId)
    .execute();
  return { afterId, throughId, count };
}

/** What a chat missed when it was last away, whether it has looked at it or not. */
export async function lastMissed(db: Db, chatId: number): Promise<ItemRange | undefined> {
  const row = await db
    .selectFrom('subscriptions')
    .select(['missed_from', 'missed_through'])
    .where('chat_id', '=', chatId)
    .executeTakeFirst();
  if (!row || row.missed_from === null || row.missed_through === null) return undefined;
  return { afterId: row.missed_from, throughId: row.missed_through };
}

/** What a digest would have told, newest issue first, in each as printed. */
export async function findMissed(
  db: Db,
  wanted: ItemRange & {
    readonly kinds: readonly ItemKind[];
    /** Articles it would have told whatever their kind. */
    readonly followed: readonly number[];
    /** Articles, of the range or not, that were urgent and found nobody there. */
    readonly urgent: readonly number[];
    readonly limit: number;
    readonly offset: number;
  },
): Promise<Page<StoredItem>> {
  const { kinds, followed, urgent, afterId, throughId, limit, offset } = wanted;
  if (kinds.length + followed.length + urgent.length === 0) return { items: [], total: 0 };
  const given = (ids: readonly number[]) =>
    sql<number>`${listedIds(db, 'bigint', sql.val(JSON.stringify(ids)))}`;
  const found = db
    .selectFrom('items')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .where((eb) => {
      const isWanted = eb.or([
        eb('items.id', 'in', given(followed)),
        ...(kinds.length > 0 ? [eb('items.kind', 'in', [...kinds])] : []),
      ]);
      const inRange = eb.and([
        eb('items.id', '>', afterId),
        eb('items.id', '<=', throughId),
        isWanted,
      ]);
      return urgent.length === 0 ? inRange : eb.or([inRange, eb('items.id', 'in', given(urgent))]);
    })
    .where(cameAsNews(db));
  const { total } = await found
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .select('items.id')
    .orderBy('items.date', 'desc')
    .orderBy('items.issue_id')
    .orderBy('items.id')
    .limit(limit)
    .offset(offset)
    .execute();
  const ids = rows.map(({ id }) => id);
  return { items: await readItems(db, ids), total };
}

type Absent = NonNullable<Awaited<ReturnType<typeof findAbsent>>>;

function findAbsent(tx: Db, chatId: number) {
  return tx
    .selectFrom('subscriptions')
    .innerJoin('chats', 'chats.id', 'subscriptions.chat_id')
    .selectAll('subscriptions')
    .select('chats.gone_at')
    .where('chats.id', '=', chatId)
    .where('chats.state', '=', 'gone')
    .executeTakeFirst();
}

async function tellOnlyAfter(tx: Db, chatId: number, itemId: number): Promise<void> {
  const reviews_told = await newestReviewId(tx);
  await tx
    .updateTable('subscriptions')
    .set({ told_through: itemId, told_from: itemId, reviews_told })
    .where('chat_id', '=', chatId)
    .execute();
}

/** The same of what it follows with rhythms of their own, each of which was told as far as it came. */
async function tellOwnOnlyAfter(tx: Db, chatId: number, itemId: number): Promise<void> {
  await tx
    .updateTable('interests')
    .set({ told_through: itemId })
    .where('chat_id', '=', chatId)
    .where('told_through', '<', itemId)
    .execute();
}

/** No digest covers more than the weeks of an outage. */
const LONGEST_DIGEST_MS = 31 * 24 * 60 * 60_000;

/**
 * Up to where it was really told. A digest that found nobody there counts as told in its
 * subscription; it was told what the last digest before told, which is what had come in by then.
 */
async function toldBeforeItLeft(tx: Db, absent: Absent): Promise<number> {
  const { chat_id: chatId, gone_at: goneAt, told_through, told_from } = absent;
  const undelivered = await digestsTo(tx, chatId, { states: ['gone'], settledSince: goneAt })
    .select(({ fn }) => fn.min('created_at').as('at'))
    .executeTakeFirst();
  if (!undelivered?.at) return told_through;
  const toldAt = await lastToldBefore(tx, chatId, undelivered.at);
  const item = await tx
    .selectFrom('items')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('created_at', '<=', toldAt)
    .executeTakeFirst();
  return Math.min(told_through, Math.max(told_from, item?.id ?? 0));
}

/** When the last digest that arrived was made. Where the ledger knows of none, there was nothing to tell. */
async function lastToldBefore(tx: Db, chatId: number, at: string): Promise<string> {
  const states = ['sent', 'unknown', 'refused'] as const;
  const delivered = await digestsTo(tx, chatId, { states, settledSince: null })
    .select(({ fn }) => fn.max('created_at').as('at'))
    .where('created_at', '<', at)
    .executeTakeFirst();
  return delivered?.at ?? new Date(Date.parse(at) - LONGEST_DIGEST_MS).toISOString();
}

type Settled = { readonly states: readonly string[]; readonly settledSince: string | null };

/** The digest runs with a delivery to the chat that came to one of these. */
function digestsTo(tx: Db, chatId: number, { states, settledSince }: Settled) {
  return tx
    .selectFrom('campaigns')
    .where('kind', '=', 'digest')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('deliveries')
          .select('deliveries.id')
          .whereRef('deliveries.campaign_id', '=', 'campaigns.id')
          .where('deliveries.chat_id', '=', chatId)
          .where('deliveries.state', 'in', [...states])
          .$if(settledSince !== null, (query) =>
            query.where('deliveries.settled_at', '>=', settledSince),
          ),
      ),
    );
}
