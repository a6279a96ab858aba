import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { placeOf } from '../database/place.ts';
import type { Clearer, Draft, Origin } from './draft.ts';
import { freeIdentity } from './free-identity.ts';
import { baseOf, identityOf } from './identity.ts';
import { mergeItem } from './merged-items.ts';
import { newestRevision } from './newest-revision.ts';
import { saveRevision } from './save-revision.ts';
import { unindexItem } from './search.ts';

/**
 * An article that was read from a scan is told by other letters: they are its next revision, and its
 * parts, if it was read as several, are items no more. A printed date is surer than a scan's, too.
 */
export async function clearUp(
  tx: Db,
  { id, parts }: Clearer,
  draft: Draft,
  origin: Origin,
): Promise<number> {
  for (const part of parts) await mergeItem(tx, { from: part, into: id });
  const item = await tx
    .selectFrom('items')
    .innerJoin('issues', 'issues.id', 'items.issue_id')
    .selectAll('items')
    .select('issues.publication_id as publication')
    .where('items.id', '=', id)
    .executeTakeFirstOrThrow();
  const isMoved = origin.isDatePrinted && !origin.isGuessed && item.issue_id !== origin.issueId;
  const { issueId, publication, date } = isMoved ? origin : { ...item, issueId: item.issue_id };
  const base = identityOf(publication, date, draft.item);
  const identity = baseOf(item.identity) === base ? item.identity : await freeIdentity(tx, base);
  if (isMoved) await unindexItem(tx, placeOf(item.date, id));
  await tx
    .updateTable('items')
    .set({ issue_id: issueId, date, identity })
    .where('id', '=', id)
    .execute();
  if (isMoved) await leaveIssue(tx, item.issue_id, issueId);
  await releaseWords(tx, draft);
  const revision = (await newestRevision(tx, id)) + 1;
  await saveRevision(tx, { ...origin, ...draft, itemId: id, revision, date });
  return id;
}

/** An issue all of whose articles have gone to another was that one, under a wrong day. */
async function leaveIssue(tx: Db, from: string, to: string): Promise<void> {
  const left = await tx
    .selectFrom('items')
    .select('id')
    .where('issue_id', '=', from)
    .limit(1)
    .executeTakeFirst();
  if (left) return;
  await tx.updateTable('documents').set({ issue_id: to }).where('issue_id', '=', from).execute();
  await sql`delete from unread_parts where issue_id = ${from} and words in (
    select words from unread_parts where issue_id = ${to})`.execute(tx);
  await tx.updateTable('unread_parts').set({ issue_id: to }).where('issue_id', '=', from).execute();
  await tx.deleteFrom('issues').where('id', '=', from).execute();
}

/** Where the scan guessed every letter right, the words are those of the next revision. */
async function releaseWords(tx: Db, { fingerprint }: Draft): Promise<void> {
  await sql`update item_revisions set fingerprint = fingerprint || '.' || item_id || '.' || revision
    where fingerprint = ${fingerprint}`.execute(tx);
}
