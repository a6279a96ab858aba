import { type Kysely, sql } from 'kysely';

/** From which article on those of before are to be found by their signatures, too: `indexSignatures` does it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`insert into settings (key, value, updated_at)
    select 'signatures-indexed-through', '0', '1970-01-01T00:00:00.000Z'
    where exists (select 1 from item_revisions where signature is not null)`.execute(db);
}
