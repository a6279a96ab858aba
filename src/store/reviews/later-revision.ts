import {
  FACT_KINDS,
  type Fact,
  type FactKind,
  type FactRef,
  type IsoDate,
  type Item,
  isCertain,
} from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import {
  factOf,
  findFactRow,
  isEqual,
  keptReviews,
  matchReviews,
  misreadFor,
  wholeKey,
} from './review-facts.ts';
import { applyTo, findableAgain, insertReview, lockReviews, newestReviewId } from './reviews.ts';

type NewFacts = {
  readonly itemId: number;
  readonly revision: number;
  readonly item: Item;
  readonly date: IsoDate;
  readonly now: Date;
};

/**
 * A later revision of an article keeps what was said of the facts it still tells. Of an article that was
 * read from a scan, what surer letters print needs no review: it is told as if it had been confirmed.
 */
export async function settleFacts(tx: Db, facts: NewFacts): Promise<void> {
  await lockReviews(tx, 'exclusive');
  const kept = await keepReviews(tx, facts);
  if (await isClearer(tx, facts)) await confirmPrinted(tx, facts);
  if (kept > 0) await findableAgain(tx, facts.itemId, facts.date);
}

async function keepReviews(tx: Db, { itemId, revision, item }: NewFacts): Promise<number> {
  let kept = 0;
  for (const kind of FACT_KINDS) {
    const matched = matchReviews(factsOf(item)[kind], await keptReviews(tx, itemId, kind));
    for (const [position, review] of matched)
      await applyTo(tx, { itemId, revision, kind, position }, review);
    kept += matched.size;
  }
  return kept;
}

function factsOf(item: Item): Readonly<Record<FactKind, readonly Fact[]>> {
  return {
    act: item.acts.map((act) => ({ kind: 'act', act })),
    'key-date': item.keyDates.map((keyDate) => ({ kind: 'key-date', keyDate })),
  };
}

/** Whether it was a scan once, and is none now. */
async function isClearer(tx: Db, { itemId, revision }: NewFacts): Promise<boolean> {
  const rows = await tx
    .selectFrom('item_revisions')
    .innerJoin('documents', 'documents.id', 'item_revisions.document_id')
    .select(['item_revisions.revision', 'documents.carrier'])
    .where('item_revisions.item_id', '=', itemId)
    .execute();
  const scans = rows.filter(({ carrier }) => carrier === 'ocr');
  return scans.length > 0 && scans.every((scan) => scan.revision < revision);
}

async function confirmPrinted(tx: Db, { itemId, revision, item, now }: NewFacts): Promise<void> {
  for (const kind of FACT_KINDS) {
    const facts = factsOf(item)[kind];
    const guessed = (await keptReviews(tx, itemId, kind)).filter(({ isGuessed }) => isGuessed);
    const told = guessed.flatMap((review) => review.now ?? []);
    const misread = told.filter((each) => !facts.some((fact) => isEqual(each, fact)));
    for (const position of facts.keys())
      await confirm(tx, { itemId, revision, kind, position }, { misread, now });
  }
}

type Confirming = { readonly misread: readonly Fact[]; readonly now: Date };

async function confirm(tx: Db, ref: FactRef, { misread, now }: Confirming): Promise<void> {
  const row = await findFactRow(tx, ref);
  if (!row || row.review_id !== null || !isCertain(row)) return;
  const fact = factOf(row);
  const outcome = { id: (await newestReviewId(tx)) + 1, verdict: 'printed', now: fact } as const;
  const key = `printed ${wholeKey(fact)}`;
  // An article may say it twice: it is told once.
  const read = misreadFor(fact, misread) ?? fact;
  if (await insertReview(tx, { outcome, row, read, ref, key, adminId: NOBODY, now }))
    await applyTo(tx, ref, outcome);
}

/** An admin who is nobody: no chat has this id. */
const NOBODY = 0;
