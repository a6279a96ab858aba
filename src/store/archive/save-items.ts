import type { IsoDate, Item } from '../../domain/index.ts';
import type { Db } from '../database/database.ts';
import { fingerprintOf, identityOf, likeness } from './identity.ts';
import { saveRevision } from './save-revision.ts';
import { shownRevision } from './shown-revision.ts';

/** An article as it came, with what tells whether it is here already. */
export type Draft = {
  readonly item: Item;
  readonly fingerprint: string;
  readonly identity: string;
};

type Origin = {
  readonly issueId: string;
  readonly date: IsoDate;
  readonly documentId: string;
  readonly now: Date;
};
type Sibling = {
  readonly id: number;
  readonly number: string | null;
  identity: string;
  revision: number;
  body: string;
};
type Saved = { added: number[]; revised: number[]; known: number[] };

/** Texts of one title in one issue that share less are two articles (two 公告), not one corrected. */
const LEAST_LIKENESS = 0.3;
/** Under another title, so much of both texts must be the same for them to be one article. */
const SAME_TEXT = 0.85;
/** Two announcements of a few words may differ in a name only. */
const SHORTEST_TEXT = 120;

export function draftOf(publication: string, date: IsoDate, item: Item): Draft {
  return {
    item,
    fingerprint: fingerprintOf(item),
    identity: identityOf(publication, date, item),
  };
}

/** The items that say the same words already, in any revision, by fingerprint. */
export async function findKnown(tx: Db, drafts: readonly Draft[]): Promise<Map<string, number>> {
  if (drafts.length === 0) return new Map();
  const rows = await tx
    .selectFrom('item_revisions')
    .select(['fingerprint', 'item_id'])
    .where(
      'fingerprint',
      'in',
      drafts.map(({ fingerprint }) => fingerprint),
    )
    .orderBy('item_id')
    .execute();
  return new Map(rows.map(({ fingerprint, item_id }) => [fingerprint, item_id]));
}

/** Keeps what is new, in printed order, and adds it to `known`: an article printed twice is one. */
export async function saveItems(
  tx: Db,
  drafts: readonly Draft[],
  known: Map<string, number>,
  origin: Origin,
): Promise<Saved> {
  const saved: Saved = { added: [], revised: [], known: [] };
  const siblings = await findSiblings(tx, origin.issueId);
  const met = new Set(known.values());
  for (const draft of drafts) {
    const same = known.get(draft.fingerprint);
    if (same !== undefined) {
      saved.known.push(same);
      continue;
    }
    const corrected = findCorrected(
      draft,
      siblings.filter(({ id }) => !met.has(id)),
    );
    const id = corrected
      ? await revise(tx, corrected, draft, origin)
      : await add(tx, siblings, draft, origin);
    saved[corrected ? 'revised' : 'added'].push(id);
    known.set(draft.fingerprint, id);
    met.add(id);
  }
  return saved;
}

/**
 * The article whose words these correct: of the same identity, where a number names it beyond doubt;
 * or of nearly the same text, where it is the headline that was corrected.
 */
function findCorrected(
  { item, identity }: Draft,
  siblings: readonly Sibling[],
): Sibling | undefined {
  const [closest] = siblings
    .map((sibling) => ({ sibling, ...likeness(sibling.body, item.body) }))
    .filter(({ sibling, ofShorter, ofLonger }) =>
      baseOf(sibling.identity) === identity
        ? item.number !== null || ofShorter >= LEAST_LIKENESS
        : sibling.number === item.number &&
          ofLonger >= SAME_TEXT &&
          item.body.length >= SHORTEST_TEXT,
    )
    .toSorted((a, b) => b.ofLonger - a.ofLonger);
  return closest?.sibling;
}

async function revise(tx: Db, sibling: Sibling, draft: Draft, origin: Origin): Promise<number> {
  const revision = sibling.revision + 1;
  await saveRevision(tx, { itemId: sibling.id, revision, ...draft, ...origin });
  await tx
    .updateTable('items')
    .set({ revision, kind: draft.item.kind })
    .where('id', '=', sibling.id)
    .execute();
  return sibling.id;
}

async function add(
  tx: Db,
  siblings: Sibling[],
  { item, fingerprint, identity: base }: Draft,
  origin: Origin,
): Promise<number> {
  const id = (await newestItemId(tx)) + 1;
  const namesakes = siblings.filter((sibling) => baseOf(sibling.identity) === base).length;
  const identity = namesakes === 0 ? base : `${base}.${namesakes}`;
  const created_at = origin.now.toISOString();
  await tx
    .insertInto('items')
    .values({
      id,
      issue_id: origin.issueId,
      identity,
      date: origin.date,
      kind: item.kind,
      revision: 1,
      created_at,
    })
    .execute();
  await saveRevision(tx, { itemId: id, revision: 1, item, fingerprint, ...origin });
  siblings.push({ id, number: item.number, identity, revision: 1, body: item.body });
  return id;
}

/** The greatest id there is: what is new later has a greater one. 0 when the archive is empty. */
export async function newestItemId(db: Db): Promise<number> {
  const row = await db
    .selectFrom('items')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

function findSiblings(tx: Db, issueId: string): Promise<Sibling[]> {
  return tx
    .selectFrom('items')
    .innerJoin('item_revisions', shownRevision)
    .select([
      'items.id',
      'items.identity',
      'items.revision',
      'item_revisions.number',
      'item_revisions.body',
    ])
    .where('items.issue_id', '=', issueId)
    .execute();
}

/** The second article of an identity is kept as `IDENTITY.1`. */
function baseOf(identity: string): string {
  return identity.split('.')[0] ?? identity;
}
