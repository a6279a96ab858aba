import type { StoredItem } from '../domain/index.ts';
import { matchQuery } from '../match/index.ts';
import {
  candidatesOf,
  type Db,
  findMissed,
  findSubscription,
  type ItemRange,
  listInterests,
  type Page,
  readItems,
  undeliveredUrgent,
} from '../store/index.ts';

/** Of each thing that is followed, so many of the newest articles are looked at: years of a rare word. */
const LOOKED_AT = 500;
const READ_AT_ONCE = 50;

/** Of a range of articles, those that match something the chat follows, or this one thing of it. */
export async function followedIn(
  db: Db,
  chatId: number,
  { afterId, throughId, interestId }: ItemRange & { readonly interestId?: number },
): Promise<number[]> {
  const all = await listInterests(db, chatId);
  const interests = all.filter(({ id }) => interestId === undefined || id === interestId);
  const candidates = new Set<number>();
  for (const { query } of interests)
    for (const id of await candidatesOf(db, query, LOOKED_AT))
      if (id > afterId && id <= throughId) candidates.add(id);
  const ids = [...candidates];
  const followed: StoredItem[] = [];
  for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
    const read = await readItems(db, ids.slice(start, start + READ_AT_ONCE));
    followed.push(...read.filter((item) => interests.some(({ query }) => matchQuery(query, item))));
  }
  return followed.map(({ id }) => id);
}

type Place = { readonly limit: number; readonly offset: number };

/** Of what a chat missed, what it wants now, by the page. */
export async function missedIn(
  db: Db,
  chatId: number,
  range: ItemRange,
): Promise<(place: Place) => Promise<Page<StoredItem>>> {
  const { kinds = [], publication = null } = (await findSubscription(db, chatId)) ?? {};
  const followed = await followedIn(db, chatId, range);
  const urgent = await undeliveredUrgent(db, chatId, range);
  const wanted = { chatId, kinds, publication, followed, urgent, ...range };
  return (place) => findMissed(db, { ...wanted, ...place });
}
