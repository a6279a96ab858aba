import { sql } from 'kysely';
import {
  type Frequency,
  ITEM_KINDS,
  type ItemKind,
  type QuietHours,
  type Subscription,
} from '../../domain/index.ts';
import { type Db, durably } from '../database/database.ts';
import { newestReviewId } from '../reviews/reviews.ts';

/** What a chat has that unsubscribed from all kinds. */
const NO_KINDS = '[]';

type Beginning = {
  readonly chatId: number;
  readonly kinds: readonly ItemKind[];
  readonly dueAt: Date | null;
};

/**
 * Subscribes a chat. A new subscriber's first digest brings the newest issue; one that comes back after
 * unsubscribing is not told what it did not want to know. Otherwise only the kinds change.
 */
export async function subscribe(db: Db, beginning: Beginning, now: Date): Promise<void> {
  await durably(db, async (tx) => {
    await beginSubscription(tx, beginning, now);
    await setKinds(tx, beginning.chatId, beginning.kinds);
  });
}

/** The same; a chat that wants something already goes on as it is. */
export async function beginSubscription(
  tx: Db,
  { chatId, kinds, dueAt }: Beginning,
  now: Date,
): Promise<void> {
  const told_through = await beforeNewestIssue(tx);
  const reviews_told = await newestReviewId(tx);
  const due_at = dueAt?.toISOString() ?? null;
  await tx
    .insertInto('subscriptions')
    .values({
      chat_id: chatId,
      kinds: writeKinds(kinds),
      frequency: 'daily',
      hour: null,
      timezone: null,
      told_through,
      told_from: told_through,
      reviews_told,
      due_at,
      created_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('chat_id').doNothing())
    .execute();
  await tx
    .updateTable('subscriptions')
    .set({
      told_through: atLeast(told_through),
      told_from: atLeast(told_through),
      reviews_told,
      due_at: sql`case when frequency = 'instant' then null else ${due_at} end`,
    })
    .where('chat_id', '=', chatId)
    .where(({ not }) => not(wantsSomething))
    .execute();
}

/** Of `subscriptions`: kinds, or at least something the chat follows. */
export const wantsSomething = sql<boolean>`(subscriptions.kinds <> ${sql.lit(NO_KINDS)} or exists (
  select 1 from interests where interests.chat_id = subscriptions.chat_id))`;

/** The same as a flag. */
export const wants = sql<0 | 1>`case when ${wantsSomething} then 1 else 0 end`;

/** Nobody is set back to what was told. */
export function atLeast(through: number) {
  return sql<number>`case when told_through < ${through} then ${through} else told_through end`;
}

export async function setKinds(db: Db, chatId: number, kinds: readonly ItemKind[]): Promise<void> {
  await durably(db, (tx) =>
    tx
      .updateTable('subscriptions')
      .set({ kinds: writeKinds(kinds) })
      .where('chat_id', '=', chatId)
      .execute(),
  );
}

export async function findSubscription(db: Db, chatId: number): Promise<Subscription | undefined> {
  const row = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('chat_id', '=', chatId)
    .executeTakeFirst();
  return row && toSubscription(row);
}

/** How far the subscriber is told who was told the least; without any, where a new one would begin. */
export async function leastTold(
  db: Db,
): Promise<Pick<Subscription, 'toldThrough' | 'toldFrom' | 'reviewsTold'>> {
  const row = await subscribed(db)
    .select(({ fn }) => [
      fn.min('subscriptions.told_through').as('toldThrough'),
      fn.min('subscriptions.told_from').as('toldFrom'),
      fn.min('subscriptions.reviews_told').as('reviewsTold'),
    ])
    .executeTakeFirst();
  const newcomer = await beforeNewestIssue(db);
  return {
    toldThrough: row?.toldThrough ?? newcomer,
    toldFrom: row?.toldFrom ?? newcomer,
    reviewsTold: row?.reviewsTold ?? (await newestReviewId(db)),
  };
}

/**
 * The last item of all older issues. When an archive is read in after the newest issue, a new
 * subscriber is spared the archive.
 */
export async function beforeNewestIssue(db: Db): Promise<number> {
  const row = await db
    .selectFrom('items')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .select((eb) => eb.fn.max('items.id').as('id'))
    .where('issues.date', '<', (eb) =>
      eb
        .selectFrom('items as any_item')
        .innerJoin('issues as any_issue', 'any_issue.id', 'any_item.issue_id')
        .select((inner) => inner.fn.max('any_issue.date').as('date')),
    )
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** Chats that can be reached and want something. */
export function subscribed(db: Db) {
  return db
    .selectFrom('subscriptions')
    .innerJoin('chats', 'chats.id', 'subscriptions.chat_id')
    .where('chats.state', '=', 'active')
    .where(wantsSomething);
}

/** In the order of a digest, each once. */
export function writeKinds(kinds: readonly ItemKind[]): string {
  return JSON.stringify(ITEM_KINDS.filter((kind) => kinds.includes(kind)));
}

/** Few are different, and a million are read at eight in the morning. */
const kindsRead = new Map<string, readonly ItemKind[]>();
const KINDS_KEPT = 100;

export function readKinds(text: string): readonly ItemKind[] {
  const known = kindsRead.get(text);
  if (known) return known;
  const kinds: unknown = JSON.parse(text);
  const read = ITEM_KINDS.filter((kind) => Array.isArray(kinds) && kinds.includes(kind));
  if (kindsRead.size < KINDS_KEPT) kindsRead.set(text, read);
  return read;
}

export function toSubscription(row: {
  readonly chat_id: number;
  readonly kinds: string;
  readonly publication: string | null;
  readonly frequency: Frequency;
  readonly hour: number | null;
  readonly timezone: string | null;
  readonly told_through: number;
  readonly told_from: number;
  readonly reviews_told: number;
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  readonly urgent: number;
  readonly due_at: string | null;
}): Subscription {
  const { chat_id, kinds, publication, frequency, hour, timezone } = row;
  return {
    chatId: chat_id,
    kinds: readKinds(kinds),
    publication,
    frequency,
    hour,
    timezone,
    quiet: readQuiet(row),
    urgent: row.urgent === 1,
    dueAt: row.due_at === null ? null : new Date(row.due_at),
    toldThrough: row.told_through,
    toldFrom: row.told_from,
    reviewsTold: row.reviews_told,
  };
}

/** From an hour to the same one is never. */
export function readQuiet({
  quiet_from: from,
  quiet_to: to,
}: {
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
}): QuietHours | null {
  return from === null || to === null || from === to ? null : { from, to };
}
