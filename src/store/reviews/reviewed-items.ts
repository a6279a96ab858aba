import type { Fact, FactSource, Verdict } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { readFact } from './review-facts.ts';

/** An article some facts of which were reviewed, as it was printed. */
export type ReviewedItem = FactSource & {
  readonly document: string;
  readonly text: string;
  readonly facts: readonly {
    readonly verdict: Verdict;
    readonly read: Fact;
    /** What is right instead, or as well; `null`: nothing is. */
    readonly now: Fact | null;
  }[];
};

/** Every reviewed article, in the order they were read in; one at a time, whatever their number. */
export async function* reviewedItems(db: Db): AsyncGenerator<ReviewedItem> {
  const reviewed = await db
    .selectFrom('reviews')
    .select(['item_id', (eb) => eb.fn.max('revision').as('revision')])
    .where('verdict', '<>', 'printed')
    .groupBy('item_id')
    .orderBy('item_id')
    .execute();
  for (const { item_id, revision } of reviewed) yield await readReviewed(db, item_id, revision);
}

/** In the revision that was reviewed last: its words are those the admin saw. */
async function readReviewed(db: Db, itemId: number, revision: number): Promise<ReviewedItem> {
  const article = await db
    .selectFrom('item_revisions')
    .innerJoin('items', 'items.id', 'item_revisions.item_id')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .innerJoin('documents', 'documents.id', 'item_revisions.document_id')
    .select([
      'items.id',
      'item_revisions.kind',
      'items.date as issueDate',
      'issues.publication_id as publication',
      'item_revisions.title',
      'item_revisions.span_start',
      'item_revisions.span_end',
      'documents.name as document',
      'documents.text',
    ])
    .where('item_revisions.item_id', '=', itemId)
    .where('item_revisions.revision', '=', revision)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('reviews')
    .select(['verdict', 'fact_read', 'fact_now'])
    .where('item_id', '=', itemId)
    .where('verdict', '<>', 'printed')
    .$narrowType<{ verdict: Verdict }>()
    .orderBy('id')
    .execute();
  const { text, span_start, span_end, ...source } = article;
  return {
    ...source,
    text: text.slice(span_start, span_end),
    facts: rows.map(({ verdict, fact_read, fact_now }) => ({
      verdict,
      read: readFact(fact_read),
      now: fact_now === null ? null : readFact(fact_now),
    })),
  };
}
