import type { Db } from '../database/database.ts';
import type { Draft } from './draft.ts';
import { baseOf, likeness } from './identity.ts';
import { shownRevision } from './shown-revision.ts';

/** An article of the same issue. */
export type Sibling = {
  readonly id: number;
  readonly number: string | null;
  readonly identity: string;
  readonly revision: number;
  readonly body: string;
  readonly isGuessed: boolean;
};

/** Texts of one title in one issue that share less are two articles (two 公告), not one corrected. */
const LEAST_LIKENESS = 0.3;
/** Under another title, so much of both texts must be the same for them to be one article. */
const SAME_TEXT = 0.85;
/** Two announcements of a few words may differ in a name only. */
const SHORTEST_TEXT = 120;

/**
 * The article whose words these correct: of the same identity, where a number names it beyond doubt;
 * or of nearly the same text, where it is the headline that was corrected.
 */
export function findCorrected(
  { item, identity }: Draft,
  siblings: readonly Sibling[],
): Sibling | undefined {
  const [closest] = siblings
    .map((sibling) => ({ sibling, ...likeness(sibling.body, item.body) }))
    .filter(({ sibling, ofShorter, ofLonger }) =>
      baseOf(sibling.identity) === identity
        ? item.number !== null || ofShorter >= LEAST_LIKENESS
        : sibling.number === item.number &&
          ofLonger >= SAME_TEXT &&
          item.body.length >= SHORTEST_TEXT,
    )
    .toSorted((a, b) => b.ofLonger - a.ofLonger);
  return closest?.sibling;
}

export async function findSiblings(tx: Db, issueId: string): Promise<Sibling[]> {
  const rows = await tx
    .selectFrom('items')
    .innerJoin('item_revisions', shownRevision)
    .innerJoin('documents', 'documents.id', 'item_revisions.document_id')
    .select([
      'items.id',
      'items.identity',
      'items.revision',
      'item_revisions.number',
      'item_revisions.body',
      'documents.carrier',
    ])
    .where('items.issue_id', '=', issueId)
    .execute();
  return rows.map(({ carrier, ...row }) => ({ ...row, isGuessed: carrier === 'ocr' }));
}
