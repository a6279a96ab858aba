import { type RawBuilder, sql } from 'kysely';
import { type Act, CONFIDENCE_LINE, type IsoDate, spellingsOf } from '../../domain/index.ts';
import { type Db, isPostgres } from '../database/database.ts';
import { type Period, placesIn } from '../database/place.ts';
import { storable } from '../database/storable.ts';
import { toAct } from './read-items.ts';

/** An act and the article it stands in. */
export type StoredAct = Act & {
  readonly itemId: number;
  readonly issueDate: IsoDate;
  readonly title: string;
};

/** Acts of the newest issue first, without those that wait for a review. Every word of `query` is in the person, post or organization. */
export async function findActs(
  db: Db,
  {
    query = '',
    period = { since: null, until: null },
    limit,
    offset,
  }: {
    readonly query?: string | undefined;
    readonly period?: Period | undefined;
    readonly limit: number;
    readonly offset: number;
  },
): Promise<{ acts: StoredAct[]; total: number }> {
  const words = storable(query.slice(0, LONGEST_QUERY)).split(/\s+/).filter(Boolean);
  const { from, to } = placesIn(period);
  const found = db
    .selectFrom('acts')
    .where('acts.place', 'is not', null)
    .where('acts.place', '>=', from)
    .where('acts.place', '<=', to)
    .where('acts.confidence', '>=', CONFIDENCE_LINE)
    .where((eb) => eb.and(words.slice(0, MOST_WORDS).map((word) => isNamed(db, word))));
  const { total } = await found
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await found
    .innerJoin('items', 'items.id', 'acts.item_id')
    .innerJoin('item_revisions', (join) =>
      join
        .onRef('item_revisions.item_id', '=', 'acts.item_id')
        .onRef('item_revisions.revision', '=', 'acts.revision'),
    )
    .selectAll('acts')
    .select(['items.date as issue_date', 'item_revisions.title'])
    .orderBy('acts.place', 'desc')
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

/** No word has a space in it, so none is found across two columns. */
const ANYWHERE = sql`acts.person || ' ' || acts.post || ' ' || acts.organization`;

export function isNamed(
  db: Db,
  word: string,
  text: RawBuilder<unknown> = ANYWHERE,
  where: 'anywhere' | 'end' = 'anywhere',
) {
  const isLike = sql.raw(isPostgres(db) ? 'ilike' : 'like'); // SQLite's `like` minds no case
  const ways = spellingsOf(storable(word)).map((spelling) => {
    const wanted = spelling.replace(/[\\%_]/g, '\\$&');
    const pattern = where === 'end' ? `%${wanted}` : `%${wanted}%`;
    return sql<boolean>`(${text}) ${isLike} ${pattern} escape '\\'`;
  });
  return sql<boolean>`(${sql.join(ways, sql` or `)})`;
}
