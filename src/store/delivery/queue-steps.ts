import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { audienceOf, shortStretches, stretchEnd } from '../chats/audience.ts';
import { type Db, inTransaction, isPostgres } from '../database/database.ts';
import { givenIds } from '../database/given-rows.ts';
import { noteMoves } from './accounts.ts';
import { type Campaign, toCampaign } from './campaigns.ts';
import { canaryAmong, isOfCanary } from './canary.ts';
import { PART_STEP, PRIORITY } from './outbox.ts';
import { byWaking, countAsleep, type Night, sleepersIn } from './sleepers.ts';

/** So many rows are written at once: SQLite writes without waiting, and nobody else runs meanwhile. */
const ROWS_AT_ONCE = 5_000;

/**
 * Queues a running broadcast for some more chats, in the order of their ids, and notes how far it is:
 * cut off anywhere and called again, nobody is left out and nobody has it twice. For chats in quiet
 * hours it is due at their end. `false`: nothing is left to queue, or not now.
 */
export function queueStep(db: Db, id: string, night: Night): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const row = await lockRunning(tx, id);
    if (!row || (row.canary !== null && row.canary !== 'passed')) return false;
    const parts = toCampaign(row).messageIds.length;
    const asked = Math.ceil(ROWS_AT_ONCE / Math.max(parts, 1));
    const after = row.queued_through;
    const { through, count } = await stretchEnd(tx, after, asked);
    if (through !== null)
      await queueFor(tx, row, sql`chats.id > ${after} and chats.id <= ${through}`, night);
    const isMore = count === asked;
    const queued_through = isMore ? through : null;
    await tx.updateTable('campaigns').set({ queued_through }).where('id', '=', id).execute();
    return isMore;
  });
}

/** Queues a broadcast for the few that get it first, spread over all it is for that are awake. */
export async function queueCanary(db: Db, id: string, night: Night): Promise<void> {
  const campaign = await lockRunning(db, id);
  if (campaign?.canary !== 'choosing') return;
  for await (const chosen of chooseCanary(db, toCampaign(campaign), night))
    if (!(await queueChosen(db, id, chosen, night))) return;
  await db
    .updateTable('campaigns')
    .set({ canary: 'running' })
    .where('id', '=', id)
    .where('canary', '=', 'choosing')
    .execute();
}

async function* chooseCanary(
  db: Db,
  { segment, audience, isUrgent }: Campaign,
  night: Night,
): AsyncGenerator<number[]> {
  if (!segment || audience === null) return;
  const asleep = await countAsleep(db, segment, { isUrgent, ...night });
  const spread = { size: canaryAmong({ audience, asleep }), audience: audience - asleep };
  if (spread.size === 0) return;
  let rank = 0;
  for await (const { after, through } of shortStretches(db)) {
    const here = audienceOf(db, segment)
      .where('chats.id', '>', after)
      .where('chats.id', '<=', through);
    const sleepers = await sleepersIn(here, { isUrgent, ...night });
    const sleeping = new Set(sleepers.map(({ chatId }) => chatId));
    const chats = await here.select('chats.id').orderBy('chats.id').execute();
    yield chats.map(({ id }) => id).filter((id) => !sleeping.has(id) && isOfCanary(rank++, spread));
  }
}

/** `false`: it was paused or cancelled meanwhile. */
function queueChosen(
  db: Db,
  id: string,
  chosen: readonly number[],
  night: Night,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const row = await lockRunning(tx, id);
    if (row?.canary !== 'choosing') return false;
    if (chosen.length > 0) await queueFor(tx, row, sql`chats.id in ${givenIds(tx, chosen)}`, night);
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
  night: Night,
): Promise<void> {
  const { segment, isUrgent } = toCampaign(row);
  if (!segment) return;
  const audience = audienceOf(tx, segment).where(chats);
  const sleepers = await sleepersIn(audience, { isUrgent, ...night });
  const at = night.now.toISOString();
  const ids = sleepers.map(({ chatId }) => chatId);
  const awake =
    ids.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`chats.id not in ${givenIds(tx, ids)}`;
  await insert(tx, row, audience.where(awake), { at, dueAt: at });
  for (const { wakesAt: dueAt, chatIds } of byWaking(sleepers))
    await insert(tx, row, audience.where(sql<SqlBool>`chats.id in ${givenIds(tx, chatIds)}`), {
      at,
      dueAt,
    });
}

/** What is due later is asleep until then. */
async function insert(
  tx: Db,
  row: Queueing,
  audience: ReturnType<typeof audienceOf>,
  { at, dueAt }: { readonly at: string; readonly dueAt: string },
): Promise<void> {
  const { id, isUrgent, messageIds } = toCampaign(row);
  if (messageIds.length === 0) return;
  // As constants: what comes out of JSON would be read again for every row.
  const parts = messageIds.map(
    (messageId, part) => sql`select cast(${sql.lit(part * PART_STEP)} as bigint) as part,
      cast(${messageId} as text) as message_id`,
  );
  const { numAffectedRows } = await sql`
    insert into deliveries
      (campaign_id, chat_id, part, message_id, state, priority, due_at, asleep, attempts, created_at)
    select ${id}, audience.id, given.part, given.message_id, 'pending',
      ${sql.lit(PRIORITY[isUrgent ? 'urgent' : 'broadcast'])}, ${dueAt}, ${sql.lit(dueAt > at ? 1 : 0)}, 0, ${at}
    from (${sql.join(parts, sql` union all `)}) as given
    cross join ${audience.select('chats.id').as('audience')}
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

/** Whether it is in its quiet hours is seen before it is sent. */
export async function queueForMoved(
  tx: Db,
  passed: Passed,
  chatId: number,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  for (const row of passed) {
    const { segment } = toCampaign(row);
    if (segment)
      await insert(tx, row, audienceOf(tx, segment).where('chats.id', '=', chatId), {
        at,
        dueAt: at,
      });
  }
}
