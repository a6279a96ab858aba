import { randomBytes } from 'node:crypto';
import type { Message } from '../domain/index.ts';
import {
  type Db,
  draftBroadcast,
  inTransaction,
  type Segment,
  saveMessages,
  startBroadcast,
} from '../store/index.ts';

type Deps = { readonly db: Db; readonly now: () => Date };

export type Broadcast = {
  /** One a part. */
  readonly messages: readonly Message[];
  readonly segment: Segment;
  /** What admins know it by. */
  readonly title: string;
  /** `null`: from the command line. */
  readonly createdBy: number | null;
};

/** Keeps a broadcast until its admin confirms it with `startBroadcast`, and returns its campaign. */
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

/** Queues a broadcast for its whole audience at once, all or nothing. */
export function queueBroadcast(
  { db, now }: Deps,
  broadcast: Broadcast,
): Promise<{ campaignId: string; chats: number }> {
  return inTransaction(db, async (tx) => {
    const campaignId = await prepareBroadcast({ db: tx, now }, broadcast);
    return { campaignId, chats: await startBroadcast(tx, campaignId, now()) };
  });
}
