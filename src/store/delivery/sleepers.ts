import { type RawBuilder, sql } from 'kysely';
import type { Rhythm } from '../../domain/index.ts';
import { audienceOf, type Segment, stretches } from '../chats/audience.ts';
import { readQuiet } from '../chats/subscriptions.ts';
import { type Db, isPostgres } from '../database/database.ts';
import { givenIds } from '../database/given-rows.ts';
import { prepared } from '../database/prepared.ts';
import { byIndex, lookByIndex } from './due-deliveries.ts';

/** Of an instant: when a chat may be told, then or at the end of its quiet hours. */
export type AwakeAt = (
  at: Date,
) => (clock: Pick<Rhythm, 'quiet' | 'timezone' | 'quietZone'>) => Date;

/** What it takes to know whom a broadcast finds asleep. */
export type Night = { readonly now: Date; readonly awakeAt: AwakeAt };

/** A broadcast, as far as sleepers are concerned: an urgent one lets those sleep that want nothing urgent. */
type Noise = { readonly isUrgent: boolean };

type Audience = ReturnType<typeof audienceOf>;
export type Sleeper = { readonly chatId: number; readonly wakesAt: Date };

/** Those of an audience that are in their quiet hours: few have any. */
export async function sleepersIn(
  audience: Audience,
  { isUrgent, now, awakeAt }: Noise & Night,
): Promise<Sleeper[]> {
  const rows = await lightSleepers(audience, isUrgent)
    .select(['chats.id', 'quiet_from', 'quiet_to', 'timezone'])
    .execute();
  const wakesAt = awakeAt(now);
  return rows
    .map(({ id, timezone, ...row }) => ({
      chatId: id,
      wakesAt: wakesAt({ quiet: readQuiet(row), timezone }),
    }))
    .filter((chat) => chat.wakesAt > now);
}

/** How many chats a broadcast would have to wait for. Exact, as `countAudience` is. */
export async function countAsleep(
  db: Db,
  segment: Segment,
  { isUrgent, now, awakeAt }: Noise & Night,
): Promise<number> {
  const wakesAt = awakeAt(now);
  let count = 0;
  for await (const { after, through } of stretches(db)) {
    const groups = await lightSleepers(audienceOf(db, segment), isUrgent)
      .select(['quiet_from', 'quiet_to', 'timezone'])
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('chats.id', '>', after)
      .where('chats.id', '<=', through)
      .groupBy(['quiet_from', 'quiet_to', 'timezone'])
      .execute();
    for (const { n, timezone, ...row } of groups)
      if (wakesAt({ quiet: readQuiet(row), timezone }) > now) count += n;
  }
  return count;
}

function lightSleepers(audience: Audience, isUrgent: boolean) {
  return audience
    .where('subscriptions.quiet_from', 'is not', null)
    .$if(isUrgent, (query) => query.where('subscriptions.urgent', '=', 0));
}

/** What a campaign still owes these chats is due when they wake, and not looked at before. */
export async function layToRest(
  tx: Db,
  campaignId: string,
  sleepers: readonly Sleeper[],
): Promise<void> {
  for (const { wakesAt, chatIds } of byWaking(sleepers))
    await sql`
      update deliveries set asleep = 1,
        due_at = case when due_at < ${wakesAt} then ${wakesAt} else due_at end
      where campaign_id = ${campaignId} and chat_id in ${givenIds(tx, chatIds)}
        and state = 'pending'`.execute(tx);
}

/**
 * The chat has other quiet hours, or another clock: what waits for their end is due again, and whether
 * it has to wait is seen before it is sent. Not what Telegram lets wait.
 */
export async function disturb(tx: Db, chatId: number): Promise<void> {
  await sql`
    update deliveries set asleep = 0, due_at = created_at
    where chat_id = ${chatId} and state in ('pending', 'claimed') and state = 'pending'
      and asleep = 1 and (reason is null or reason <> 'busy')`.execute(tx);
}

/** The same, together where they wake together. */
export function byWaking(
  sleepers: readonly Sleeper[],
): { readonly wakesAt: string; readonly chatIds: number[] }[] {
  const groups = Map.groupBy(sleepers, ({ wakesAt }) => wakesAt.toISOString());
  return [...groups].map(([wakesAt, group]) => ({
    wakesAt,
    chatIds: group.map(({ chatId }) => chatId),
  }));
}

/** Short steps, so that nobody waits long for the lock: more a second than are ever sent. */
const WAKE_STEP = 2_000;

const awake = (now: RawBuilder<string>) => sql`
  select d.id from campaigns c join deliveries d
    on d.campaign_id = c.id and d.state = 'pending' and d.asleep = 1 and d.due_at <= ${now}
  where c.state in ('running', 'paused')`;

const findOneAwake = prepared<{ now: string }>(({ now }) => sql`${awake(now)} limit 1`);

const findAwake = prepared<{ now: string }, { id: number }>(
  ({ now }, db) => sql<{ id: number }>`
    ${awake(now)} limit ${sql.lit(WAKE_STEP)}
    ${isPostgres(db) ? sql`for update of d skip locked` : sql``}`,
);

/** Some of those whose quiet hours are over are next; the others a little later. */
export async function wakeSleepers(db: Db, now: Date): Promise<void> {
  const at = now.toISOString();
  // Mostly there is none, and a look takes no lock.
  const found = await lookByIndex(db, (look) => findOneAwake(look, { now: at }));
  if (found.rows.length === 0) return;
  await byIndex(db, async (tx) => {
    const { rows } = await findAwake(tx, { now: at });
    const ids = rows.map(({ id }) => id);
    await sql`update deliveries set asleep = 0 where id in ${givenIds(tx, ids)}`.execute(tx);
  });
}

/** How many deliveries of a campaign wait for the end of their chats' quiet hours. */
export async function countSleepers(db: Db, campaignId: string): Promise<number> {
  const { n } = await db
    .selectFrom('deliveries')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('campaign_id', '=', campaignId)
    // As they stand in the index of the sleepers.
    .where('state', '=', sql.lit('pending'))
    .where('asleep', '=', sql.lit(1))
    .executeTakeFirstOrThrow();
  return n;
}
