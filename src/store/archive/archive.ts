import { type RawBuilder, sql } from 'kysely';
import { type Db, isPostgres } from '../database/database.ts';

/** What was this much older than the newest issue of its paper when it was read in is archive. */
const ARCHIVE_DAYS = 31;

/**
 * Whether an item came as news, and not as the archive that was read in behind newer issues. What
 * came as news stays it: nobody misses an item because the service was down for long.
 */
export function cameAsNews(db: Db): RawBuilder<boolean> {
  const archiveUntil = isPostgres(db)
    ? sql`to_char(items.date::date + ${sql.lit(ARCHIVE_DAYS)}, 'YYYY-MM-DD')`
    : sql`date(items.date, ${sql.lit(`+${ARCHIVE_DAYS} days`)})`;
  return sql<boolean>`not exists (
    select 1 from issues newer
    where newer.publication_id = issues.publication_id
      and newer.date > ${archiveUntil} and newer.created_at < items.created_at)`;
}
