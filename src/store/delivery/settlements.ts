import { sql } from 'kysely';
import type { Settlement } from '../../domain/index.ts';
import { leaveTopic, markGone, migrateChat } from '../chats/chats.ts';
import { type Db, inTransaction, isPostgres } from '../database/database.ts';
import { givenIds, givenRows, listedRows } from '../database/given-rows.ts';
import { prepared } from '../database/prepared.ts';
import { type Move, noteMoves } from './accounts.ts';
import type { Claimed, Settled } from './claims.ts';
import { fallBack } from './fallback.ts';
import { excuseReturned } from './returned-chats.ts';
import { type Sent, writeSent } from './write-sent.ts';

type Unsent = {
  readonly delivery: Claimed;
  readonly settlement: Exclude<Settlement, { readonly kind: 'sent' }>;
};

/** A campaign that paused itself, and why. */
export type SelfPaused = { readonly campaignId: string; readonly reason: string };

/** As many chats must refuse a message that nobody took, before its campaign pauses. */
const REFUSALS_OF_A_MESSAGE = 3;
/** The same where every chat gets its own text: of any messages of a campaign that reached nobody. */
const REFUSALS_OF_A_CAMPAIGN = 10;

/**
 * Writes down what became of claimed deliveries, all in one transaction. An answer that comes after
 * another process took the delivery over is not written, except that it was sent.
 */
export function recordSettlements(
  db: Db,
  answers: readonly Settled[],
  now: Date,
): Promise<SelfPaused[]> {
  if (answers.length === 0) return Promise.resolve([]);
  return inTransaction(db, async (tx) => {
    const settled = await excuseReturned(tx, answers, now);
    for (const { delivery, settlement } of settled)
      if (settlement.kind === 'moved')
        await migrateChat(tx, delivery.chatId, settlement.chatId, now);
    const rich = settled.filter(({ settlement }) => settlement.kind === 'fallback');
    await fallBack(
      tx,
      rich.map(({ delivery }) => delivery),
      now,
    );
    await writeStates(tx, settled, now);
    for (const { delivery, settlement } of settled)
      if (settlement.kind === 'topicless')
        await leaveTopic(tx, delivery.chatId, settlement.topicId);
    for (const { delivery, settlement } of settled)
      if (settlement.kind === 'gone') await freezeChat(tx, delivery, settlement.reason, now);
    return pauseRefused(tx, settled);
  });
}

const CHANGES = {
  id: 'bigint',
  attempts: 'bigint',
  claimed_by: 'bigint',
  unused: 'bigint',
  state: 'text',
  due_at: 'text',
  reason: 'text',
} as const;

/** What is released gives its attempt back: another process's next claim has the same number. */
const write = prepared<{ now: string; changes: string }, { campaignId: string; to: string }>(
  ({ now, changes }, db) => sql`
    update deliveries set state = g.state, telegram_message_id = null, reason = g.reason,
      due_at = coalesce(g.due_at, deliveries.due_at), lease_until = null,
      attempts = deliveries.attempts - g.unused,
      settled_at = case g.state when 'pending' then null else ${now} end
    from ${listedRows(db, CHANGES, changes)} as g
    where deliveries.id = g.id and deliveries.state = 'claimed' and deliveries.attempts = g.attempts
      and deliveries.claimed_by is not distinct from g.claimed_by
    returning deliveries.campaign_id as "campaignId", deliveries.state as "to"`,
);

/** The outcomes that came in time, and then those that did not. */
async function writeStates(tx: Db, settled: readonly Settled[], now: Date): Promise<void> {
  const sent: Sent[] = [];
  const others: Unsent[] = [];
  for (const { delivery, settlement } of settled)
    if (settlement.kind === 'sent') sent.push({ delivery, messageId: settlement.messageId });
    else others.push({ delivery, settlement });
  const inTime = await writeSent(tx, sent, now);
  const written = new Set(inTime.map(({ id }) => id));
  const late = sent.filter(({ delivery }) => !written.has(delivery.id));
  await noteMoves(
    tx,
    inTime.map(({ campaignId }) => ({ campaignId, from: 'claimed', to: 'sent' })),
  );
  await noteMoves(tx, await writeOthers(tx, others, now));
  await writeLateSent(tx, late, now);
}

/** One statement for all of them. */
async function writeOthers(tx: Db, settled: readonly Unsent[], now: Date): Promise<Move[]> {
  if (settled.length === 0) return [];
  const rows = settled.map(({ delivery: { id, attempts, claimedBy }, settlement }) => ({
    id,
    attempts,
    claimed_by: claimedBy,
    ...change(settlement, now),
  }));
  const { rows: written } = await write(tx, {
    now: now.toISOString(),
    changes: JSON.stringify(rows),
  });
  return written.map(({ campaignId, to }) => ({ campaignId, from: 'claimed', to }));
}

/** That it was sent counts whatever it had been taken for meanwhile. */
async function writeLateSent(tx: Db, late: readonly Sent[], now: Date): Promise<void> {
  if (late.length === 0) return;
  const rows = late.map(({ delivery: { id }, messageId }) => ({ id, message_id: messageId }));
  const ids = rows.map(({ id }) => id);
  const { rows: moves } = await sql<Move>`
    select campaign_id as "campaignId", state as "from", 'sent' as "to" from deliveries
    where id in ${givenIds(tx, ids)} and state <> 'sent'
    ${isPostgres(tx) ? sql`for update` : sql``}`.execute(tx);
  await sql`
    update deliveries set state = 'sent', telegram_message_id = g.message_id, reason = null,
      lease_until = null, settled_at = ${now.toISOString()}
    from ${givenRows(tx, { id: 'bigint', message_id: 'bigint' }, rows)} as g
    where deliveries.id = g.id and deliveries.state <> 'sent'`.execute(tx);
  await noteMoves(tx, moves);
}

type Change = {
  readonly state: string;
  readonly unused: 0 | 1;
  readonly due_at: string | null;
  readonly reason: string | null;
};

function change(settlement: Unsent['settlement'], now: Date): Change {
  const none = { unused: 0, due_at: null, reason: null } as const;
  const again = () => ({ ...none, state: 'pending', due_at: now.toISOString() });
  switch (settlement.kind) {
    case 'gone':
    case 'refused':
    case 'unknown':
      return { ...none, state: settlement.kind, reason: settlement.reason };
    case 'again':
      return { ...again(), due_at: settlement.at.toISOString(), reason: settlement.reason };
    case 'released':
      return { ...again(), unused: 1 };
    case 'moved':
    case 'topicless':
    case 'fallback':
      return again();
  }
}

/** What else waits for the chat is settled with it: nobody is there to read it. */
async function freezeChat(tx: Db, { chatId }: Claimed, reason: string, now: Date): Promise<void> {
  await markGone(tx, chatId, reason, now);
  const { rows } = await sql<{ campaignId: string }>`
    update deliveries set state = 'gone', reason = ${reason}, settled_at = ${now.toISOString()}
    where chat_id = ${chatId} and state in ('pending', 'claimed') and state = 'pending'
    returning campaign_id as "campaignId"`.execute(tx);
  await noteMoves(
    tx,
    rows.map(({ campaignId }) => ({ campaignId, from: 'pending', to: 'gone' })),
  );
}

/** A message that is refused everywhere is at fault itself: its campaign does not burn its audience. */
async function pauseRefused(tx: Db, settled: readonly Settled[]): Promise<SelfPaused[]> {
  const paused: SelfPaused[] = [];
  for (const { delivery, settlement } of settled) {
    if (settlement.kind !== 'refused') continue;
    const { campaignId, messageId } = delivery;
    if (!(await isAtFault(tx, campaignId, messageId))) continue;
    const { numUpdatedRows } = await tx
      .updateTable('campaigns')
      .set({ state: 'paused', pause_reason: settlement.reason })
      .where('id', '=', campaignId)
      .where('state', '=', 'running')
      .executeTakeFirst();
    if (numUpdatedRows > 0n) paused.push({ campaignId, reason: settlement.reason });
  }
  return paused;
}

async function isAtFault(tx: Db, campaignId: string, messageId: string): Promise<boolean> {
  const { rows } = await sql<{ ofMessage: number; ofCampaign: number }>`
    select count(distinct case when message_id = ${messageId} then chat_id end) as "ofMessage",
      count(distinct chat_id) as "ofCampaign"
    from deliveries where campaign_id = ${campaignId} and state = 'refused'`.execute(tx);
  const { ofMessage = 0, ofCampaign = 0 } = rows[0] ?? {};
  if (ofMessage >= REFUSALS_OF_A_MESSAGE && !(await wasTaken(tx, campaignId, messageId)))
    return true;
  return ofCampaign >= REFUSALS_OF_A_CAMPAIGN && !(await wasTaken(tx, campaignId, null));
}

async function wasTaken(tx: Db, campaignId: string, messageId: string | null): Promise<boolean> {
  const sent = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('campaign_id', '=', campaignId)
    .where('state', '=', 'sent')
    .$if(messageId !== null, (query) => query.where('message_id', '=', messageId ?? ''))
    .limit(1)
    .executeTakeFirst();
  return sent !== undefined;
}
