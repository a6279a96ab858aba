import type { Db } from '../database/database.ts';
import { itemStandingFor } from './merged-items.ts';
import { shownRevision } from './shown-revision.ts';

/** What an article was read from: the spans of it and its facts count in this text. */
export type PrintedDocument = { readonly name: string; readonly text: string };

/** The document behind the revision of an item that is shown. */
export async function findPrinted(db: Db, itemId: number): Promise<PrintedDocument | undefined> {
  return db
    .selectFrom('items')
    .innerJoin('item_revisions', shownRevision)
    .innerJoin('documents', 'documents.id', 'item_revisions.document_id')
    .select(['documents.name', 'documents.text'])
    .where('items.id', '=', await itemStandingFor(db, itemId))
    .executeTakeFirst();
}
