import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { accountOf } from './accounts.ts';

/** So many chats get a broadcast first, or one in a hundred where that is more. */
const CHATS = 20;
const SHARE = 0.01;

/** As many as would try it out may be all there are: then there is nobody to be spared. */
export function hasCanary(audience: number): boolean {
  return audience > CHATS;
}

export function canarySize(audience: number): number {
  return Math.max(CHATS, Math.ceil(audience * SHARE));
}

/** Those of it that get it first: a canary waits for nobody's quiet hours. */
export function canaryAmong({ audience, asleep }: { audience: number; asleep: number }): number {
  return Math.min(canarySize(audience), Math.max(audience - asleep, 0));
}

/** Is the chat with this place in the audience among the first? So many are, as far apart as can be. */
export function isOfCanary(
  rank: number,
  { size, audience }: { readonly size: number; readonly audience: number },
): boolean {
  return Math.floor(((rank + 1) * size) / audience) > Math.floor((rank * size) / audience);
}

/** What became of a canary; without what is still waiting. */
export type CanaryTally = {
  readonly settled: number;
  readonly refused: number;
  readonly gone: number;
};

/** What Telegram lets wait for longer is not waited for: it may be half a day for one chat. */
const SOON_MS = 60_000;

/** `null`: it is still being sent. */
export async function canaryTally(db: Db, id: string, now: Date): Promise<CanaryTally | null> {
  const { expected, open, refused, gone } = await accountOf(db, id);
  if (open > 0 && (await isBeingSent(db, id, new Date(now.getTime() + SOON_MS)))) return null;
  return { settled: expected - open, refused, gone };
}

/** A chat whose first message has to wait long keeps the others behind it. */
async function isBeingSent(db: Db, id: string, soon: Date): Promise<boolean> {
  const { rows } = await sql`
    select chat_id from deliveries where campaign_id = ${id} and state in ('pending', 'claimed')
    group by chat_id having max(due_at) <= ${soon.toISOString()} limit 1`.execute(db);
  return rows.length > 0;
}

/** The rest may have it too. */
export async function passCanary(db: Db, id: string): Promise<void> {
  await db
    .updateTable('campaigns')
    .set({ canary: 'passed' })
    .where('id', '=', id)
    .where('canary', '=', 'running')
    .execute();
}

/** Why a campaign paused itself for its canary; other reasons are Telegram's own words. */
export const CANARY_REASONS = ['canary-refused', 'canary-gone'] as const;
export type CanaryReason = (typeof CANARY_REASONS)[number];

/** The rest waits until an admin has had a look. */
export async function pauseForCanary(db: Db, id: string, reason: CanaryReason): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('campaigns')
    .set({ state: 'paused', pause_reason: reason })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where('canary', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
