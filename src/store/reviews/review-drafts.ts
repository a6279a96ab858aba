import type { Fact, FactRef } from '../../domain/index.ts';
import { type Db, durably } from '../database/database.ts';
import { storable } from '../database/storable.ts';
import { readFact } from './review-facts.ts';

/** A correction an admin has begun: of which fact, and what is to be confirmed. */
export type ReviewDraft = { readonly ref: FactRef; readonly correction: Fact | null };

/** An admin corrects one fact at a time: a new draft takes the place of the old. */
export async function saveReviewDraft(
  db: Db,
  adminId: number,
  { ref, correction }: ReviewDraft,
  now: Date,
): Promise<void> {
  const draft = {
    item_id: ref.itemId,
    revision: ref.revision,
    fact_kind: ref.kind,
    position: ref.position,
    correction: correction && storable(JSON.stringify(correction)),
    at: now.toISOString(),
  };
  await durably(db, (tx) =>
    tx
      .insertInto('review_drafts')
      .values({ admin_id: adminId, ...draft })
      .onConflict((conflict) => conflict.column('admin_id').doUpdateSet(draft))
      .execute(),
  );
}

/** One begun before `since` is forgotten: what the admin writes now is about something else. */
export async function findReviewDraft(
  db: Db,
  adminId: number,
  since: Date,
): Promise<ReviewDraft | undefined> {
  const row = await db
    .selectFrom('review_drafts')
    .selectAll()
    .where('admin_id', '=', adminId)
    .where('at', '>=', since.toISOString())
    .executeTakeFirst();
  if (!row) return undefined;
  const { item_id: itemId, revision, fact_kind: kind, position, correction } = row;
  return {
    ref: { itemId, revision, kind, position },
    correction: correction === null ? null : readFact(correction),
  };
}

export async function discardReviewDraft(db: Db, adminId: number): Promise<void> {
  await durably(db, (tx) =>
    tx.deleteFrom('review_drafts').where('admin_id', '=', adminId).execute(),
  );
}
