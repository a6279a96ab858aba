import { type ExpressionBuilder, sql } from 'kysely';
import type { StoredItem, Subscription } from '../../domain/index.ts';
import { cameAsNews } from '../archive/archive.ts';
import { type Page, readItems } from '../archive/read-items.ts';
import { tellsActs } from '../archive/tells-acts.ts';
import type { Db } from '../database/database.ts';
import { listedIds } from '../database/given-rows.ts';
import type { Database } from '../database/schema.ts';
import { newestReviewId } from '../reviews/reviews.ts';
import { beforeNewestIssue, readKinds } from './subscriptions.ts';
import { forgetUndelivered, toldBeforeItLeft } from './told-before-it-left.ts';
import { forgetUndeliveredUrgent, noteToldItems } from './urgent-news.ts';

/** Items after one id and up to another. */
export type ItemRange = { readonly afterId: number; readonly throughId: number };

/**
 * Of a range of articles, those that match something a chat follows, or one thing of it: it takes more
 * than SQL to say.
 */
export type FollowedIn = (
  db: Db,
  chatId: number,
  asked: ItemRange & { readonly interestId?: number },
) => Promise<readonly number[]>;

/** What a chat missed while it was gone, as far as it was never offered it; and how many articles that is. */
export type Missed = ItemRange & { readonly count: number };

/**
 * Who comes back is told from the newest issue on, like a new subscriber, and not of a year at once; and
 * from what its digests told in vain. What lies before is kept as missed, and with it what waited for
 * its turn when the chat left. What was urgent and found nobody there is missed, too, though the next
 * digest tells it if it is of the newest issue: it cannot wait for that. Returns what of it is news to
 * this chat and was not offered to it before, if there is any.
 */
export async function keepWhatWasMissed(
  tx: Db,
  chatId: number,
  followedIn: FollowedIn,
): Promise<Missed | undefined> {
  const absent = await findAbsent(tx, chatId);
  if (!absent) return undefined;
  const urgent = await forgetUndeliveredUrgent(tx, chatId, absent.gone_at);
  const toldBefore = await toldBeforeItLeft(tx, absent);
  const inVain = await forgetUndelivered(tx, absent);
  const throughId = Math.max(absent.told_through, await beforeNewestIssue(tx), ...inVain);
  const { missed_from: offeredAfter, missed_through: offeredThrough } = absent;
  const newsAfter = Math.max(toldBefore, offeredThrough ?? 0);
  const undelivered = [...urgent, ...inVain];
  const afterId = await waitedSince(tx, { chatId, newsAfter, undelivered }, followedIn);
  await tellOwnOnlyAfter(tx, chatId, throughId);
  if (throughId > absent.told_through) await tellOnlyAfter(tx, chatId, throughId);
  const range = { afterId, throughId };
  const followed = await followedIn(tx, chatId, range);
  const { publication } = absent;
  const kinds = readKinds(absent.kinds);
  const wanted = { chatId, kinds, publication, followed, urgent, ...range };
  const { total: count } = await findMissed(tx, { ...wanted, limit: 0, offset: 0 });
  if (count === 0) return undefined;
  // It came and went without being told anything: this is the same absence.
  const goesOn = offeredAfter !== null && offeredThrough !== null && offeredThrough >= toldBefore;
  const since = afterId < newsAfter ? afterId : toldBefore;
  const missed_from = goesOn ? Math.min(offeredAfter, since) : since;
  await tx
    .updateTable('subscriptions')
    .set({ missed_from, missed_through: throughId })
    .where('chat_id', '=', chatId)
    .execute();
  return { afterId, throughId, count };
}

type Waiting = {
  readonly chatId: number;
  readonly newsAfter: number;
  /** What was told before its turn, or waited for it, and found nobody there. */
  readonly undelivered: readonly number[];
};

/**
 * After which article that begins which waited for a turn of its own among what the digests told
 * already, or found nobody there. All the others there are noted as told: they were, or the chat did
 * not want them.
 */
async function waitedSince(
  tx: Db,
  { chatId, newsAfter, undelivered }: Waiting,
  followedIn: FollowedIn,
): Promise<number> {
  const behind = await tx
    .selectFrom('interests')
    .select(['id', 'told_through'])
    .where('chat_id', '=', chatId)
    .where('told_through', '<', newsAfter)
    .$narrowType<{ told_through: number }>()
    .execute();
  const waited = new Set(undelivered.filter((id) => id <= newsAfter));
  for (const { id: interestId, told_through: afterId } of behind) {
    const asked = { afterId, throughId: newsAfter, interestId };
    for (const id of await followedIn(tx, chatId, asked)) waited.add(id);
  }
  for (const id of await toldItemsOf(tx, chatId)) waited.delete(id);
  if (waited.size === 0) return newsAfter;
  const since = Math.min(...waited) - 1;
  const items = await tx
    .selectFrom('items')
    .select('id')
    .where('id', '>', since)
    .where('id', '<=', newsAfter)
    .execute();
  const others = items.filter(({ id }) => !waited.has(id));
  await noteToldItems(
    tx,
    others.map(({ id }) => ({ chatId, itemId: id })),
  );
  return since;
}

async function toldItemsOf(tx: Db, chatId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('told_items')
    .select('item_id')
    .where('chat_id', '=', chatId)
    .execute();
  return rows.map(({ item_id }) => item_id);
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

/** What a digest would have told and nothing else has, newest issue first, in each as printed. */
export async function findMissed(
  db: Db,
  wanted: ItemRange &
    Pick<Subscription, 'chatId' | 'kinds' | 'publication'> & {
      /** Articles it would have told whatever their kind. */
      readonly followed: readonly number[];
      /** Articles, of the range or not, that were urgent and found nobody there. */
      readonly urgent: readonly number[];
      readonly limit: number;
      readonly offset: number;
    },
): Promise<Page<StoredItem>> {
  const { chatId, kinds, publication, followed, urgent, afterId, throughId, limit, offset } =
    wanted;
  if (kinds.length + followed.length + urgent.length === 0) return { items: [], total: 0 };
  const given = (ids: readonly number[]) =>
    sql<number>`${listedIds(db, 'bigint', sql.val(JSON.stringify(ids)))}`;
  const found = db
    .selectFrom('items')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .where((eb) => {
      const isWanted = eb.or([
        eb('items.id', 'in', given(followed)),
        isSubscribedTo(eb, { kinds, publication }),
      ]);
      const inRange = eb.and([
        eb('items.id', '>', afterId),
        eb('items.id', '<=', throughId),
        isWanted,
      ]);
      return urgent.length === 0 ? inRange : eb.or([inRange, eb('items.id', 'in', given(urgent))]);
    })
    .where('items.id', 'not in', (eb) =>
      eb.selectFrom('told_items').select('item_id').where('chat_id', '=', chatId),
    )
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

function isSubscribedTo(
  eb: ExpressionBuilder<Database, 'items' | 'issues'>,
  { kinds, publication }: Pick<Subscription, 'kinds' | 'publication'>,
) {
  const isOfKinds = eb.or([
    ...(kinds.length > 0 ? [eb('items.kind', 'in', [...kinds])] : []),
    ...(kinds.includes('appointment') ? [tellsActs(eb.ref('items.id'))] : []),
  ]);
  if (publication === null) return isOfKinds;
  return eb.and([eb('issues.publication_id', '=', publication), isOfKinds]);
}

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

/** The same of what it follows with rhythms of their own, wherever each of them was. */
async function tellOwnOnlyAfter(tx: Db, chatId: number, itemId: number): Promise<void> {
  await tx
    .updateTable('interests')
    .set({ told_through: itemId })
    .where('chat_id', '=', chatId)
    .where('told_through', 'is not', null)
    .execute();
}
