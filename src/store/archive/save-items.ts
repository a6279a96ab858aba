import type { Db } from '../database/database.ts';
import { clearUp } from './clear-up.ts';
import type { Clearer, Draft, Origin, Recognized } from './draft.ts';
import { freeIdentity } from './free-identity.ts';
import { newestMergedId } from './merged-items.ts';
import { saveRevision } from './save-revision.ts';
import { findCorrected, findSiblings, type Sibling } from './siblings.ts';

type Saved = { added: number[]; revised: number[]; known: number[] };

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
  { known, clearer }: Recognized,
  origin: Origin,
): Promise<Saved> {
  const saved: Saved = { added: [], revised: [], known: [] };
  const siblings = await findSiblings(tx, origin.issueId);
  const met = new Set([...known.values(), ...[...clearer.values()].map(({ id }) => id)]);
  for (const draft of drafts) {
    const same = known.get(draft.fingerprint);
    const scanned = clearer.get(draft.fingerprint);
    const id = same ?? (await revise(tx, { draft, siblings, met, scanned }, origin));
    const kept = id ?? (await add(tx, siblings, draft, origin));
    saved[same !== undefined ? 'known' : id !== undefined ? 'revised' : 'added'].push(kept);
    known.set(draft.fingerprint, kept);
    met.add(kept);
  }
  return saved;
}

type Revising = {
  readonly draft: Draft;
  readonly siblings: readonly Sibling[];
  /** What these articles are known to be needs no correction. */
  readonly met: ReadonlySet<number>;
  readonly scanned: Clearer | undefined;
};

/** `undefined`: these are the words of no article that is here. Guessed letters correct nothing. */
async function revise(
  tx: Db,
  { draft, siblings, met, scanned }: Revising,
  origin: Origin,
): Promise<number | undefined> {
  if (scanned) return clearUp(tx, scanned, draft, origin);
  if (origin.isGuessed) return undefined;
  const others = siblings.filter(({ id, isGuessed }) => !met.has(id) && !isGuessed);
  const corrected = findCorrected(draft, others);
  if (!corrected) return undefined;
  const revision = corrected.revision + 1;
  await saveRevision(tx, { itemId: corrected.id, revision, ...draft, ...origin });
  return corrected.id;
}

async function add(
  tx: Db,
  siblings: Sibling[],
  { item, fingerprint, identity: base }: Draft,
  origin: Origin,
): Promise<number> {
  const id = (await newestItemId(tx)) + 1;
  const identity = await freeIdentity(tx, base);
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
  const { isGuessed } = origin;
  siblings.push({ id, number: item.number, identity, isGuessed, revision: 1, body: item.body });
  return id;
}

/** The greatest id there is: what is new later has a greater one. 0 when the archive is empty. */
export async function newestItemId(db: Db): Promise<number> {
  const row = await db
    .selectFrom('items')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  return Math.max(row?.id ?? 0, await newestMergedId(db));
}
