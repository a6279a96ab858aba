import { type RawBuilder, sql } from 'kysely';
import { type Db, isPostgres } from './database.ts';

type Columns = Readonly<Record<string, 'bigint' | 'text'>>;

/**
 * A derived table of the rows given, as one JSON parameter: the statement stays the same, and stays
 * prepared, however many rows there are.
 */
export function givenRows<C extends Columns>(
  db: Db,
  columns: C,
  rows: readonly { readonly [name in keyof C]: number | string | null }[],
): RawBuilder<unknown> {
  return listedRows(db, columns, sql.val(JSON.stringify(rows)));
}

/** The same of rows that are JSON already, for a statement that is `prepared`. */
export function listedRows(
  db: Db,
  columns: Columns,
  json: RawBuilder<string>,
): RawBuilder<unknown> {
  const names = Object.keys(columns);
  if (isPostgres(db)) {
    const typed = names.map((name) => sql`${sql.ref(name)} ${sql.raw(columns[name] ?? 'text')}`);
    return sql`(select * from json_to_recordset(${json}::json) as given (${sql.join(typed)}))`;
  }
  const fields = names.map((name) => sql`value ->> ${sql.lit(`$.${name}`)} as ${sql.ref(name)}`);
  return sql`(select ${sql.join(fields)} from json_each(${json}))`;
}

/** The same for ids alone: `where id in ${givenIds(db, ids)}`. */
export function givenIds(db: Db, ids: readonly (number | string)[]): RawBuilder<unknown> {
  const type = typeof ids[0] === 'number' ? 'bigint' : 'text';
  return listedIds(db, type, sql.val(JSON.stringify(ids)));
}

/** The same of ids that are JSON already, for a statement that is `prepared`. */
export function listedIds(
  db: Db,
  type: 'bigint' | 'text',
  json: RawBuilder<string>,
): RawBuilder<unknown> {
  if (!isPostgres(db)) return sql`(select value from json_each(${json}))`;
  return sql`(select value::${sql.raw(type)} from json_array_elements_text(${json}::json))`;
}
