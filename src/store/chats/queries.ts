import { sql } from 'kysely';
import { cutAnchors, ITEM_KINDS, normalise, type Query, readClauses } from '../../domain/index.ts';
import { type Db, isPostgres } from '../database/database.ts';
import { givenIds, givenRows } from '../database/given-rows.ts';
import { storable } from '../database/storable.ts';

/** The number of a query, which is kept once for all who follow it, and from now on found by its anchors. After `lockNumbering`. */
export async function keepQuery(tx: Db, query: Query, now: Date): Promise<number> {
  const kept = storableQuery(query);
  const definition = JSON.stringify(kept);
  const known = await lockQuery(tx, definition);
  if (known !== undefined) return known;
  const { id } = await tx
    .insertInto('queries')
    .values({ definition, created_at: now.toISOString() })
    // Somebody else may have been faster; the update locks it against who drops it.
    .onConflict((conflict) => conflict.column('definition').doUpdateSet({ definition }))
    .returning('id')
    .executeTakeFirstOrThrow();
  await keepAnchors(tx, id, kept);
  return id;
}

async function keepAnchors(tx: Db, id: number, query: Query): Promise<void> {
  const anchors = await chooseAnchors(tx, query);
  const kinds = query.kinds && JSON.stringify(query.kinds);
  const rows = anchors.map((gram) => ({ ...query, gram, query_id: id, kinds }));
  const columns = {
    ...({ gram: 'text', query_id: 'bigint' } as const),
    ...({ by: 'text', text: 'text', kinds: 'text', publication: 'text' } as const),
  };
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  await sql`insert into query_anchors (${names})
    select ${names} from ${givenRows(tx, columns, rows)} given
    where true on conflict do nothing`.execute(tx);
}

/** Of these queries, those that nobody follows any more are gone. */
export async function dropUnfollowed(tx: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const given = sql<number>`${givenIds(tx, ids)}`;
  // Who begins to follow one holds it meanwhile, and is seen only by a statement begun after that.
  if (isPostgres(tx))
    await tx
      .selectFrom('queries')
      .select('id')
      .where('id', 'in', given)
      .orderBy('id')
      .forUpdate()
      .execute();
  await tx
    .deleteFrom('queries')
    .where('id', 'in', given)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('interests').select('id').whereRef('interests.query_id', '=', 'queries.id'),
        ),
      ),
    )
    .execute();
}

/** The newest query there is: a greater number is one that nobody followed yet. */
export async function newestQueryId(db: Db): Promise<number> {
  const row = await db
    .selectFrom('queries')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirst();
  return row?.id ?? 0;
}

export function readDefinition(definition: string): Query {
  return JSON.parse(definition) as Query;
}

/** Equal queries are written equally. */
function storableQuery({ by, text, kinds, publication }: Query): Query {
  const sorted = kinds && ITEM_KINDS.filter((kind) => kinds.includes(kind));
  return {
    by,
    text: storable(text),
    kinds: sorted,
    publication: publication && storable(publication),
  };
}

async function lockQuery(tx: Db, definition: string): Promise<number | undefined> {
  let query = tx.selectFrom('queries').select('id').where('definition', '=', definition);
  if (isPostgres(tx)) query = query.forUpdate();
  return (await query.executeTakeFirst())?.id;
}

/** Any number no other lock of ours has. */
const QUERY_LOCK = 20250111;

/** New queries and interests are numbered without overtaking. */
export async function lockNumbering(tx: Db): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(${QUERY_LOCK})`.execute(tx);
}

/**
 * Of one of its required words the gram by which the fewest queries are found so far; where the words
 * are alternatives, one of each.
 */
async function chooseAnchors(tx: Db, { text }: Query): Promise<readonly string[]> {
  const clauses = readClauses(text).all.map((words) =>
    words.map((word) => cutAnchors(normalise(word))),
  );
  const usable = clauses.filter((words) => words.every((grams) => grams.length > 0));
  const counts = await countUses(tx, [...new Set(usable.flat(2))]);
  const choices = usable.map((words) =>
    words.map((grams) => leastUsed(grams.map((gram) => ({ gram, uses: counts.get(gram) ?? 0 })))),
  );
  const [best] = choices.toSorted((one, other) => usesOf(one) - usesOf(other));
  if (!best) throw new RangeError('Nothing in the query can be looked for.');
  return [...new Set(best.map(({ gram }) => gram))];
}

type Gram = { readonly gram: string; readonly uses: number };

function leastUsed([first, ...others]: readonly Gram[]): Gram {
  return others.reduce((best, gram) => (gram.uses < best.uses ? gram : best), first ?? NO_GRAM);
}

const NO_GRAM: Gram = { gram: '', uses: 0 };

function usesOf(grams: readonly Gram[]): number {
  return grams.reduce((sum, { uses }) => sum + uses, grams.length);
}

async function countUses(tx: Db, grams: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (grams.length === 0) return new Map();
  const rows = await tx
    .selectFrom('query_anchors')
    .select(['gram', ({ fn }) => fn.countAll<number>().as('uses')])
    .where('gram', 'in', grams)
    .groupBy('gram')
    .execute();
  return new Map(rows.map(({ gram, uses }) => [gram, uses]));
}
