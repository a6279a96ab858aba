import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';

type AnyDb = Kysely<unknown>;

/**
 * What carriers tell of an article, why a fact is doubted, and fingerprints that are equal however a
 * day is written and whoever prints the words.
 */
export async function up(db: AnyDb): Promise<void> {
  for (const column of ['lead_in', 'passed_by', 'signature'])
    await db.schema.alterTable('item_revisions').addColumn(column, 'text').execute();
  for (const table of ['acts', 'key_dates'])
    await db.schema
      .alterTable(table)
      .addColumn('reasons', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute();
  await db.schema
    .alterTable('documents')
    .addColumn('carrier', 'text', (column) => column.notNull().defaultTo('text'))
    .execute();
  await renewFingerprints(db);
}

type Revision = {
  readonly item_id: number;
  readonly revision: number;
  readonly title: string;
  readonly number: string | null;
  readonly body: string;
};

const ROWS_AT_ONCE = 200;

async function renewFingerprints(db: AnyDb): Promise<void> {
  const taken = new Set<string>();
  let after: readonly [number, number] = [0, 0];
  for (;;) {
    const { rows } = await sql<Revision>`
      select item_id, revision, title, number, body from item_revisions
      where item_id > ${after[0]} or (item_id = ${after[0]} and revision > ${after[1]})
      order by item_id, revision limit ${ROWS_AT_ONCE}`.execute(db);
    for (const row of rows) {
      const words = fingerprintOf(row);
      // The same words in two papers were two articles until now; the first keeps the name.
      const fingerprint = taken.has(words) ? `${words}.${row.item_id}.${row.revision}` : words;
      taken.add(words);
      await sql`update item_revisions set fingerprint = ${fingerprint}
        where item_id = ${row.item_id} and revision = ${row.revision}`.execute(db);
    }
    const last = rows.at(-1);
    if (!last) return;
    after = [Number(last.item_id), last.revision];
  }
}

// As `src/store/identity.ts` was when this was written: a migration never changes.
function fingerprintOf({ title, number, body }: Revision): string {
  const bare = title.replace(
    /^[^《》]{2,50}?\s*(?=关于.{2,150}的(?:决定|决议|公告|通知|通告|命令|办法)$)/u,
    '',
  );
  const words = wordsOf(`${bare}\n${number ?? ''}\n\n${body}\n`);
  return createHash('sha256')
    .update(JSON.stringify([words]))
    .digest('hex');
}

function wordsOf(text: string): string {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    // 2025-1-9 and 2025.01.09, before their signs are dropped
    .replace(/(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?![\d.])/gu, '$1年$2月$3日')
    .replace(/[^\p{L}\p{N}.%‰]/gu, '')
    .replace(/(?<!\p{N})\.|\.(?!\p{N})/gu, '');
  return letters
    .replace(/(\d{4})年(\d{1,2})月(\d{1,2})日/gu, (_, ...day: string[]) => plainDay(day))
    .replace(
      /([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日/gu,
      (_, year: string, month: string, day: string) =>
        plainDay([digitsOf(year), countOf(month), countOf(day)]),
    );
}

function plainDay([year = '', month = '', day = '']: readonly string[]): string {
  return `${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`;
}

const DIGITS = '零一二三四五六七八九';

function digitsOf(year: string): string {
  return [...year.replace(/[〇○]/gu, '零')].map((digit) => DIGITS.indexOf(digit)).join('');
}

function countOf(words: string): string {
  const [tens, ones] = words.includes('十') ? words.split('十') : ['', words];
  const ten = words.includes('十') ? (tens ? DIGITS.indexOf(tens) : 1) * 10 : 0;
  return String(ten + (ones ? DIGITS.indexOf(ones) : 0));
}
