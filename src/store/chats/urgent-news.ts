import { sql } from 'kysely';
import type { Chat, IsoDate, ItemKind, StoredItem, Subscription } from '../../domain/index.ts';
import { cameAsNews } from '../archive/archive.ts';
import { readItems } from '../archive/read-items.ts';
import { shownRevision } from '../archive/shown-revision.ts';
import { type Db, isPostgres } from '../database/database.ts';
import { givenIds, givenRows } from '../database/given-rows.ts';
import type { Stretch } from './audience.ts';
import { readKinds, subscribed } from './subscriptions.ts';

type Range = {
  readonly afterId: number;
  readonly throughId: number;
  /** What came in before is urgent no more. */
  readonly since: Date;
};

/** Articles that came as news since then, in their order. A correction is no new article. */
export async function urgentNews(
  db: Db,
  { afterId, throughId, since }: Range,
): Promise<StoredItem[]> {
  const rows = await db
    .selectFrom('items')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .select('items.id')
    .where('items.id', '>', afterId)
    .where('items.id', '<=', throughId)
    .where('items.created_at', '>=', since.toISOString())
    .where(cameAsNews(db))
    .orderBy('items.id')
    .execute();
  return readItems(
    db,
    rows.map(({ id }) => id),
  );
}

export type UrgentItem = Pick<StoredItem, 'id' | 'kind'>;

type Concerned = Pick<Subscription, 'kinds' | 'publication'> & {
  readonly chat: Chat;
  /** Its digest was faster: it told of the article, unless it left that to a rhythm of its own. */
  readonly hadDigest: boolean;
};

/**
 * Of a stretch of chats, those that want what is urgent at once, were subscribed when the article came,
 * and were not told of it. Whom it concerns among them is for the caller to say.
 */
export async function urgentAudience(
  tx: Db,
  { item, stretch }: { readonly item: UrgentItem; readonly stretch: Stretch },
): Promise<Concerned[]> {
  let audience = subscribed(tx)
    .select(['chats.id', 'chats.kind', 'chats.language', 'chats.style'])
    .select(['subscriptions.kinds', 'subscriptions.publication', 'subscriptions.told_through'])
    .where('chats.id', '>', stretch.after)
    .where('chats.id', '<=', stretch.through)
    .where('subscriptions.urgent', '=', 1)
    .where(({ eb, exists, selectFrom }) =>
      eb('subscriptions.told_through', '<', item.id).or(
        exists(
          selectFrom('interests')
            .select('interests.id')
            .whereRef('interests.chat_id', '=', 'chats.id')
            .where('interests.told_through', '<', item.id),
        ),
      ),
    )
    .where('subscriptions.created_at', '<=', (eb) =>
      eb.selectFrom('items').select('items.created_at').where('items.id', '=', item.id),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('told_items')
            .select('told_items.item_id')
            .whereRef('told_items.chat_id', '=', 'chats.id')
            .where('told_items.item_id', '=', item.id),
        ),
      ),
    )
    .orderBy('chats.id');
  // Whoever writes these chats' digests has them locked, and tells them of this article.
  if (isPostgres(tx)) audience = audience.forUpdate('subscriptions');
  const rows = await audience.execute();
  return rows.map(({ kinds, publication, told_through, ...chat }) => ({
    chat,
    kinds: readKinds(kinds),
    publication,
    hadDigest: told_through >= item.id,
  }));
}

/** Notes that chats were told of an article before its turn. */
export async function noteToldItems(
  tx: Db,
  rows: readonly { readonly chatId: number; readonly itemId: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = { chat_id: 'bigint', item_id: 'bigint' } as const;
  const given = rows.map(({ chatId, itemId }) => ({ chat_id: chatId, item_id: itemId }));
  await sql`insert into told_items (chat_id, item_id)
    select chat_id, item_id from ${givenRows(tx, columns, given)} as given where true
    on conflict do nothing`.execute(tx);
}

/**
 * What was urgent and found nobody there since the chat is gone was not told before its turn. Returns
 * which articles they are.
 */
export async function forgetUndeliveredUrgent(
  tx: Db,
  chatId: number,
  goneAt: string | null,
): Promise<number[]> {
  const undelivered = await urgentTo(tx, chatId, refusedSince(goneAt));
  await forgetTold(tx, chatId, undelivered);
  return undelivered;
}

export async function forgetTold(
  tx: Db,
  chatId: number,
  itemIds: readonly number[],
): Promise<void> {
  if (itemIds.length === 0) return;
  await tx
    .deleteFrom('told_items')
    .where('chat_id', '=', chatId)
    .where('item_id', 'in', sql<number>`${givenIds(tx, itemIds)}`)
    .execute();
}

/**
 * What digests told it after this article found nobody there: only what was urgent has arrived. A digest
 * that found nothing to tell besides has forgotten that it had.
 */
export async function forgetToldAfter(tx: Db, chatId: number, itemId: number): Promise<void> {
  await tx
    .deleteFrom('told_items')
    .where('chat_id', '=', chatId)
    .where('item_id', '>', itemId)
    .execute();
  const arrived = await urgentTo(tx, chatId, { states: ['sent', 'unknown'], settledSince: null });
  await noteToldItems(
    tx,
    arrived.filter((id) => id > itemId).map((id) => ({ chatId, itemId: id })),
  );
}

/**
 * Of what a chat missed, and of what came after it until each of its turns has passed: as long as the
 * ledger knows of them.
 */
export async function undeliveredUrgent(
  db: Db,
  chatId: number,
  missed: { readonly afterId: number; readonly throughId: number },
): Promise<number[]> {
  const undelivered = await urgentTo(db, chatId, { states: ['gone'], settledSince: null });
  const passed = await passedAtEachTurn(db, chatId);
  return undelivered.filter((id) => id > missed.afterId && (id <= missed.throughId || id > passed));
}

/** Through here its digest has told, and all that comes in rhythms of its own. */
async function passedAtEachTurn(db: Db, chatId: number): Promise<number> {
  const turns = await db
    .selectFrom('subscriptions')
    .select('told_through')
    .where('chat_id', '=', chatId)
    .unionAll(
      db
        .selectFrom('interests')
        .select('told_through')
        .where('chat_id', '=', chatId)
        .where('told_through', 'is not', null)
        .$narrowType<{ told_through: number }>(),
    )
    .execute();
  return Math.min(...turns.map(({ told_through }) => told_through));
}

/** Deliveries that came to one of these. */
export type Settled = { readonly states: readonly string[]; readonly settledSince: string | null };

/** What found nobody there in this absence. */
export function refusedSince(goneAt: string | null): Settled {
  const since = goneAt && new Date(Date.parse(goneAt) - WRITTEN_LATER_MS).toISOString();
  return { states: ['gone'], settledSince: since };
}

/** A refusal has its moment before it is written; meanwhile Telegram may have told that the chat is gone. */
const WRITTEN_LATER_MS = 60_000;

async function urgentTo(
  db: Db,
  chatId: number,
  { states, settledSince }: Settled,
): Promise<number[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('campaign_id')
    .distinct()
    .where('chat_id', '=', chatId)
    .where('state', 'in', [...states])
    .where('campaign_id', 'like', 'urgent:%')
    .$if(settledSince !== null, (query) => query.where('settled_at', '>=', settledSince))
    .execute();
  return rows.map(({ campaign_id }) => Number(campaign_id.slice('urgent:'.length)));
}

type Titled = Pick<StoredItem, 'title' | 'kind'> & { readonly date: IsoDate };

/** The newest first, by the day of the issue. */
export async function recentTitles(
  db: Db,
  { kinds, limit }: { readonly kinds: readonly ItemKind[]; readonly limit: number },
): Promise<Titled[]> {
  if (kinds.length === 0) return [];
  return db
    .selectFrom('items')
    .innerJoin('item_revisions', shownRevision)
    .select(['item_revisions.title', 'items.kind', 'items.date'])
    .where('items.kind', 'in', [...kinds])
    .orderBy('items.date', 'desc')
    .orderBy('items.id', 'desc')
    .limit(limit)
    .execute();
}
