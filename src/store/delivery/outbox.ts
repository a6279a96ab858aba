import { sql } from 'kysely';
import { type Db, inTransaction, isPostgres } from '../database/database.ts';
import { givenIds, givenRows } from '../database/given-rows.ts';
import { noteMoves } from './accounts.ts';

/** Smaller goes first. A campaign's deliveries share one. */
export const PRIORITY = { alert: 5, urgent: 8, reminder: 9, digest: 10, broadcast: 20 } as const;

/** `deliveries.part` counts in these steps. */
export const PART_STEP = 1000;

export type NewDeliveries = {
  readonly campaignId: string;
  readonly priority: number;
  readonly dueAt: Date;
  readonly deliveries: readonly {
    readonly chatId: number;
    readonly part: number;
    readonly messageId: string;
    /** What the digest tells whose first part this is: see `DeliveryTable`. */
    readonly articles?: readonly number[] | undefined;
  }[];
};

const NEW = { chat_id: 'bigint', part: 'bigint', message_id: 'text', articles: 'text' } as const;

/**
 * Puts deliveries in the outbox, and returns how many. One already there, in any state, is left
 * alone. A campaign thought finished runs again.
 */
export function enqueue(
  db: Db,
  { campaignId, priority, dueAt, deliveries }: NewDeliveries,
  now: Date,
): Promise<number> {
  if (deliveries.length === 0) return Promise.resolve(0);
  const rows = deliveries.map(({ chatId, part, messageId, articles }) => ({
    chat_id: chatId,
    part: part * PART_STEP,
    message_id: messageId,
    articles: articles ? JSON.stringify(articles) : null,
  }));
  return inTransaction(db, async (tx) => {
    const { numAffectedRows } = await sql`
      insert into deliveries
        (campaign_id, chat_id, part, message_id, articles, state, priority, due_at, attempts, created_at)
      select ${campaignId}, chat_id, part, message_id, articles, 'pending', ${sql.lit(priority)},
        ${dueAt.toISOString()}, 0, ${now.toISOString()}
      from ${givenRows(tx, NEW, rows)} as given where true
      on conflict (campaign_id, chat_id, part) do nothing`.execute(tx);
    const added = Number(numAffectedRows ?? 0);
    if (added === 0) return 0;
    await noteMoves(tx, [{ campaignId, from: null, to: 'pending', count: added }]);
    await runAgain(tx, campaignId);
    return added;
  });
}

/** A campaign thought finished owes something again. */
export async function runAgain(tx: Db, campaignId: string): Promise<void> {
  await tx
    .updateTable('campaigns')
    .set({ state: 'running', finished_at: null })
    .where('id', '=', campaignId)
    .where('state', '=', 'finished')
    .execute();
}

/** What becomes of a message that may have arrived. */
export type UnknownPolicy = 'resend' | 'hold';
type Recovery = { readonly now: Date; readonly policy: UnknownPolicy };

/** What the caller has in hand, and the key it claims under. */
export type InHand = { readonly key: number | null; readonly ids: Iterable<number> };

/**
 * Claims whose lease has run out may have been sent: they are owed again, or kept as `unknown`. Not
 * those the caller has in hand: its clock was set, or it slept, and their answers are still to come.
 * Nor those under another's key, by whose lock it is known whether it lives: its clock may be another.
 */
export function recoverLeases(
  db: Db,
  { inHand: { key, ids } = { key: null, ids: [] }, ...recovery }: Recovery & { inHand?: InHand },
): Promise<number> {
  const lease = { before: recovery.now.toISOString(), key, inHand: [...ids] };
  return recover(db, { ...recovery, lease });
}

/** The same for whatever is claimed under these keys: see `findDeadWorkers`. */
export function recoverFrom(
  db: Db,
  workers: readonly number[],
  recovery: Recovery,
): Promise<number> {
  if (workers.length === 0) return Promise.resolve(0);
  return recover(db, { ...recovery, workers });
}

/** The same for whatever is claimed, where it is known that nobody sends. */
export function recoverAllClaims(db: Db, recovery: Recovery): Promise<number> {
  return inTransaction(db, (tx) => recover(tx, recovery));
}

/**
 * The same when a process starts. On SQLite only one process sends, so whatever is claimed was
 * claimed by a dead one; on PostgreSQL it may be another's, and its lock decides, or else its lease.
 */
export function recoverDeadClaims(db: Db, recovery: Recovery): Promise<number> {
  if (isPostgres(db)) return recoverLeases(db, recovery);
  return recoverAllClaims(db, recovery);
}

type Claims = {
  readonly lease?: {
    readonly before: string;
    readonly key: number | null;
    readonly inHand: readonly number[];
  };
  readonly workers?: readonly number[];
};

function recover(db: Db, { now, policy, lease, workers = [] }: Recovery & Claims): Promise<number> {
  const reason = 'the sender stopped before it had an answer';
  return inTransaction(db, async (tx) => {
    let claims = tx
      .updateTable('deliveries')
      .set(
        policy === 'resend'
          ? { state: 'pending', due_at: now.toISOString(), lease_until: null, reason }
          : { state: 'unknown', settled_at: now.toISOString(), lease_until: null, reason },
      )
      .where('state', '=', sql.lit('claimed'))
      .$if(workers.length > 0, (query) => query.where('claimed_by', 'in', [...workers]));
    if (lease)
      claims = claims
        .where('lease_until', '<=', lease.before)
        .where((eb) => eb('claimed_by', 'is', null).or('claimed_by', '=', lease.key))
        .$if(lease.inHand.length > 0, (query) =>
          query.where(sql`id`, 'not in', givenIds(tx, lease.inHand)),
        );
    const rows = await claims.returning(['campaign_id as campaignId', 'state as to']).execute();
    await noteMoves(
      tx,
      rows.map((row) => ({ ...row, from: 'claimed' })),
    );
    return rows.length;
  });
}
