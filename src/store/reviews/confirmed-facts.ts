import type { ConfirmedFact, KeyDateLabel } from '../../domain/index.ts';
import { cameAsNews } from '../archive/archive.ts';
import { shownRevision } from '../archive/shown-revision.ts';
import { tellsActs } from '../archive/tells-acts.ts';
import type { Db } from '../database/database.ts';

/**
 * What was confirmed between two reviews, in the order of the reviews, as far as its article still
 * says it. What stands in an archive that was read in is nobody's news.
 */
export async function confirmedFacts(
  db: Db,
  { afterId, throughId }: { readonly afterId: number; readonly throughId: number },
): Promise<ConfirmedFact[]> {
  if (throughId <= afterId) return [];
  const range = { afterId, throughId };
  const facts = [...(await confirmedActs(db, range)), ...(await confirmedKeyDates(db, range))];
  return facts.toSorted((one, other) => one.reviewId - other.reviewId);
}

type Range = { readonly afterId: number; readonly throughId: number };

async function confirmedActs(db: Db, { afterId, throughId }: Range): Promise<ConfirmedFact[]> {
  const rows = await articles(db)
    .innerJoin('acts', (join) =>
      join.onRef('acts.item_id', '=', 'items.id').onRef('acts.revision', '=', 'items.revision'),
    )
    .select([
      'acts.review_id',
      'acts.person',
      'acts.action',
      'acts.post',
      'acts.organization',
      'acts.date as act_date',
    ])
    .where('acts.review_id', '>', afterId)
    .where('acts.review_id', '<=', throughId)
    .where('acts.verdict', '<>', 'wrong')
    .execute();
  return rows.map((row) => {
    const { person, action, post, organization, act_date: date } = row;
    return {
      ...sourceOf(row),
      fact: { kind: 'act', act: { person, action, post, organization, date } },
    };
  });
}

async function confirmedKeyDates(db: Db, { afterId, throughId }: Range): Promise<ConfirmedFact[]> {
  const rows = await articles(db)
    .innerJoin('key_dates', (join) =>
      join
        .onRef('key_dates.item_id', '=', 'items.id')
        .onRef('key_dates.revision', '=', 'items.revision'),
    )
    .select(['key_dates.review_id', 'key_dates.label', 'key_dates.date as key_date'])
    .where('key_dates.review_id', '>', afterId)
    .where('key_dates.review_id', '<=', throughId)
    .where('key_dates.verdict', '<>', 'wrong')
    .execute();
  return rows.map((row) => ({
    ...sourceOf(row),
    fact: {
      kind: 'key-date',
      keyDate: { label: row.label satisfies KeyDateLabel, date: row.key_date },
    },
  }));
}

function articles(db: Db) {
  return db
    .selectFrom('items')
    .innerJoin('item_revisions', shownRevision)
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .where(cameAsNews(db))
    .select([
      'items.id',
      'items.kind',
      'items.date',
      'issues.publication_id',
      'item_revisions.title',
    ])
    .select((eb) => tellsActs(eb.ref('items.id')).as('tells_acts'));
}

type ArticleRow = {
  readonly id: number;
  readonly kind: ConfirmedFact['item']['kind'];
  readonly date: string;
  readonly publication_id: string;
  readonly title: string;
  readonly review_id: number | null;
  readonly tells_acts: boolean | number;
};

function sourceOf(row: ArticleRow): Omit<ConfirmedFact, 'fact'> {
  const { id, kind, date: issueDate, publication_id: publication, title } = row;
  return {
    reviewId: row.review_id ?? 0,
    item: { id, kind, title, publication, issueDate },
    tellsActs: Boolean(row.tells_acts),
  };
}
