import { type ExpressionBuilder, sql } from 'kysely';
import type { Act, IsoDate } from '../domain/index.ts';
import type { Db } from './database.ts';
import { currentItems, toAct } from './read-items.ts';
import type { Database } from './schema.ts';
import { storable } from './storable.ts';

/** An act and the article it stands in. */
export type StoredAct = Act & {
  readonly itemId: number;
  readonly issueDate: IsoDate;
  readonly title: string;
};

/** Acts of the newest issue first. Every word of `query` is in the person, post or organization. */
export async function findActs(
  db: Db,
  {
    query = '',
    limit,
    offset,
  }: { readonly query?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<{ acts: StoredAct[]; total: number }> {
  const words = storable(query.slice(0, LONGEST_QUERY)).split(/\s+/).filter(Boolean);
  const found = currentItems(db)
    .innerJoin('acts', (join) =>
      join.onRef('acts.item_id', '=', 'items.id').onRef('acts.revision', '=', 'items.revision'),
    )
    .where((eb) => eb.and(words.slice(0, MOST_WORDS).map((word) => isNamed(eb, word))));
  const { total } = await found
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .selectAll('acts')
    .select(['issues.date as issue_date', 'item_revisions.title'])
    .orderBy('issues.date', 'desc')
    .orderBy('items.id')
    .orderBy('acts.position')
    .limit(limit)
    .offset(offset)
    .execute();
  const acts = rows.map((row) => ({
    ...toAct(row),
    itemId: row.item_id,
    issueDate: row.issue_date,
    title: row.title,
  }));
  return { acts, total };
}

const LONGEST_QUERY = 500;
const MOST_WORDS = 10;

function isNamed(eb: ExpressionBuilder<Database, 'acts'>, word: string) {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&').toLowerCase()}%`;
  return eb.or(
    (['acts.person', 'acts.post', 'acts.organization'] as const).map(
      (column) => sql<boolean>`lower(${eb.ref(column)}) like ${pattern} escape '\\'`,
    ),
  );
}
