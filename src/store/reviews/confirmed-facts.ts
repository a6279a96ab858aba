import { type Expression, sql } from 'kysely';
import type { ConfirmedFact, Fact, KeyDateLabel } from '../../domain/index.ts';
import { cameAsNews } from '../archive/archive.ts';
import { shownRevision } from '../archive/shown-revision.ts';
import { tellsActs } from '../archive/tells-acts.ts';
import type { Db } from '../database/database.ts';
import { isEqual, readFact } from './review-facts.ts';

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
    .select((eb) => readBefore(eb.ref('acts.review_id')))
    .where('acts.review_id', '>', afterId)
    .where('acts.review_id', '<=', throughId)
    .where('acts.verdict', '<>', 'wrong')
    .execute();
  return rows.map((row) => {
    const { person, action, post, organization, act_date: date } = row;
    return withInstead(row, { kind: 'act', act: { person, action, post, organization, date } });
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
    .select((eb) => readBefore(eb.ref('key_dates.review_id')))
    .where('key_dates.review_id', '>', afterId)
    .where('key_dates.review_id', '<=', throughId)
    .where('key_dates.verdict', '<>', 'wrong')
    .execute();
  return rows.map((row) =>
    withInstead(row, {
      kind: 'key-date',
      keyDate: { label: row.label satisfies KeyDateLabel, date: row.key_date },
    }),
  );
}

/** Of a fact that clean letters print, what a scan was misread for. */
function readBefore(reviewId: Expression<number | null>) {
  return sql<string | null>`(
    select fact_read from reviews
    where reviews.id = ${reviewId} and reviews.verdict = 'printed')`.as('read_before');
}

function withInstead(
  row: ArticleRow & { readonly read_before: string | null },
  fact: Fact,
): ConfirmedFact {
  const before = row.read_before === null ? fact : readFact(row.read_before);
  return { ...sourceOf(row), fact, instead: isEqual(before, fact) ? null : before };
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

function sourceOf(row: ArticleRow): Omit<ConfirmedFact, 'fact' | 'instead'> {
  const { id, kind, date: issueDate, publication_id: publication, title } = row;
  return {
    reviewId: row.review_id ?? 0,
    item: { id, kind, title, publication, issueDate },
    tellsActs: Boolean(row.tells_acts),
  };
}
