import type { Selectable } from 'kysely';
import type { Db } from '../database/database.ts';
import type { SubscriptionTable } from '../database/schema.ts';
import { forgetTold, forgetToldAfter, refusedSince, type Settled } from './urgent-news.ts';

/** A chat's subscription, and since when it is gone. */
type Absent = Pick<Selectable<SubscriptionTable>, 'chat_id' | 'told_through' | 'told_from'> & {
  readonly gone_at: string | null;
};

/** No digest covers more than the weeks of an outage. */
const LONGEST_DIGEST_MS = 31 * 24 * 60 * 60_000;

/**
 * Up to where it was really told. A digest that found nobody there counts as told in its
 * subscription; it was told what the last digest before told, which is what had come in by then.
 */
export async function toldBeforeItLeft(tx: Db, absent: Absent): Promise<number> {
  const { chat_id: chatId, gone_at: goneAt, told_through, told_from } = absent;
  const undelivered = await digestsTo(tx, chatId, refusedSince(goneAt))
    .select(({ fn }) => fn.min('created_at').as('at'))
    .executeTakeFirst();
  if (!undelivered?.at) return told_through;
  const toldAt = await lastToldBefore(tx, chatId, undelivered.at);
  const item = await tx
    .selectFrom('items')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('created_at', '<=', toldAt)
    .executeTakeFirst();
  const arrivedThrough = Math.max(told_from, item?.id ?? 0);
  await forgetToldAfter(tx, chatId, arrivedThrough);
  return Math.min(told_through, arrivedThrough);
}

/**
 * What its digests told and nobody read, where it was told of something apart: it may have waited for
 * that while other digests told what is newer. It counts as told no more.
 */
export async function forgetUndelivered(tx: Db, absent: Absent): Promise<number[]> {
  const { chat_id: chatId, gone_at: goneAt } = absent;
  const undelivered = digestsTo(tx, chatId, refusedSince(goneAt));
  const rows = await tx
    .selectFrom('deliveries')
    .select('articles')
    .where('chat_id', '=', chatId)
    .where('campaign_id', 'in', undelivered.select('campaigns.id'))
    .where('articles', 'is not', null)
    .$narrowType<{ articles: string }>()
    .execute();
  const itemIds = rows.flatMap(({ articles }) => JSON.parse(articles) as number[]);
  await forgetTold(tx, chatId, itemIds);
  return itemIds;
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
