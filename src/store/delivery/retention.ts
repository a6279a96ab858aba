import { setImmediate as letOthersRun } from 'node:timers/promises';
import { sql } from 'kysely';
import { forgetChat } from '../chats/chats.ts';
import { type Db, inTransaction, isPostgres } from '../database/database.ts';
import { givenIds } from '../database/given-rows.ts';

/** So many rows go at once: SQLite deletes without waiting, and nobody else runs meanwhile. */
const ROWS_AT_ONCE = 1_000;

type Until = {
  /** What is older goes. */
  readonly before: Date;
  /** Nobody waits for the rest: it goes the next time. */
  readonly signal: AbortSignal;
};

/**
 * Drops the deliveries of campaigns that ended before. Their accounts stay; where one does not add up,
 * the deliveries stay too. Returns how many went; cut off anywhere, the rest goes the next time.
 */
export async function trimLedger(db: Db, { before, signal }: Until, now: Date): Promise<number> {
  for (const id of await campaignsToTrim(db, before)) await noteTrimmed(db, id, now);
  let dropped = 0;
  for (const campaign of await campaignsWithLeftovers(db))
    for (let step = ROWS_AT_ONCE; step === ROWS_AT_ONCE && !signal.aborted; dropped += step) {
      step = await dropSome(db, campaign);
      await letOthersRun();
    }
  return dropped;
}

async function campaignsToTrim(db: Db, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('campaigns')
    .leftJoin('campaign_accounts as a', 'a.campaign_id', 'campaigns.id')
    .select('campaigns.id')
    .where('campaigns.state', 'in', ['finished', 'cancelled'])
    .where('campaigns.finished_at', '<', before.toISOString())
    .where('a.trimmed_at', 'is', null)
    .where('a.unbalanced_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * First, so that nobody takes what is missing from here on for lost, nor sends any of it again. Not if
 * it runs again since: whoever resends holds the campaign until then.
 */
function noteTrimmed(db: Db, id: string, now: Date): Promise<void> {
  const trimmed_at = now.toISOString();
  return inTransaction(db, async (tx) => {
    const ended = await tx
      .selectFrom('campaigns')
      .select('id')
      .where('id', '=', id)
      .where('state', 'in', ['finished', 'cancelled'])
      .$if(isPostgres(tx), (query) => query.forUpdate())
      .executeTakeFirst();
    if (!ended) return;
    await tx
      .insertInto('campaign_accounts')
      .values({ campaign_id: id, trimmed_at })
      .onConflict((conflict) => conflict.column('campaign_id').doUpdateSet({ trimmed_at }))
      .execute();
  });
}

type Trimmed = { readonly id: string; readonly kind: string };

function campaignsWithLeftovers(db: Db): Promise<Trimmed[]> {
  return db
    .selectFrom('campaign_accounts')
    .innerJoin('campaigns', 'campaigns.id', 'campaign_accounts.campaign_id')
    .select(['campaigns.id', 'campaigns.kind'])
    .where('trimmed_at', 'is not', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('deliveries')
          .select('id')
          .whereRef('deliveries.campaign_id', '=', 'campaign_accounts.campaign_id'),
      ),
    )
    .execute();
}

async function dropSome(db: Db, { id: campaignId, kind }: Trimmed): Promise<number> {
  const { numDeletedRows } = await inTransaction(db, (tx) =>
    tx
      .deleteFrom('deliveries')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('deliveries')
          .select('id')
          .where('campaign_id', '=', campaignId)
          // By its digests it is known what a chat missed: kept until it is back, or deleted.
          .$if(kind === 'digest' || kind === 'urgent', (query) =>
            query.where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('chats')
                    .select('chats.id')
                    .whereRef('chats.id', '=', 'deliveries.chat_id')
                    .where('chats.state', '=', 'gone'),
                ),
              ),
            ),
          )
          .limit(ROWS_AT_ONCE),
      )
      .executeTakeFirst(),
  );
  return Number(numDeletedRows);
}

/** Drops drafts of broadcasts that nobody confirmed. */
export async function discardDrafts(db: Db, before: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const old = tx
      .selectFrom('campaigns')
      .select('id')
      .where('state', '=', 'draft')
      .where('created_at', '<', before.toISOString());
    await tx.deleteFrom('campaign_accounts').where('campaign_id', 'in', old).execute();
    await tx.deleteFrom('campaigns').where('id', 'in', old).execute();
  });
}

/** Drops texts that were last queued before, and that nothing shows any more. Returns how many. */
export async function dropMessages(db: Db, { before, signal }: Until): Promise<number> {
  let dropped = 0;
  let after = '';
  for (;;) {
    const ids = await oldMessages(db, after, before);
    const last = ids.at(-1);
    if (last === undefined || signal.aborted) return dropped;
    dropped += await dropUnshown(db, ids, before);
    after = last;
    await letOthersRun();
  }
}

async function oldMessages(db: Db, after: string, before: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('messages')
    .select('id')
    .where('id', '>', after)
    .where('created_at', '<', before.toISOString())
    .orderBy('id')
    .limit(ROWS_AT_ONCE)
    .execute();
  return rows.map(({ id }) => id);
}

async function dropUnshown(db: Db, ids: readonly string[], before: Date): Promise<number> {
  const { numAffectedRows } = await inTransaction(db, (tx) =>
    sql`
      delete from messages
      where id in ${givenIds(tx, ids)} and created_at < ${before.toISOString()}
        and not exists (select 1 from deliveries d where d.message_id = messages.id)
        and not exists (
          select 1 from campaigns c where c.state not in ('finished', 'cancelled')
            and c.message_ids like '%"' || messages.id || '"%')`.execute(tx),
  );
  return Number(numAffectedRows ?? 0);
}

/** Deletes chats that have been out of reach since before, as they could themselves. Returns how many. */
export async function retireChats(db: Db, { before, signal }: Until): Promise<number> {
  const rows = await db
    .selectFrom('chats')
    .select('id')
    .where('state', '=', 'gone')
    .where('gone_at', '<', before.toISOString())
    .execute();
  let retired = 0;
  for (const { id } of rows) {
    if (signal.aborted) break;
    if (await retire(db, id, before)) retired += 1;
    await letOthersRun();
  }
  return retired;
}

/** Unless it has come back meanwhile. */
function retire(db: Db, id: number, before: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const gone = await tx
      .selectFrom('chats')
      .select('id')
      .where('id', '=', id)
      .where('state', '=', 'gone')
      .where('gone_at', '<', before.toISOString())
      .$if(isPostgres(tx), (query) => query.forUpdate())
      .executeTakeFirst();
    if (gone) await forgetChat(tx, id);
    return gone !== undefined;
  });
}
