import type { JoinBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';

type Joined = JoinBuilder<Database, 'items' | 'item_revisions'>;

/** Joins `item_revisions` to `items`: of each item the revision that is shown. */
export const shownRevision = (join: Joined): Joined =>
  join
    .onRef('item_revisions.item_id', '=', 'items.id')
    .onRef('item_revisions.revision', '=', 'items.revision');
