import { createHash } from 'node:crypto';
import type { Span, Unread } from '../../domain/index.ts';
import { type Db, durably } from '../database/database.ts';
import { storable } from '../database/storable.ts';
import { recordAdminAct } from '../delivery/audit.ts';

/** A part of an issue that nobody could read, word for word. */
export type UnreadPart = {
  readonly id: number;
  readonly publication: string;
  readonly issueDate: string;
  readonly document: string;
  readonly text: string;
  readonly reason: string;
};

type Origin = { readonly issueId: string; readonly documentId: string; readonly text: string };

/** Keeps the unread parts of a document. The same words in another document of the issue are known. */
export async function saveUnread(
  tx: Db,
  unread: readonly Unread[],
  { issueId, documentId, text }: Origin,
): Promise<void> {
  if (unread.length === 0) return;
  const rows = unread.map(({ span, reason }) => ({
    issue_id: issueId,
    document_id: documentId,
    words: wordsAt(text, span),
    span_start: span[0],
    span_end: span[1],
    reason: storable(reason),
  }));
  await tx
    .insertInto('unread_parts')
    .values([...new Map(rows.map((row) => [row.words, row])).values()])
    .onConflict((conflict) => conflict.columns(['issue_id', 'words']).doNothing())
    .execute();
}

function wordsAt(text: string, span: Span): string {
  const words = text.slice(...span).replace(/\s/gu, '');
  return createHash('sha256').update(words).digest('hex');
}

/** Of the newest issue first; after one that was shown, the next. */
export async function nextUnread(
  db: Db,
  after: number | undefined,
): Promise<UnreadPart | undefined> {
  let open = parts(db)
    .where('unread_parts.dealt_at', 'is', null)
    .orderBy('issues.date', 'desc')
    .orderBy('unread_parts.id')
    .limit(1);
  const shown = after === undefined ? undefined : await dateOf(db, after);
  if (after !== undefined && shown !== undefined)
    open = open.where((eb) =>
      eb('issues.date', '<', shown).or(
        eb.and([eb('issues.date', '=', shown), eb('unread_parts.id', '>', after)]),
      ),
    );
  const row = await open.executeTakeFirst();
  return row && toPart(row);
}

/** Notes that an admin has seen to it. `false`: there is no such part, or somebody had already. */
export function dealWithUnread(
  db: Db,
  { id, adminId }: { readonly id: number; readonly adminId: number },
  now: Date,
): Promise<boolean> {
  return durably(db, async (tx) => {
    const dealt = await tx
      .updateTable('unread_parts')
      .set({ dealt_by: adminId, dealt_at: now.toISOString() })
      .where('id', '=', id)
      .where('dealt_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!dealt) return false;
    const detail = JSON.stringify({ unread: id });
    await recordAdminAct(tx, { adminId, action: 'review unread', detail }, now);
    return true;
  });
}

function parts(db: Db) {
  return db
    .selectFrom('unread_parts')
    .innerJoin('issues', 'issues.id', 'unread_parts.issue_id')
    .innerJoin('documents', 'documents.id', 'unread_parts.document_id')
    .select([
      'unread_parts.id',
      'unread_parts.span_start',
      'unread_parts.span_end',
      'unread_parts.reason',
      'issues.publication_id',
      'issues.date',
      'documents.name',
      'documents.text',
    ]);
}

async function dateOf(db: Db, id: number): Promise<string | undefined> {
  const row = await parts(db).where('unread_parts.id', '=', id).executeTakeFirst();
  return row?.date;
}

type Row = Awaited<ReturnType<ReturnType<typeof parts>['executeTakeFirstOrThrow']>>;

function toPart({ id, publication_id, date, name, text, span_start, span_end, reason }: Row) {
  return {
    id,
    publication: publication_id,
    issueDate: date,
    document: name,
    text: text.slice(span_start, span_end),
    reason,
  };
}
