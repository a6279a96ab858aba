import { setImmediate as letOthersRun } from 'node:timers/promises';
import { type Selectable, sql } from 'kysely';
import { type Db, isPostgres } from '../database/database.ts';
import type { CampaignTable } from '../database/delivery-tables.ts';
import { type Account, accountOf } from './accounts.ts';
import type { Campaign, CampaignState } from './campaigns.ts';

/** What an account says, or what the rows behind it say. */
const COUNTED = ['open', 'sent', 'gone', 'refused', 'unknown', 'cancelled'] as const;
export type Counted = Readonly<Record<(typeof COUNTED)[number], number>>;

/** A campaign whose account does not add up, or that has ended and still owes something. */
export type Imbalance = {
  readonly campaignId: string;
  readonly title: string;
  readonly kind: Campaign['kind'];
  readonly state: CampaignState;
  readonly account: Counted;
  readonly rows: Counted;
};

/** All that is kept, unless something else is said. */
export type AuditScope = {
  readonly endedSince?: Date;
  /** Before that nobody was awake to settle what was under way. */
  readonly awakeSince?: Date;
  /** Nobody waits for the rest. */
  readonly signal?: AbortSignal;
};

/**
 * Recounts the rows behind every account, a few at a time, and returns the campaigns that do not add
 * up: exactly those, whatever is sent, forgotten and queued meanwhile. Of the ended ones whose rows
 * are still there only those since `endedSince`, if it is given. Changes nothing.
 */
export async function auditCampaigns(
  db: Db,
  now: Date,
  { endedSince, awakeSince, signal }: AuditScope = {},
): Promise<Imbalance[]> {
  const found: Imbalance[] = [];
  const moment = { now, awakeSince };
  for (const id of await campaignsToAudit(db, endedSince)) {
    if (signal?.aborted) break;
    const imbalance = await audit(db, id, moment);
    if (imbalance) found.push(imbalance);
  }
  return found;
}

async function campaignsToAudit(db: Db, endedSince: Date | undefined): Promise<string[]> {
  const rows = await db
    .selectFrom('campaigns')
    .leftJoin('campaign_accounts as a', 'a.campaign_id', 'campaigns.id')
    .select('campaigns.id')
    .where('a.trimmed_at', 'is', null)
    .$if(endedSince !== undefined, (query) =>
      query.where(({ eb, or }) =>
        or([
          eb('campaigns.finished_at', 'is', null),
          eb('campaigns.finished_at', '>=', endedSince?.toISOString() ?? ''),
          eb('a.unbalanced_at', 'is not', null),
        ]),
      ),
    )
    .orderBy('campaigns.created_at')
    .orderBy('campaigns.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** What changes while it is counted may look wrong once, and not so often. */
const TRIES = 3;

type Moment = { readonly now: Date; readonly awakeSince: Date | undefined };

async function audit(db: Db, id: string, moment: Moment): Promise<Imbalance | undefined> {
  let imbalance: Imbalance | undefined;
  for (let tries = 0; tries < TRIES; tries++) {
    imbalance = await look(db, id, moment);
    if (!imbalance) return undefined;
    await letOthersRun();
  }
  return imbalance;
}

async function look(db: Db, id: string, moment: Moment): Promise<Imbalance | undefined> {
  const before = await accountOf(db, id);
  const rows = await recount(db, id);
  const account = await accountOf(db, id);
  const campaign = await db
    .selectFrom('campaigns')
    .leftJoin('campaign_accounts as a', 'a.campaign_id', 'campaigns.id')
    .select(['title', 'kind', 'state', 'finished_at', 'a.unbalanced_at'])
    .where('campaigns.id', '=', id)
    .executeTakeFirst();
  if (!campaign) return undefined; // a draft that was discarded
  // What moved meanwhile may have been counted on either side, or on both.
  const moved = distance(before, account);
  const addsUp = COUNTED.every((name) => Math.abs(account[name] - rows[name]) <= moved);
  if (addsUp && (account.open === 0 || mayOwe(campaign, moment))) return undefined;
  return {
    ...{ campaignId: id, title: campaign.title, kind: campaign.kind as Campaign['kind'] },
    ...{ state: campaign.state as CampaignState, account: counted(account), rows },
  };
}

function distance(one: Account, other: Account): number {
  const names = [...COUNTED, 'expected', 'removed'] as const;
  return names.reduce((sum, name) => sum + Math.abs(one[name] - other[name]), 0);
}

function counted(account: Account): Counted {
  const { open, sent, gone, refused, unknown, cancelled } = account;
  return { open, sent, gone, refused, unknown, cancelled };
}

/** What was on its way when a campaign was cancelled may be a while in coming; its lease is shorter. */
const UNDER_WAY_MS = 10 * 60_000;

type Ended = Pick<Selectable<CampaignTable>, 'state' | 'finished_at'> & {
  readonly unbalanced_at: string | null;
};

/** Whoever slept meanwhile gets that while once more; what was told to be wrong is right once it is. */
function mayOwe({ state, finished_at, unbalanced_at }: Ended, { now, awakeSince }: Moment) {
  if (state === 'finished') return false;
  if (state !== 'cancelled' || finished_at === null) return true;
  const since = Math.max(Date.parse(finished_at), awakeSince?.getTime() ?? 0);
  return unbalanced_at === null && now.getTime() - since < UNDER_WAY_MS;
}

/** So many rows are counted at once: SQLite answers without waiting, and nobody else meanwhile. */
const ROWS_AT_ONCE = 5_000;

/** By chat: no row changes its place while it is counted. */
async function recount(db: Db, id: string): Promise<Counted> {
  const sum = { open: 0, sent: 0, gone: 0, refused: 0, unknown: 0, cancelled: 0 };
  let after: number | null = null;
  do {
    const through: number | null = isPostgres(db) ? null : await stretchEnd(db, id, after);
    const counts = await countStretch(db, id, { after, through });
    for (const name of COUNTED) sum[name] += counts[name];
    after = through;
    await letOthersRun();
  } while (after !== null);
  return sum;
}

type Stretch = { readonly after: number | null; readonly through: number | null };

/** The chat some rows on; `null`: there are fewer. */
async function stretchEnd(db: Db, id: string, after: number | null): Promise<number | null> {
  const row = await rowsBetween(db, id, { after, through: null })
    .select('chat_id')
    .orderBy('chat_id')
    .limit(1)
    .offset(ROWS_AT_ONCE)
    .executeTakeFirst();
  return row?.chat_id ?? null;
}

async function countStretch(db: Db, id: string, stretch: Stretch): Promise<Counted> {
  const count = (state: string) => sql<number>`count(case when state = ${state} then 1 end)`;
  return rowsBetween(db, id, stretch)
    .select([
      sql<number>`count(case when state in ('pending', 'claimed') then 1 end)`.as('open'),
      count('sent').as('sent'),
      count('gone').as('gone'),
      count('refused').as('refused'),
      count('unknown').as('unknown'),
      count('cancelled').as('cancelled'),
    ])
    .executeTakeFirstOrThrow();
}

function rowsBetween(db: Db, id: string, { after, through }: Stretch) {
  return db
    .selectFrom('deliveries')
    .where('campaign_id', '=', id)
    .$if(after !== null, (query) => query.where('chat_id', '>', after ?? 0))
    .$if(through !== null, (query) => query.where('chat_id', '<=', through ?? 0));
}

/** Which campaigns admins were told do not add up, and since when. */
export async function unbalancedCampaigns(
  db: Db,
): Promise<{ readonly campaignId: string; readonly title: string; readonly since: Date }[]> {
  const rows = await db
    .selectFrom('campaign_accounts')
    .innerJoin('campaigns', 'campaigns.id', 'campaign_id')
    .select(['campaign_id', 'title', 'unbalanced_at'])
    .where('unbalanced_at', 'is not', null)
    .$narrowType<{ unbalanced_at: string }>()
    .execute();
  return rows.map(({ campaign_id: campaignId, title, unbalanced_at }) => ({
    ...{ campaignId, title, since: new Date(unbalanced_at) },
  }));
}

/** Notes that a campaign does not add up since then, or that it does. `false`: it was known. */
export async function noteBalance(
  db: Db,
  campaignId: string,
  since: Date | null,
): Promise<boolean> {
  const unbalanced_at = since?.toISOString() ?? null;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('campaign_accounts')
    .values({ campaign_id: campaignId, unbalanced_at })
    .onConflict((conflict) =>
      conflict
        .column('campaign_id')
        .doUpdateSet({ unbalanced_at })
        .where('campaign_accounts.unbalanced_at', since ? 'is' : 'is not', null),
    )
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0) > 0;
}
