import { type Account, accountOf } from './accounts.ts';
import { type Campaign, toCampaign } from './campaigns.ts';
import type { Db } from './database.ts';

/** A campaign and what became of its deliveries. */
export type AccountedCampaign = { readonly campaign: Campaign; readonly account: Account };

/** Digests and confirmed broadcasts: first those that have not ended, then the others, newest first. */
export async function listAccounted(
  db: Db,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly campaigns: AccountedCampaign[]; readonly total: number }> {
  const shown = db
    .selectFrom('campaigns')
    .where('kind', '<>', 'alert')
    .where('state', '<>', 'draft');
  const { total } = await shown
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await shown
    .selectAll()
    .orderBy((eb) => eb.case().when('state', 'in', ['finished', 'cancelled']).then(1).else(0).end())
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  const campaigns: AccountedCampaign[] = [];
  for (const row of rows)
    campaigns.push({ campaign: toCampaign(row), account: await accountOf(db, row.id) });
  return { campaigns, total };
}

export async function findAccounted(db: Db, id: string): Promise<AccountedCampaign | undefined> {
  const row = await db.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { campaign: toCampaign(row), account: await accountOf(db, id) };
}
