import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { audienceOf, shortStretches, stretchEnd } from '../chats/audience.ts';
import { type Db, inTransaction, isPostgres } from '../database/database.ts';
import { givenIds } from '../database/given-rows.ts';
import { noteMoves } from './accounts.ts';
import { type Campaign, toCampaign } from './campaigns.ts';
import { canarySize, isOfCanary } from './canary.ts';
import { PART_STEP, PRIORITY } from './outbox.ts';

/** So many rows are written at once: SQLite writes without waiting, and nobody else runs meanwhile. */
const ROWS_AT_ONCE = 5_000;

/**
 * Queues a running broadcast for some more chats, in the order of their ids, and notes how far it is:
 * cut off anywhere and called again, nobody is left out and nobody has it twice. `false`: nothing
 * is left to queue, or not now.
 */
export function queueStep(db: Db, id: string, now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const row = await lockRunning(tx, id);
    if (!row || (row.canary !== null && row.canary !== 'passed')) return false;
    const parts = toCampaign(row).messageIds.length;
    const asked = Math.ceil(ROWS_AT_ONCE / Math.max(parts, 1));
    const after = row.queued_through;
    const { through, count } = await stretchEnd(tx, after, asked);
    if (through !== null)
      await queueFor(tx, row, sql`chats.id > ${after} and chats.id <= ${through}`, now);
    const isMore = count === asked;
    const queued_through = isMore ? through : null;
    await tx.updateTable('campaigns').set({ queued_through }).where('id', '=', id).execute();
    return isMore;
  });
}

/** Queues a broadcast for the few that get it first, spread over all it is for. */
export async function queueCanary(db: Db, id: string, now: Date): Promise<void> {
  const campaign = await lockRunning(db, id);
  if (campaign?.canary !== 'choosing') return;
  for await (const chosen of chooseCanary(db, toCampaign(campaign)))
    if (!(await queueChosen(db, id, chosen, now))) return;
  await db
    .updateTable('campaigns')
    .set({ canary: 'running' })
    .where('id', '=', id)
    .where('canary', '=', 'choosing')
    .execute();
}

async function* chooseCanary(db: Db, { segment, audience }: Campaign): AsyncGenerator<number[]> {
  if (!segment || audience === null) return;
  const spread = { size: canarySize(audience), audience };
  let rank = 0;
  for await (const { after, through } of shortStretches(db)) {
    const chats = await audienceOf(db, segment)
      .select('chats.id')
      .where('chats.id', '>', after)
      .where('chats.id', '<=', through)
      .orderBy('chats.id')
      .execute();
    yield chats.filter(() => isOfCanary(rank++, spread)).map((chat) => chat.id);
  }
}

/** `false`: it was paused or cancelled meanwhile. */
function queueChosen(db: Db, id: string, chosen: readonly number[], now: Date): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const row = await lockRunning(tx, id);
    if (row?.canary !== 'choosing') return false;
    if (chosen.length > 0) await queueFor(tx, row, sql`chats.id in ${givenIds(tx, chosen)}`, now);
    return true;
  });
}

type Queueing = Awaited<ReturnType<typeof lockQueueing>>[number];

/**
 * Of a campaign, or of all: what is being queued, paused or not. In a transaction nobody pauses,
 * cancels or queues it until we are through.
 */
function lockQueueing(db: Db, id: string | null) {
  return db
    .selectFrom('campaigns')
    .selectAll()
    .where('queued_through', 'is not', null)
    .$narrowType<{ queued_through: number }>()
    .where('state', 'in', ['running', 'paused'])
    .$if(id !== null, (query) => query.where('id', '=', id ?? ''))
    .orderBy('id')
    .$if(isPostgres(db) && db.isTransaction, (query) => query.forUpdate())
    .execute();
}

async function lockRunning(db: Db, id: string): Promise<Queueing | undefined> {
  const [row] = await lockQueueing(db, id);
  return row?.state === 'running' ? row : undefined;
}

async function queueFor(
  tx: Db,
  row: Queueing,
  chats: RawBuilder<SqlBool>,
  now: Date,
): Promise<void> {
  const { id, segment, messageIds } = toCampaign(row);
  if (!segment || messageIds.length === 0) return;
  // As constants: what comes out of JSON would be read again for every row.
  const parts = messageIds.map(
    (messageId, part) => sql`select cast(${sql.lit(part * PART_STEP)} as bigint) as part,
      cast(${messageId} as text) as message_id`,
  );
  const at = now.toISOString();
  const { numAffectedRows } = await sql`
    insert into deliveries
      (campaign_id, chat_id, part, message_id, state, priority, due_at, attempts, created_at)
    select ${id}, audience.id, given.part, given.message_id, 'pending',
      ${sql.lit(PRIORITY.broadcast)}, ${at}, 0, ${at}
    from (${sql.join(parts, sql` union all `)}) as given
    cross join ${audienceOf(tx, segment).select('chats.id').where(chats).as('audience')}
    where true
    on conflict (campaign_id, chat_id, part) do nothing`.execute(tx);
  const count = Number(numAffectedRows ?? 0);
  await noteMoves(tx, [{ campaignId: id, from: null, to: 'pending', count }]);
}

/** Broadcasts that a chat's new id stands behind and its old one before. */
export type Passed = readonly Queueing[];

/**
 * A chat that gets another id while a broadcast is being queued would be passed by, if the broadcast
 * has just passed its new place. Nobody goes on with them until we are through.
 */
export async function broadcastsBetween(
  tx: Db,
  { fromId, toId }: { readonly fromId: number; readonly toId: number },
): Promise<Passed> {
  const rows = await lockQueueing(tx, null);
  return rows.filter((row) => toId <= row.queued_through && row.queued_through < fromId);
}

export async function queueForMoved(
  tx: Db,
  passed: Passed,
  chatId: number,
  now: Date,
): Promise<void> {
  for (const row of passed) await queueFor(tx, row, sql`chats.id = ${chatId}`, now);
}
