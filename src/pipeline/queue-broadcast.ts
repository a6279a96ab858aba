import { randomBytes } from 'node:crypto';
import type { Message } from '../domain/index.ts';
import {
  type Confirmation,
  confirmBroadcast,
  countAudience,
  type Db,
  draftBroadcast,
  inTransaction,
  type Segment,
  saveMessages,
} from '../store/index.ts';
import { awakeBy } from './awake-at.ts';

type Deps = { readonly db: Db; readonly now: () => Date };

type ConfirmDeps = Deps & {
  /** Of chats that chose none. */
  readonly timezone: string;
};

export type Broadcast = {
  /** One a part. */
  readonly messages: readonly Message[];
  readonly segment: Segment;
  /** What admins know it by. */
  readonly title: string;
  /** `null`: from the command line. */
  readonly createdBy: number | null;
};

/** Keeps a broadcast until its admin confirms it with `confirmBroadcast`, and returns its campaign. */
export function prepareBroadcast({ db, now }: Deps, broadcast: Broadcast): Promise<string> {
  const { messages, ...rest } = broadcast;
  // Short: it goes into buttons, which carry 64 bytes.
  const id = `broadcast:${randomBytes(6).toString('hex')}`;
  return inTransaction(db, async (tx) => {
    const messageIds = await saveMessages(tx, messages, now());
    await draftBroadcast(tx, { ...rest, id, messageIds }, now());
    return id;
  });
}

/**
 * Confirms a broadcast, for now or for its time, and returns for how many chats. What is not queued
 * with it a running service queues: see `queue-broadcasts.ts`.
 */
export async function queueBroadcast(
  { db, now, timezone }: ConfirmDeps,
  broadcast: Broadcast,
  { at, isUrgent }: Pick<Confirmation, 'at' | 'isUrgent'>,
): Promise<{ campaignId: string; chats: number }> {
  const audience = await countAudience(db, broadcast.segment);
  const campaignId = await inTransaction(db, async (tx) => {
    const id = await prepareBroadcast({ db: tx, now }, broadcast);
    const night = { now: now(), awakeAt: awakeBy(timezone) };
    await confirmBroadcast(tx, id, { audience, at, isUrgent }, night);
    return id;
  });
  return { campaignId, chats: audience };
}
