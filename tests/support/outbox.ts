import type { ChatKind, ClassicMessage } from '../../src/domain/index.ts';
import {
  claimDue,
  createDigestCampaign,
  type Db,
  enqueue,
  saveChat,
  saveMessages,
} from '../../src/store/index.ts';

export const T0 = new Date('2025-01-09T00:00:00.000Z');

export function later(ms: number, from: Date = T0): Date {
  return new Date(from.getTime() + ms);
}

export function aMessage(text = '公报'): ClassicMessage {
  return { style: 'classic', text, entities: [], buttons: [] };
}

export async function addChats(
  db: Db,
  ids: readonly number[],
  kind: ChatKind = 'private',
): Promise<void> {
  for (const id of ids) await saveChat(db, { id, kind, language: 'zh' }, T0);
}

export type Queueing = {
  readonly campaignId?: string;
  readonly priority?: number;
  readonly dueAt?: Date;
  readonly texts?: readonly string[];
};

/** Queues the texts, a part each, for every chat. */
export async function queueFor(
  db: Db,
  chatIds: readonly number[],
  { campaignId = 'c1', priority = 10, dueAt = T0, texts = ['公报'] }: Queueing = {},
): Promise<number> {
  await createDigestCampaign(db, { id: campaignId, title: campaignId }, dueAt);
  const ids = await saveMessages(db, texts.map(aMessage), dueAt);
  const deliveries = chatIds.flatMap((chatId) =>
    ids.map((messageId, part) => ({ chatId, part, messageId })),
  );
  return enqueue(db, { campaignId, priority, dueAt, deliveries }, dueAt);
}

/** Claims without a rate limit, whatever is free. */
export function claimAll(db: Db, now: Date, limit = 1000) {
  return claimDue(db, {
    botId: 1,
    now,
    limit,
    leaseMs: 60_000,
    rate: Number.POSITIVE_INFINITY,
  });
}
