import { sql } from 'kysely';
import {
  CONFIDENCE_LINE,
  type Fact,
  type FactRef,
  type FactSource,
  type Span,
} from '../../domain/index.ts';
import { readReasons } from '../archive/fact-reasons.ts';
import type { Db } from '../database/database.ts';
import { factOf, findFactRow } from './review-facts.ts';

/** A fact that waits for an admin, with the words it was read from. */
export type WaitingFact = {
  readonly ref: FactRef;
  readonly fact: Fact;
  readonly confidence: number;
  /** Why it is doubted. */
  readonly reasons: readonly string[];
  readonly item: FactSource;
  readonly printed: Printed;
};

/** Where in which text: `article` is the whole article, `span` the words. */
type Printed = { readonly text: string; readonly article: Span; readonly span: Span };

/** How many facts wait, and how many parts nobody could read. */
export async function countWaiting(db: Db): Promise<{ facts: number; unread: number }> {
  const { rows } = await sql<{ facts: number; unread: number }>`
    select (select count(*) from ${waiting()} as w) as facts,
      (select count(*) from unread_parts where dealt_at is null) as unread`.execute(db);
  const { facts = 0, unread = 0 } = rows[0] ?? {};
  return { facts: Number(facts), unread: Number(unread) };
}

/** Of the newest issue first, in each as printed; after one that was shown, the next. */
export async function nextWaiting(
  db: Db,
  after: FactRef | undefined,
): Promise<WaitingFact | undefined> {
  const { rows } = await sql<FactRef>`
    select w.item_id as "itemId", w.revision, w.kind, w.position
    from ${waiting()} as w ${after ? behind(after) : sql``}
    order by w.date desc, w.item_id, w.kind, w.position limit 1`.execute(db);
  const [ref] = rows;
  return ref && findWaiting(db, ref);
}

/** `undefined`: it does not wait any more. */
export async function findWaiting(db: Db, ref: FactRef): Promise<WaitingFact | undefined> {
  const row = await findFactRow(db, ref);
  if (!row || row.review_id !== null) return undefined;
  const article = await db
    .selectFrom('item_revisions')
    .innerJoin('items', 'items.id', 'item_revisions.item_id')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .innerJoin('documents', 'documents.id', 'item_revisions.document_id')
    .select([
      'items.id',
      'items.kind',
      'items.date as issueDate',
      'issues.publication_id as publication',
      'item_revisions.title',
      'item_revisions.span_start',
      'item_revisions.span_end',
      'documents.text',
    ])
    .where('item_revisions.item_id', '=', ref.itemId)
    .where('item_revisions.revision', '=', ref.revision)
    .executeTakeFirstOrThrow();
  const { text, span_start, span_end, ...item } = article;
  return {
    ref,
    fact: factOf(row),
    confidence: row.confidence,
    reasons: readReasons(row.reasons),
    item,
    printed: { text, article: [span_start, span_end], span: row.span },
  };
}

/** What is shown, doubted and not answered. */
function waiting() {
  return sql`(
    select a.item_id, a.revision, 'act' as kind, a.position, i.date
    from acts a join items i on i.id = a.item_id and i.revision = a.revision
    where a.review_id is null and a.confidence < ${CONFIDENCE_LINE}
    union all
    select k.item_id, k.revision, 'key-date' as kind, k.position, i.date
    from key_dates k join items i on i.id = k.item_id and i.revision = k.revision
    where k.review_id is null and k.confidence < ${CONFIDENCE_LINE})`;
}

function behind({ itemId, kind, position }: FactRef) {
  const date = sql`(select date from items where id = ${itemId})`;
  return sql`where w.date < ${date} or (w.date = ${date}
    and (w.item_id, w.kind, w.position) > (${itemId}, ${kind}, ${position}))`;
}
