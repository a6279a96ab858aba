import { type Expression, sql } from 'kysely';
import { CONFIDENCE_LINE } from '../../domain/index.ts';

/** Whether the newest revision of an item tells an act that is sure, and not rejected by an admin. */
export function tellsActs(itemId: Expression<number>) {
  return sql<boolean>`exists (
    select 1 from acts
    where acts.item_id = ${itemId} and acts.place is not null
      and acts.confidence >= ${sql.lit(CONFIDENCE_LINE)})`;
}
