import { Temporal } from 'temporal-polyfill';
import type { IsoDate } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { likeness } from './identity.ts';
import type { Draft } from './save-items.ts';
import { shownRevision } from './shown-revision.ts';

/** A scan may carry the day it was made, or none: its articles are looked for in issues this near. */
const DAYS_AROUND = 10;
/** Of both texts: what a picture's letters are guessed wrong leaves far more of them alike. */
const SAME_TEXT = 0.6;

/**
 * Articles whose letters were guessed from a picture, found among those that are here in surer
 * letters: added to `known`, so that a scan of an issue tells nobody anything again.
 */
export async function recognizeGuessed(
  tx: Db,
  drafts: readonly Draft[],
  known: Map<string, number>,
  date: IsoDate,
): Promise<void> {
  const nearby = await findNearby(tx, date);
  for (const { item, fingerprint } of drafts) {
    if (known.has(fingerprint)) continue;
    const [closest] = nearby
      .map(({ id, body }) => ({ id, ...likeness(body, item.body) }))
      .filter(({ ofLonger }) => ofLonger >= SAME_TEXT)
      .toSorted((a, b) => b.ofLonger - a.ofLonger);
    if (closest) known.set(fingerprint, closest.id);
  }
}

function findNearby(tx: Db, date: IsoDate): Promise<{ id: number; body: string }[]> {
  const day = Temporal.PlainDate.from(date);
  const days = { days: DAYS_AROUND };
  return tx
    .selectFrom('items')
    .innerJoin('item_revisions', shownRevision)
    .select(['items.id', 'item_revisions.body'])
    .where('items.date', '>=', day.subtract(days).toString())
    .where('items.date', '<=', day.add(days).toString())
    .execute();
}
