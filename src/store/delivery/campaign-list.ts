import type { Db } from '../database/database.ts';
import { countUndecided } from '../reviews/undecided.ts';
import { type Account, accountOf } from './accounts.ts';
import { type Campaign, toCampaign } from './campaigns.ts';
import { countSleepers } from './sleepers.ts';

/** A campaign and what became of its deliveries. */
export type AccountedCampaign = {
  readonly campaign: Campaign;
  readonly account: Account;
  /** Of the unknown ones, those that an admin may still have sent again. */
  readonly undecided: number;
  /** Of what is open, what waits for the end of quiet hours. */
  readonly asleep: number;
};

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
  for (const row of rows) campaigns.push(await withAccount(db, toCampaign(row)));
  return { campaigns, total };
}

export async function findAccounted(db: Db, id: string): Promise<AccountedCampaign | undefined> {
  const row = await db.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst();
  return row && withAccount(db, toCampaign(row));
}

async function withAccount(db: Db, campaign: Campaign): Promise<AccountedCampaign> {
  const account = await accountOf(db, campaign.id);
  // Mostly there are none, and the ledger is not looked at.
  const undecided = account.unknown > 0 ? await countUndecided(db, campaign.id) : 0;
  const asleep = account.open > 0 ? await countSleepers(db, campaign.id) : 0;
  return { campaign, account, undecided, asleep };
}
