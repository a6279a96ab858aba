import { DEFAULT_URGENT, type UrgentRule } from '../../domain/index.ts';
import { type Db, durably, inTransaction } from '../database/database.ts';
import { storable } from '../database/storable.ts';
import { type AdminAct, recordAdminAct } from '../delivery/audit.ts';

const RULE = 'urgent';
const THROUGH = 'urgent-through';

export async function readUrgentRule(db: Db): Promise<UrgentRule> {
  const value = await readSetting(db, RULE);
  return value === undefined ? DEFAULT_URGENT : (JSON.parse(value) as UrgentRule);
}

/**
 * Changes the rule, and notes who did: what came before stays as it was. Returns the rule as it is now.
 * Of two changes at once both count.
 */
export function saveUrgentRule(
  db: Db,
  { change, ...act }: AdminAct & { readonly change: (before: UrgentRule) => UrgentRule },
  now: Date,
): Promise<UrgentRule> {
  return durably(db, async (tx) => {
    // Written first, so that whoever changes it as well waits.
    await tx
      .insertInto('settings')
      .values({ key: RULE, value: JSON.stringify(DEFAULT_URGENT), updated_at: now.toISOString() })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({ updated_at: now.toISOString() }),
      )
      .execute();
    const rule = change(await readUrgentRule(tx));
    await writeSetting(tx, { key: RULE, value: storable(JSON.stringify(rule)) }, now);
    await recordAdminAct(tx, act, now);
    return rule;
  });
}

/** The newest article of which it is settled whether it was urgent, and who was told. */
export async function urgentThrough(db: Db): Promise<number> {
  return Number((await readSetting(db, THROUGH)) ?? 0);
}

/** Never set back. */
export function setUrgentThrough(db: Db, itemId: number, now: Date): Promise<void> {
  return inTransaction(db, async (tx) => {
    if (itemId > (await urgentThrough(tx)))
      await writeSetting(tx, { key: THROUGH, value: String(itemId) }, now);
  });
}

async function readSetting(db: Db, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value;
}

async function writeSetting(
  tx: Db,
  { key, value }: { readonly key: string; readonly value: string },
  now: Date,
): Promise<void> {
  const updated_at = now.toISOString();
  await tx
    .insertInto('settings')
    .values({ key, value, updated_at })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at }))
    .execute();
}
