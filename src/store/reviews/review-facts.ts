import type { Act, Fact, FactKind, FactRef, KeyDate, Span } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import type { SettledBy } from '../database/review-tables.ts';

/** A fact's row in the revision that is shown. */
export type FactRow = {
  readonly issueDate: string;
  readonly review_id: number | null;
  readonly confidence: number;
  readonly reasons: string;
  readonly span: Span;
} & (
  | ({ readonly kind: 'act' } & Pick<Act, 'person' | 'action' | 'post' | 'organization' | 'date'>)
  | ({ readonly kind: 'key-date' } & Pick<KeyDate, 'label' | 'date'>)
);

export function tableOf(kind: FactKind): 'acts' | 'key_dates' {
  return kind === 'act' ? 'acts' : 'key_dates';
}

/** `undefined`: there is none, or the article says something else by now. */
export async function findFactRow(db: Db, ref: FactRef): Promise<FactRow | undefined> {
  return ref.kind === 'act' ? findActRow(db, ref) : findKeyDateRow(db, ref);
}

async function findActRow(db: Db, ref: FactRef): Promise<FactRow | undefined> {
  const row = await db
    .selectFrom('acts')
    .innerJoin('items', (join) =>
      join.onRef('items.id', '=', 'acts.item_id').onRef('items.revision', '=', 'acts.revision'),
    )
    .selectAll('acts')
    .select('items.date as issueDate')
    .where('acts.item_id', '=', ref.itemId)
    .where('acts.revision', '=', ref.revision)
    .where('acts.position', '=', ref.position)
    .executeTakeFirst();
  return row && { ...row, kind: 'act', span: [row.span_start, row.span_end] };
}

async function findKeyDateRow(db: Db, ref: FactRef): Promise<FactRow | undefined> {
  const row = await db
    .selectFrom('key_dates')
    .innerJoin('items', (join) =>
      join
        .onRef('items.id', '=', 'key_dates.item_id')
        .onRef('items.revision', '=', 'key_dates.revision'),
    )
    .selectAll('key_dates')
    .select('items.date as issueDate')
    .where('key_dates.item_id', '=', ref.itemId)
    .where('key_dates.revision', '=', ref.revision)
    .where('key_dates.position', '=', ref.position)
    .executeTakeFirst();
  return row && { ...row, kind: 'key-date', span: [row.span_start, row.span_end] };
}

export function factOf(row: FactRow): Fact {
  if (row.kind === 'key-date')
    return { kind: 'key-date', keyDate: { label: row.label, date: row.date } };
  const { person, action, post, organization, date } = row;
  return { kind: 'act', act: { person, action, post, organization, date } };
}

/** What makes it the same fact of its article. */
export function factKey(fact: Fact): string {
  if (fact.kind === 'key-date') return JSON.stringify([fact.keyDate.label, fact.keyDate.date]);
  const { person, action, post, organization } = fact.act;
  return JSON.stringify([person, action, post, organization]);
}

/** A review as it bears on a later revision of its article. */
export type KeptReview = {
  readonly id: number;
  readonly verdict: SettledBy;
  readonly read: Fact;
  readonly now: Fact | null;
  /** It was said of a scan's letters, or by surer ones. */
  readonly isGuessed: boolean;
};

/**
 * The review of each fact of a new revision, by the fact's position. A fact is the same as it was read
 * or as it was corrected. An act whose organization is told otherwise is the same if person, action
 * and post are, and no other could be meant. That a scan's letters are right or wrong says nothing of
 * surer ones that differ.
 */
export function matchReviews(
  facts: readonly Fact[],
  reviews: readonly KeptReview[],
): Map<number, KeptReview> {
  const matched = new Map<number, KeptReview>();
  for (const [position, fact] of facts.entries()) {
    const review = reviews.find((each) => isOf(each, fact, isLiteral(each) ? isEqual : isVerySame));
    if (review) matched.set(position, review);
  }
  const used = new Set(matched.values());
  const left = reviews.filter((review) => !used.has(review) && !isLiteral(review));
  const open = [...facts.entries()].filter(([position]) => !matched.has(position));
  for (const review of left) {
    const [only, ...others] = open.filter(([, fact]) => isOf(review, fact, isAlike));
    if (!only || others.length > 0) continue;
    const [position, fact] = only;
    if (left.filter((each) => isOf(each, fact, isAlike)).length === 1)
      matched.set(position, review);
  }
  return matched;
}

function isOf({ read, now }: KeptReview, fact: Fact, isSame: typeof isAlike): boolean {
  return isSame(read, fact) || (now !== null && isSame(now, fact));
}

/** It is about these letters and no others. */
function isLiteral({ verdict, isGuessed }: KeptReview): boolean {
  return verdict === 'printed' || (isGuessed && verdict !== 'corrected');
}

export function isEqual(one: Fact, other: Fact): boolean {
  return one.kind === other.kind && wholeKey(one) === wholeKey(other);
}

/** All that a fact says. */
export function wholeKey(fact: Fact): string {
  return fact.kind === 'act' ? `${factKey(fact)} ${fact.act.date}` : factKey(fact);
}

/** Of what was told, the one that this fact stands for: all but one thing is the same, and of no other. */
export function misreadFor(fact: Fact, told: readonly Fact[]): Fact | undefined {
  const [only, ...others] = told.filter((each) => isAllButOne(each, fact));
  return others.length === 0 ? only : undefined;
}

function isAllButOne(one: Fact, other: Fact): boolean {
  if (one.kind === 'key-date' || other.kind === 'key-date')
    return one.kind === other.kind && labelOf(one) === labelOf(other);
  const [before, now] = [one.act, other.act];
  const differ = ACT_FIELDS.filter((field) => before[field] !== now[field]);
  return differ.length === 1;
}

const ACT_FIELDS = ['person', 'action', 'post', 'organization', 'date'] as const;

function labelOf(fact: Fact): string | undefined {
  return fact.kind === 'key-date' ? fact.keyDate.label : undefined;
}

function isVerySame(one: Fact, other: Fact): boolean {
  return one.kind === other.kind && factKey(one) === factKey(other);
}

function isAlike(one: Fact, other: Fact): boolean {
  if (one.kind !== 'act' || other.kind !== 'act') return isVerySame(one, other);
  return (
    one.act.person === other.act.person &&
    one.act.action === other.act.action &&
    one.act.post === other.act.post
  );
}

/** What was said of the facts of an article so far. */
export async function keptReviews(db: Db, itemId: number, kind: FactKind): Promise<KeptReview[]> {
  const rows = await db
    .selectFrom('reviews')
    .innerJoin('item_revisions', (join) =>
      join
        .onRef('item_revisions.item_id', '=', 'reviews.item_id')
        .onRef('item_revisions.revision', '=', 'reviews.revision'),
    )
    .innerJoin('documents', 'documents.id', 'item_revisions.document_id')
    .select(['reviews.id', 'verdict', 'fact_read', 'fact_now', 'documents.carrier'])
    .where('reviews.item_id', '=', itemId)
    .where('fact_kind', '=', kind)
    .orderBy('reviews.id')
    .execute();
  return rows.map(({ id, verdict, fact_read, fact_now, carrier }) => ({
    id,
    verdict,
    read: readFact(fact_read),
    now: fact_now === null ? null : readFact(fact_now),
    isGuessed: carrier === 'ocr',
  }));
}

/** We wrote it ourselves, from the same type. */
export function readFact(text: string): Fact {
  return JSON.parse(text) as Fact;
}
