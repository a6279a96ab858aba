import type { Database as SqliteFile } from 'better-sqlite3';
import { openSqlite } from '../../src/store/database/open-sqlite.ts';
import { auditCampaigns } from '../../src/store/index.ts';
import type { Row } from './ledger.ts';
import type { World } from './world.ts';

const SETTLED = ['sent', 'gone', 'refused', 'unknown', 'cancelled'] as const;

type Account = {
  readonly campaign_id: string;
  readonly expected: number;
  readonly removed: number;
} & {
  readonly [state in (typeof SETTLED)[number]]: number;
};

/** Counted here row by row, whatever the service's own auditor says. */
export function auditAccounts(file: SqliteFile, rows: readonly Row[]): string[] {
  const accounts = file.prepare('select * from campaign_accounts').all() as Account[];
  const byCampaign = Map.groupBy(rows, ({ campaign }) => campaign.id);
  const known = new Set(accounts.map(({ campaign_id }) => campaign_id));
  const missing = [...byCampaign.keys()].filter((id) => !known.has(id));
  return [
    ...missing.map((id) => `${id} has no account`),
    ...accounts.flatMap((account) => faultsOf(account, byCampaign.get(account.campaign_id) ?? [])),
  ];
}

/** What the service would tell its admins. */
export async function askAuditor({ path, clock }: World): Promise<string[]> {
  const db = openSqlite(path);
  try {
    const found = await auditCampaigns(db, new Date(clock.now()));
    return found.map((imbalance) => `the service's auditor: ${JSON.stringify(imbalance)}`);
  } finally {
    await db.destroy();
  }
}

function faultsOf(account: Account, rows: readonly Row[]): string[] {
  const { campaign_id: id, expected, removed } = account;
  const faults = SETTLED.flatMap((state) => {
    const counted = rows.filter((row) => row.state === state).length;
    return counted === account[state]
      ? []
      : [`${id}: ${account[state]} ${state} on account, ${counted} in the ledger`];
  });
  if (expected - removed !== rows.length)
    faults.push(`${id}: ${expected} expected and ${removed} removed, ${rows.length} in the ledger`);
  return faults;
}
