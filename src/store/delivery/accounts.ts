import { sql } from 'kysely';
import { beforeCommit, type Db } from '../database/database.ts';
import { listedRows } from '../database/given-rows.ts';
import { prepared } from '../database/prepared.ts';

/** What a delivery can come to; each has its column in the account. */
const SETTLED = ['sent', 'gone', 'refused', 'unknown', 'cancelled'] as const;
const COLUMNS = ['expected', ...SETTLED, 'removed'] as const;
type Column = (typeof COLUMNS)[number];

/** Of one campaign, or of all: `expected` is the sum of the others. */
export type Account = Readonly<Record<Column, number>> & {
  /** Waiting or in hand. */
  readonly open: number;
};

/** By state; with what was removed they add up to everything that was ever queued. */
export type DeliveryCounts = Readonly<
  Record<'pending' | 'claimed' | Exclude<Column, 'expected'>, number>
>;

/** Deliveries that went from one state to another; `null`: they were not there, or are no more. */
export type Move = {
  readonly campaignId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly count?: number;
};

type Changes = Map<string, Record<Column, number>>;

/** Of transactions under way: what they have moved and not written down yet. */
const gathered = new WeakMap<Db, Changes>();

/**
 * Keeps the accounts: whoever changes the state of deliveries says so here, in the same transaction.
 * Written down once a transaction, as its last statement.
 */
export async function noteMoves(tx: Db, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const changes: Changes = gathered.get(tx) ?? new Map();
  for (const move of moves) add(changes, move);
  if (gathered.has(tx)) return;
  gathered.set(tx, changes);
  if (!beforeCommit(tx, () => writeGathered(tx))) await writeGathered(tx);
}

function add(changes: Changes, { campaignId, from, to, count = 1 }: Move): void {
  const change = changes.get(campaignId) ?? nothing();
  changes.set(campaignId, change);
  if (from === null) change.expected += count;
  else if (isSettled(from)) change[from] -= count;
  if (to === null) change.removed += count;
  else if (isSettled(to)) change[to] += count;
}

function nothing(): Record<Column, number> {
  return { expected: 0, sent: 0, gone: 0, refused: 0, unknown: 0, cancelled: 0, removed: 0 };
}

function isSettled(state: string): state is (typeof SETTLED)[number] {
  return SETTLED.some((settled) => settled === state);
}

async function writeGathered(db: Db): Promise<void> {
  const changes = gathered.get(db);
  if (!changes) return;
  gathered.delete(db);
  const rows = [...changes]
    .filter(([, change]) => Object.values(change).some((n) => n !== 0))
    .map(([campaign_id, change]) => ({ campaign_id, ...change }))
    // Whoever writes several locks them in the same order.
    .sort((one, other) => (one.campaign_id < other.campaign_id ? -1 : 1));
  if (rows.length === 0) return;
  await write(db, { rows: JSON.stringify(rows) });
}

const GIVEN = {
  campaign_id: 'text',
  ...(Object.fromEntries(COLUMNS.map((name) => [name, 'bigint'])) as Record<Column, 'bigint'>),
} as const;

const write = prepared<{ rows: string }>(({ rows }, db) => {
  const names = sql.join(COLUMNS.map((name) => sql.ref(name)));
  const sums = COLUMNS.map(
    (name) =>
      sql`${sql.ref(name)} = campaign_accounts.${sql.ref(name)} + excluded.${sql.ref(name)}`,
  );
  return sql`
    insert into campaign_accounts (campaign_id, ${names})
    select campaign_id, ${names} from ${listedRows(db, GIVEN, rows)} as given where true
    on conflict (campaign_id) do update set ${sql.join(sums)}`;
});

/** What became of everything that was ever queued for a campaign. One row is read, however many it is for. */
export async function accountOf(db: Db, campaignId: string): Promise<Account> {
  await writeGathered(db);
  const row = await db
    .selectFrom('campaign_accounts')
    .select(COLUMNS)
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst();
  return withOpen(row ?? nothing());
}

/** Whether the rows behind it are gone, or going. */
export async function isTrimmed(db: Db, campaignId: string): Promise<boolean> {
  const row = await db
    .selectFrom('campaign_accounts')
    .select('trimmed_at')
    .where('campaign_id', '=', campaignId)
    .executeTakeFirst();
  return row !== undefined && row.trimmed_at !== null;
}

/** The same of all campaigns together. */
export async function totalAccount(db: Db): Promise<Account> {
  await writeGathered(db);
  const row = await db
    .selectFrom('campaign_accounts')
    .select(COLUMNS.map((name) => sql<number>`cast(sum(${sql.ref(name)}) as bigint)`.as(name)))
    .executeTakeFirst();
  return withOpen({ ...nothing(), ...withoutNull(row ?? {}) });
}

function withOpen(counts: Readonly<Record<Column, number>>): Account {
  const settled = SETTLED.reduce((sum, state) => sum + counts[state], 0);
  return { ...counts, open: counts.expected - counts.removed - settled };
}

/** The sum of no rows is `null`. */
function withoutNull(row: Partial<Record<Column, number | null>>): Partial<Record<Column, number>> {
  return Object.fromEntries(Object.entries(row).map(([name, n]) => [name, n ?? 0]));
}

/** Of one campaign, or of all: the account, and what of it is in hand just now. */
export async function deliveryCounts(db: Db, campaignId?: string): Promise<DeliveryCounts> {
  const { n: claimed } = await db
    .selectFrom('deliveries')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    // As it stands in the index of the few.
    .where('state', '=', sql.lit('claimed'))
    .$if(campaignId !== undefined, (query) => query.where('campaign_id', '=', campaignId ?? ''))
    .executeTakeFirstOrThrow();
  const account = await (campaignId === undefined ? totalAccount(db) : accountOf(db, campaignId));
  const { expected: _, open, ...settled } = account;
  // On PostgreSQL some may have been settled between the two looks.
  const inHand = Math.min(claimed, open);
  return { pending: open - inHand, claimed: inHand, ...settled };
}
