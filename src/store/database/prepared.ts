import { CompiledQuery, type QueryResult, type RawBuilder, sql } from 'kysely';
import { type Db, isPostgres } from './database.ts';

type Values = Readonly<Record<string, number | string | null>>;
type Given<V extends Values> = { readonly [N in keyof V]: RawBuilder<V[N]> };

/** Stands for a value until there is one. */
class Place {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

type Compiled = { readonly text: string; readonly parameters: readonly unknown[] };

/**
 * A statement of the hot path, turned into SQL once for each dialect: doing so takes longer than
 * SQLite takes to run it.
 */
export function prepared<V extends Values, R = unknown>(
  write: (given: Given<V>, db: Db) => RawBuilder<R>,
): (db: Db, values: V) => Promise<QueryResult<R>> {
  const kept = new Map<boolean, Compiled>();
  return (db, values) => {
    const dialect = isPostgres(db);
    const statement = kept.get(dialect) ?? compile(db, write);
    kept.set(dialect, statement);
    const parameters = statement.parameters.map((parameter) =>
      parameter instanceof Place ? values[parameter.name] : parameter,
    );
    return db.executeQuery<R>(CompiledQuery.raw(statement.text, parameters));
  };
}

function compile<V extends Values, R>(
  db: Db,
  write: (given: Given<V>, db: Db) => RawBuilder<R>,
): Compiled {
  const places = new Proxy({} as Given<V>, {
    get: (_, name) => sql.val(new Place(String(name))),
  });
  const { sql: text, parameters } = write(places, db).compile(db);
  return { text, parameters };
}
