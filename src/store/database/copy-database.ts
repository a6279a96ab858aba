import { sql } from 'kysely';
import { currentItems, withFacts } from '../archive/read-items.ts';
import { indexItem } from '../archive/search.ts';
import {
  COPIED_TABLES,
  type CopiedTable,
  countOn,
  countRows,
  type Digest,
  digestTable,
  findRows,
  hashRow,
  insertRows,
  walk,
} from './copied-tables.ts';
import { type Db, inTransaction, isPostgres } from './database.ts';
import { givenIds } from './given-rows.ts';
import { patiently } from './open-postgres.ts';
import { placeOf } from './place.ts';
import { StoreError } from './store-error.ts';

type CopyStep = 'compare' | 'copy' | 'index' | 'verify';
export type CopyProgress = {
  readonly step: CopyStep;
  readonly table: string;
  /** Rows, of those of this step. */
  readonly done: number;
  readonly total: number;
};

type Options = { readonly onProgress: (progress: CopyProgress) => void };
/** What stands in both now, and how many of its rows came with this copy. */
export type Copied = Digest & { readonly table: string; readonly added: number };

/**
 * Copies every row into a database that is empty, or that holds a part of the same already: cut off
 * anywhere and run again, it goes on. In the end both are read and compared row by row.
 * @throws StoreError, before anything is written, if the target holds anything else.
 */
export function copyDatabase(source: Db, target: Db, options: Options): Promise<Copied[]> {
  return inSnapshot(source, async (from) => {
    const there = new Map<string, number>();
    for (const table of COPIED_TABLES) there.set(table.name, await countRows(target, table));
    const copy: Copy = { from, to: target, there, ...options };
    await refuseOtherData(copy);
    const added = await copyTables(copy);
    const indexed = await indexItems(copy);
    return [...(await verify(copy, added)), indexed];
  });
}

type Copy = Options & {
  readonly from: Db;
  readonly to: Db;
  /** Rows the target had before. */
  readonly there: ReadonlyMap<string, number>;
};

/** One view of the source from the first row to the last, whoever writes to it meanwhile. */
function inSnapshot<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  const transaction = db.transaction().setAccessMode('read only');
  if (!isPostgres(db)) return transaction.execute(work);
  const snapshot = transaction.setIsolationLevel('repeatable read');
  // It locks nothing, and rests for minutes while the target works.
  return patiently(db, () =>
    snapshot.execute(async (tx) => {
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
      return work(tx);
    }),
  );
}

async function refuseOtherData({ from, to, there, onProgress }: Copy): Promise<void> {
  const tables = COPIED_TABLES.filter(({ name }) => (there.get(name) ?? 0) > 0);
  const count = await counter(from, tables, 'compare', onProgress);
  for (const table of tables) {
    let same = 0;
    for await (const rows of walk(from, table)) {
      const ours = new Set(rows.map(hashRow));
      same += (await findRows(to, table, rows)).filter((row) => ours.has(hashRow(row))).length;
      count(table, rows.length);
    }
    const other = (there.get(table.name) ?? 0) - same;
    if (other > 0)
      throw new StoreError(
        `The target holds other data: of table ${table.name}, ${other} that the source does not have so; copy into an empty database`,
      );
  }
}

async function copyTables({ from, to, there, onProgress }: Copy): Promise<Map<string, number>> {
  const added = new Map<string, number>();
  const count = await counter(from, COPIED_TABLES, 'copy', onProgress);
  for (const table of COPIED_TABLES) {
    const before = there.get(table.name) ?? 0;
    const missing = (await countRows(from, table)) - before;
    added.set(table.name, missing);
    if (missing > 0)
      for await (const rows of walk(from, table)) {
        await inTransaction(to, (tx) => insertRows(tx, table, rows));
        count(table, rows.length);
      }
    await inTransaction(to, (tx) => countOn(tx, table));
  }
  return added;
}

const ITEMS_AT_ONCE = 100;

/** What is found of an item is cut from its words again: SQLite keeps no text to copy. */
async function indexItems({ from, to, onProgress }: Copy): Promise<Copied> {
  const table = 'item_search';
  const total = await countRows(from, { name: 'items' });
  let [done, added, after] = [0, 0, 0];
  for (;;) {
    const rows = await currentItems(to)
      .where('items.id', '>', after)
      .orderBy('items.id')
      .limit(ITEMS_AT_ONCE)
      .execute();
    if (rows.length === 0) break;
    const indexed = await placesIndexed(
      to,
      rows.map(({ date, id }) => placeOf(date, id)),
    );
    const items = (await withFacts(to, rows)).filter(
      ({ issueDate, id }) => !indexed.has(placeOf(issueDate, id)),
    );
    await inTransaction(to, async (tx) => {
      for (const item of items) await indexItem(tx, placeOf(item.issueDate, item.id), item);
    });
    added += items.length;
    done += rows.length;
    after = rows.at(-1)?.id ?? after;
    onProgress({ step: 'index', table, done, total });
  }
  return { table, rows: done, added, hash: '' };
}

async function placesIndexed(db: Db, places: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ rowid: number }>`
    select rowid from item_search where rowid in ${givenIds(db, places)}`.execute(db);
  return new Set(rows.map(({ rowid }) => rowid));
}

async function verify(
  { from, to, onProgress }: Copy,
  added: ReadonlyMap<string, number>,
): Promise<Copied[]> {
  const count = await counter(from, COPIED_TABLES, 'verify', onProgress);
  const copied: Copied[] = [];
  for (const table of COPIED_TABLES) {
    const [ours, theirs] = [
      await digestTable(from, table, () => undefined),
      await digestTable(to, table, (rows) => count(table, rows)),
    ];
    if (ours.rows !== theirs.rows || ours.hash !== theirs.hash)
      throw new StoreError(
        `Table ${table.name} is not the same after the copy: ${ours.rows} rows and ${theirs.rows}; has something written to the target meanwhile?`,
      );
    copied.push({ ...ours, table: table.name, added: added.get(table.name) ?? 0 });
  }
  return copied;
}

async function counter(
  from: Db,
  tables: readonly CopiedTable[],
  step: CopyStep,
  onProgress: Options['onProgress'],
) {
  let [done, total] = [0, 0];
  for (const table of tables) total += await countRows(from, table);
  return (table: CopiedTable, rows: number) => {
    done += rows;
    onProgress({ step, table: table.name, done, total });
  };
}
