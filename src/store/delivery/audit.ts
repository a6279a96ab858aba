import { type Db, durably } from '../database/database.ts';
import { storable } from '../database/storable.ts';

export type AdminAct = {
  readonly adminId: number;
  /** What was done: `ingest`, `broadcast start`. */
  readonly action: string;
  readonly detail: string;
};

/** Notes what an admin did. Nothing ever changes or deletes a note. */
export async function recordAdminAct(
  db: Db,
  { adminId, action, detail }: AdminAct,
  now: Date,
): Promise<void> {
  await durably(db, (tx) =>
    tx
      .insertInto('admin_audit')
      .values({ at: now.toISOString(), admin_id: adminId, action, detail: storable(detail) })
      .execute(),
  );
}

/** The newest first. */
export async function recentAdminActs(
  db: Db,
  limit: number,
): Promise<(AdminAct & { readonly at: Date })[]> {
  const rows = await db
    .selectFrom('admin_audit')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ at, admin_id, action, detail }) => ({
    at: new Date(at),
    adminId: admin_id,
    action,
    detail,
  }));
}
