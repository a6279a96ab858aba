import type { IsoDate, Item } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { placeOf } from '../database/place.ts';
import { storable } from '../database/storable.ts';
import { settleFacts } from '../reviews/later-revision.ts';
import { indexItem } from './search.ts';

export type NewRevision = {
  readonly itemId: number;
  readonly revision: number;
  readonly item: Item;
  readonly fingerprint: string;
  readonly date: IsoDate;
  readonly documentId: string;
  readonly now: Date;
};

/** Writes down what an article says now, with its acts and dates, and makes it findable by that. */
export async function saveRevision(tx: Db, input: NewRevision): Promise<void> {
  const { itemId, item, date } = input;
  await tx.insertInto('item_revisions').values(revisionRow(input)).execute();
  const key = { item_id: itemId, revision: input.revision };
  const place = placeOf(date, itemId);
  await tx.updateTable('acts').set({ place: null }).where('item_id', '=', itemId).execute();
  if (item.acts.length > 0)
    await tx
      .insertInto('acts')
      .values(actRows(key, place, item))
      .execute();
  if (item.keyDates.length > 0)
    await tx.insertInto('key_dates').values(keyDateRows(key, item)).execute();
  await indexItem(tx, place, item);
  if (input.revision === 1) return;
  await tx
    .updateTable('items')
    .set({ revision: input.revision, kind: item.kind })
    .where('id', '=', itemId)
    .execute();
  await settleFacts(tx, input);
}

function revisionRow({ itemId, revision, item, fingerprint, documentId, now }: NewRevision) {
  return {
    item_id: itemId,
    revision,
    fingerprint,
    document_id: documentId,
    kind: item.kind,
    lead_in: item.leadIn && storable(item.leadIn),
    title: storable(item.title),
    subtitle: item.subtitle && storable(item.subtitle),
    byline: item.byline && storable(item.byline),
    issuer: item.issuer && storable(item.issuer),
    number: item.number && storable(item.number),
    adopted_on: item.adoptedOn,
    passed_by: item.passedBy && storable(item.passedBy),
    body: storable(item.body),
    signature: item.signature && storable(item.signature),
    span_start: item.span[0],
    span_end: item.span[1],
    confidence: item.confidence,
    created_at: now.toISOString(),
  };
}

type Key = { readonly item_id: number; readonly revision: number };

function actRows(key: Key, place: number, { acts }: Item) {
  return acts.map((act, position) => ({
    ...key,
    position,
    place,
    person: storable(act.person),
    action: act.action,
    post: storable(act.post),
    organization: storable(act.organization),
    date: act.date,
    span_start: act.span[0],
    span_end: act.span[1],
    confidence: act.confidence,
    reasons: JSON.stringify(act.reasons),
  }));
}

function keyDateRows(key: Key, { keyDates }: Item) {
  return keyDates.map(({ label, date, span, confidence, reasons }, position) => ({
    ...key,
    position,
    label,
    date,
    span_start: span[0],
    span_end: span[1],
    confidence,
    reasons: JSON.stringify(reasons),
  }));
}
