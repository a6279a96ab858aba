import type { Query, StoredItem } from '../domain/index.ts';
import { matchQuery } from '../match/index.ts';
import { candidatesOf, type Db, readItems } from '../store/index.ts';

/** What a query would have told of late. */
export type RecentMatches = {
  /** Newest issue first. */
  readonly items: readonly StoredItem[];
  /** Of all that was looked at. */
  readonly total: number;
  /** There may be more further back. */
  readonly isAtLeast: boolean;
};

/** So many articles are looked at: years for a rare word, weeks for the county's name. */
const LOOKED_AT = 300;
const READ_AT_ONCE = 50;

/** What somebody who followed this would have been told last, and how many articles that were. */
export async function recentMatches(
  db: Db,
  query: Query,
  { limit }: { readonly limit: number },
): Promise<RecentMatches> {
  const ids = await candidatesOf(db, query, LOOKED_AT + 1);
  const items: StoredItem[] = [];
  let total = 0;
  for (let start = 0; start < LOOKED_AT; start += READ_AT_ONCE) {
    const read = await readItems(db, ids.slice(start, Math.min(start + READ_AT_ONCE, LOOKED_AT)));
    const matching = read.filter((item) => matchQuery(query, item) !== undefined);
    total += matching.length;
    items.push(...matching.slice(0, limit - items.length));
  }
  return { items, total, isAtLeast: ids.length > LOOKED_AT };
}
