import { sql } from 'kysely';
import type { Answer, Fact, FactRef } from '../../domain/index.ts';
import { findItem } from '../archive/read-items.ts';
import { indexItem } from '../archive/search.ts';
import { type Db, durably, isPostgres } from '../database/database.ts';
import { placeOf } from '../database/place.ts';
import type { SettledBy } from '../database/review-tables.ts';
import { storable } from '../database/storable.ts';
import { recordAdminAct } from '../delivery/audit.ts';
import {
  type FactRow,
  factKey,
  factOf,
  findFactRow,
  keptReviews,
  tableOf,
} from './review-facts.ts';

/**
 * What came of an answer. `repeated`: the same admin had answered. `answered`: another was first.
 * `gone`: the fact is no longer printed.
 */
export type Reviewed = 'recorded' | 'repeated' | 'answered' | 'gone';

type Review = {
  readonly ref: FactRef;
  readonly answer: Answer;
  readonly adminId: number;
};

/**
 * Keeps what an admin says of a fact, and from then on the archive tells the fact that way. The first
 * answer counts. It is noted in `admin_audit` in the same transaction.
 */
export function recordReview(
  db: Db,
  { ref, answer, adminId }: Review,
  now: Date,
): Promise<Reviewed> {
  return durably(db, async (tx) => {
    await lockReviews(tx, 'exclusive');
    const row = await findFactRow(tx, ref);
    if (!row) return 'gone';
    if (row.review_id !== null) return answeredBy(tx, row.review_id, adminId);
    const id = (await newestReviewId(tx)) + 1;
    const outcome = { id, verdict: answer.verdict, now: nowOf(row, answer) };
    if (!(await insertReview(tx, { outcome, row, ref, adminId, now }))) {
      // The article says it twice, and the other one was answered.
      const given = await findAnswer(tx, ref, factOf(row));
      if (given) await applyTo(tx, ref, given);
      return given ? answeredBy(tx, given.id, adminId) : 'gone';
    }
    await applyTo(tx, ref, outcome);
    await findableAgain(tx, ref.itemId, row.issueDate);
    const detail = JSON.stringify({ review: id, ...ref, ...answer, read: factOf(row) });
    await recordAdminAct(tx, { adminId, action: `review ${answer.verdict}`, detail }, now);
    return 'recorded';
  });
}

/** Any number no other lock of ours has. */
const REVIEW_LOCK = 20250110;

/**
 * Reviews are counted without overtaking, and none comes in while a digest reads what to tell
 * (`shared`). SQLite has one writer anyway.
 */
export async function lockReviews(tx: Db, mode: 'exclusive' | 'shared'): Promise<void> {
  if (!isPostgres(tx)) return;
  if (mode === 'exclusive') await sql`select pg_advisory_xact_lock(${REVIEW_LOCK})`.execute(tx);
  else await sql`select pg_advisory_xact_lock_shared(${REVIEW_LOCK})`.execute(tx);
}

/** 0 while nothing was reviewed. */
export async function newestReviewId(db: Db): Promise<number> {
  const row = await db
    .selectFrom('reviews')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

/** The newest review, unless an admin has answered since `quietSince` and may go on: then 0. */
export async function settledReviewId(db: Db, quietSince: Date): Promise<number> {
  const row = await db
    .selectFrom('reviews')
    .select(['id', 'at'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && row.at <= quietSince.toISOString() ? row.id : 0;
}

type NewReview = {
  readonly ref: FactRef;
  readonly row: FactRow;
  /** As it was read, if not as in the row. */
  readonly read?: Fact;
  readonly outcome: Outcome;
  /** Other than that of an admin's answer. */
  readonly key?: string;
  readonly adminId: number;
  readonly now: Date;
};

export async function insertReview(
  tx: Db,
  { ref, row, read = factOf(row), outcome, key, adminId, now }: NewReview,
): Promise<boolean> {
  const inserted = await tx
    .insertInto('reviews')
    .values({
      id: outcome.id,
      item_id: ref.itemId,
      revision: ref.revision,
      fact_kind: ref.kind,
      fact_key: key ?? factKey(factOf(row)),
      fact_read: storable(JSON.stringify(read)),
      fact_now: outcome.now && storable(JSON.stringify(outcome.now)),
      verdict: outcome.verdict,
      admin_id: adminId,
      at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.columns(['item_id', 'fact_kind', 'fact_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

async function answeredBy(tx: Db, reviewId: number, adminId: number): Promise<Reviewed> {
  const review = await tx
    .selectFrom('reviews')
    .select('admin_id')
    .where('id', '=', reviewId)
    .executeTakeFirst();
  return review?.admin_id === adminId ? 'repeated' : 'answered';
}

async function findAnswer(tx: Db, ref: FactRef, fact: Fact): Promise<Outcome | undefined> {
  const given = await keptReviews(tx, ref.itemId, ref.kind);
  return given.find(({ read }) => factKey(read) === factKey(fact));
}

function nowOf(row: FactRow, answer: Answer): Fact | null {
  switch (answer.verdict) {
    case 'right':
      return factOf(row);
    case 'wrong':
      return null;
    case 'corrected':
      return answer.fact;
  }
}

export async function applyTo(tx: Db, ref: FactRef, outcome: Outcome): Promise<void> {
  const change = { ...changeBy(outcome), ...placeBy(ref, outcome) };
  const columns = Object.entries(change).map(
    ([column, value]) => sql`${sql.ref(column)} = ${value}`,
  );
  await sql`
    update ${sql.table(tableOf(ref.kind))} set ${sql.join(columns)}
    where item_id = ${ref.itemId} and revision = ${ref.revision} and position = ${ref.position}`.execute(
    tx,
  );
}

/** A rejected act has no place among the acts. */
function placeBy({ kind }: FactRef, { verdict }: Outcome) {
  return kind === 'act' && verdict === 'wrong' ? { place: null } : {};
}

export type Outcome = {
  readonly id: number;
  readonly verdict: SettledBy;
  readonly now: Fact | null;
};

/** What a review makes of the fact's row, whatever the row said. */
function changeBy({ id, verdict, now }: Outcome) {
  const mark = { review_id: id, verdict };
  if (now === null || verdict === 'printed') return mark;
  const sure = { ...mark, confidence: 1, reasons: '[]' };
  if (now.kind === 'key-date') return { ...sure, ...now.keyDate };
  const { person, action, post, organization, date } = now.act;
  return { ...sure, person, action, post, organization, date };
}

/** A corrected name is found, and a rejected one is not. */
export async function findableAgain(tx: Db, itemId: number, date: string): Promise<void> {
  const item = await findItem(tx, itemId);
  if (item) await indexItem(tx, placeOf(date, itemId), item);
}
