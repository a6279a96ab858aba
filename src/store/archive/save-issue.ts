import { sql } from 'kysely';
import type { Carrier, IsoDate, ParsedIssue } from '../../domain/index.ts';
import { type Db, durably, isPostgres } from '../database/database.ts';
import { storable } from '../database/storable.ts';
import { type Draft, draftOf, type Origin, type Recognized } from './draft.ts';
import { recognizeGuessed } from './recognize.ts';
import { findKnown, saveItems } from './save-items.ts';
import { saveUnread } from './unread-parts.ts';

export type NewIssue = {
  readonly document: {
    /** Of the bytes, hex. */
    readonly sha256: string;
    readonly name: string;
    readonly mediaType: string;
    readonly carrier: Carrier;
    readonly bytes: Uint8Array;
    /** The issue's spans count in it. */
    readonly text: string;
  };
  readonly publication: {
    readonly name: string;
    readonly region: string | null;
    readonly timezone: string;
  };
  readonly issue: ParsedIssue;
  readonly date: IsoDate;
  readonly now: Date;
};

/** What became of a document's items, by their ids, and whether its very bytes were here before. */
export type SavedIssue = {
  readonly issueId: string;
  readonly added: number[];
  readonly revised: number[];
  readonly known: number[];
  readonly documentKnown: boolean;
};

/**
 * Keeps a document and what was read from it. Safe to run again: the same bytes change nothing, and
 * the same words in other bytes only add the document. Other words of the same article become its
 * next revision; the older ones stay.
 */
export function saveIssue(db: Db, input: NewIssue): Promise<SavedIssue> {
  return durably(db, async (tx) => {
    await lockArchive(tx);
    const sameBytes = await findIssueOfDocument(tx, input.document.sha256);
    const drafts = input.issue.items.map((item) =>
      draftOf(input.publication.name, input.date, item),
    );
    const known = await findKnown(tx, drafts);
    if (sameBytes !== undefined) {
      const ids = drafts.flatMap(({ fingerprint }) => known.get(fingerprint) ?? []);
      return { issueId: sameBytes, added: [], revised: [], known: ids, documentKnown: true };
    }
    const { document, date } = input;
    const arrived = { carrier: document.carrier, publication: input.publication.name, date };
    const clearer = await recognizeGuessed(tx, drafts, known, arrived);
    const issueId =
      (await findReprinted(tx, drafts, { known, clearer }, input)) ??
      (await saveIssueRow(tx, input));
    await saveDocument(tx, issueId, input);
    await saveUnread(tx, input.issue.unread, {
      issueId,
      documentId: input.document.sha256,
      text: input.document.text,
    });
    const origin = { ...originOf(input), issueId };
    const saved = await saveItems(tx, drafts, { known, clearer }, origin);
    return { issueId, ...saved, documentKnown: false };
  });
}

/** Ids must appear in the order they are counted. SQLite has one writer anyway. */
async function lockArchive(tx: Db): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(${ARCHIVE_LOCK})`.execute(tx);
}

/** Any number no other lock of ours has. */
const ARCHIVE_LOCK = 20250109;

async function findIssueOfDocument(tx: Db, sha256: string): Promise<string | undefined> {
  const document = await tx
    .selectFrom('documents')
    .select('issue_id')
    .where('id', '=', sha256)
    .executeTakeFirst();
  return document?.issue_id;
}

/**
 * A document with nothing new belongs to the issue of its articles, whatever date it carries; so does
 * one that only tells a scan's articles more clearly, and carries none.
 */
async function findReprinted(
  tx: Db,
  drafts: readonly Draft[],
  { known, clearer }: Recognized,
  { issue }: NewIssue,
): Promise<string | undefined> {
  const ids = drafts.map(
    ({ fingerprint }) =>
      known.get(fingerprint) ?? (issue.date === null ? clearer.get(fingerprint)?.id : undefined),
  );
  const [first] = ids;
  if (first === undefined || ids.includes(undefined)) return undefined;
  const item = await tx
    .selectFrom('items')
    .select('issue_id')
    .where('id', '=', first)
    .executeTakeFirst();
  return item?.issue_id;
}

function originOf({ document, publication, issue, date, now }: NewIssue): Omit<Origin, 'issueId'> {
  return {
    publication: publication.name,
    date,
    isDatePrinted: issue.date !== null,
    documentId: document.sha256,
    isGuessed: document.carrier === 'ocr',
    now,
  };
}

async function saveIssueRow(tx: Db, { publication, issue, date, now }: NewIssue): Promise<string> {
  const id = `${publication.name}/${date}`;
  const created_at = now.toISOString();
  await tx
    .insertInto('publications')
    .values({ id: publication.name, ...publication, created_at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await tx
    .insertInto('issues')
    .values({ id, publication_id: publication.name, date, number: issue.number, created_at })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        number: eb.fn.coalesce('issues.number', 'excluded.number'),
      })),
    )
    .execute();
  return id;
}

async function saveDocument(
  tx: Db,
  issueId: string,
  { document, issue, now }: NewIssue,
): Promise<void> {
  await tx
    .insertInto('documents')
    .values({
      id: document.sha256,
      issue_id: issueId,
      name: storable(document.name),
      media_type: document.mediaType,
      carrier: document.carrier,
      bytes: Buffer.from(document.bytes),
      text: storable(document.text),
      number: issue.number,
      received_at: now.toISOString(),
    })
    .execute();
}
