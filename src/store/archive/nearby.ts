import { Temporal } from 'temporal-polyfill';
import type { IsoDate } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { lettersOf } from './identity.ts';
import { type Letters, readLetters } from './same-text.ts';
import { shownRevision } from './shown-revision.ts';

/** An item of those days, ready to be compared. */
export type NearbyItem = {
  readonly id: number;
  readonly issueId: string;
  readonly publication: string;
  readonly date: IsoDate;
  readonly isGuessed: boolean;
  readonly identity: string;
  readonly title: string;
  readonly text: Letters;
};

/** A scan may carry the day it was made, or none: its articles are looked for in issues this near. */
const DAYS_AROUND = 10;

/** The items of the issues around a day. `onlyGuessed`: those of which there is no more than a scan. */
export async function findNearby(
  tx: Db,
  date: IsoDate,
  { onlyGuessed }: { readonly onlyGuessed: boolean },
): Promise<NearbyItem[]> {
  const rows = await articlesAround(tx, date)
    .select([
      'items.id',
      'items.issue_id as issueId',
      'items.identity',
      'items.date',
      'issues.publication_id as publication',
      'documents.carrier',
      'item_revisions.title',
      'item_revisions.body',
    ])
    .$if(onlyGuessed, (query) => query.where('documents.carrier', '=', 'ocr'))
    .orderBy('items.id')
    .execute();
  if (rows.length === 0) return [];
  const names = await namesAround(tx, date);
  return rows.map(({ carrier, body, ...row }) => ({
    ...row,
    isGuessed: carrier === 'ocr',
    text: readLetters(lettersOf({ title: row.title, body }), names.get(row.id)),
  }));
}

/** The people named in acts, by item. A scan's names are guesses. */
async function namesAround(tx: Db, date: IsoDate): Promise<Map<number, string[]>> {
  const rows = await articlesAround(tx, date)
    .innerJoin('acts', (join) =>
      join.onRef('acts.item_id', '=', 'items.id').onRef('acts.revision', '=', 'items.revision'),
    )
    .select(['items.id', 'acts.person'])
    .where('documents.carrier', '<>', 'ocr')
    .execute();
  const names = new Map<number, string[]>();
  for (const { id, person } of rows) names.set(id, [...(names.get(id) ?? []), person]);
  return names;
}

function articlesAround(tx: Db, date: IsoDate) {
  const day = Temporal.PlainDate.from(date);
  const days = { days: DAYS_AROUND };
  return tx
    .selectFrom('items')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .innerJoin('item_revisions', shownRevision)
    .innerJoin('documents', 'documents.id', 'item_revisions.document_id')
    .where('items.date', '>=', day.subtract(days).toString())
    .where('items.date', '<=', day.add(days).toString());
}

/** Of these items, those of which there is no more than a scan. */
export async function onlyScanned(tx: Db, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('items')
    .innerJoin('item_revisions', shownRevision)
    .innerJoin('documents', 'documents.id', 'item_revisions.document_id')
    .select('items.id')
    .where('items.id', 'in', [...ids])
    .where('documents.carrier', '=', 'ocr')
    .execute();
  return new Set(rows.map(({ id }) => id));
}
