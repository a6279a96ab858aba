import type { Chat, ChatKind, Language, MessageStyle } from '../../domain/index.ts';
import { type Db, durably, inTransaction } from '../database/database.ts';
import { storable } from '../database/storable.ts';
import { lockChat } from '../database/workers.ts';
import { noteMoves } from '../delivery/accounts.ts';
import { broadcastsBetween, queueForMoved } from '../delivery/queue-steps.ts';
import { removeAllInterests } from './end-interest.ts';
import { moveInterests } from './interests.ts';
import { type FollowedIn, keepWhatWasMissed, type Missed } from './missed.ts';
import { moveRemindersOfChat } from './reminders.ts';
import { wants } from './subscriptions.ts';

/**
 * Remembers a chat; a language once set stays. One that was gone is back: returns what it missed
 * meanwhile and should be offered.
 */
export async function saveChat(
  db: Db,
  {
    id,
    kind,
    language,
  }: { readonly id: number; readonly kind: ChatKind; readonly language: Language },
  now: Date,
  followedIn: FollowedIn = followsNothing,
): Promise<Missed | undefined> {
  const reachable = { gone_at: null, gone_reason: null, reachable_at: now.toISOString() };
  const active = { state: 'active', ...reachable } as const;
  return inTransaction(db, async (tx) => {
    await lockChat(tx, id); // before its row: so everybody locks them
    const missed = await keepWhatWasMissed(tx, id, followedIn);
    await tx
      .insertInto('chats')
      .values({ id, kind, language, style: null, ...active, created_at: now.toISOString() })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ kind, ...active }))
      .execute();
    return missed;
  });
}

/** What is kept about a chat itself. */
export type KnownChat = Chat & {
  readonly state: 'active' | 'gone';
  readonly topicId: number | null;
};

const followsNothing: FollowedIn = () => Promise.resolve([]);

export async function findChat(db: Db, id: number): Promise<KnownChat | undefined> {
  return db
    .selectFrom('chats')
    .select(['id', 'kind', 'language', 'style', 'state', 'topic_id as topicId'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function setLanguage(db: Db, id: number, language: Language): Promise<void> {
  await durably(db, (tx) =>
    tx.updateTable('chats').set({ language }).where('id', '=', id).execute(),
  );
}

/** `null`: as the operator set it. */
export async function setStyle(db: Db, id: number, style: MessageStyle | null): Promise<void> {
  await durably(db, (tx) => tx.updateTable('chats').set({ style }).where('id', '=', id).execute());
}

/** The forum topic that gets what is sent by itself; `null`: the whole group. */
export async function setTopic(db: Db, id: number, topicId: number | null): Promise<void> {
  await durably(db, (tx) =>
    tx.updateTable('chats').set({ topic_id: topicId }).where('id', '=', id).execute(),
  );
}

/** This topic takes no messages any more. One that was chosen since stays. */
export async function leaveTopic(db: Db, id: number, topicId: number): Promise<void> {
  await db
    .updateTable('chats')
    .set({ topic_id: null })
    .where('id', '=', id)
    .where('topic_id', '=', topicId)
    .execute();
}

/** Freezes a chat that cannot be reached: it keeps its settings and gets nothing until it is back. */
export async function markGone(db: Db, id: number, reason: string, now: Date): Promise<void> {
  await inTransaction(db, (tx) =>
    tx
      .updateTable('chats')
      .set({ state: 'gone', gone_at: now.toISOString(), gone_reason: storable(reason) })
      .where('id', '=', id)
      .where('state', '=', 'active')
      .execute(),
  );
}

/** A group became a supergroup: everything of it goes to the new address. Safe to run again. */
export async function migrateChat(db: Db, fromId: number, toId: number, now: Date): Promise<void> {
  if (fromId === toId) return;
  await inTransaction(db, async (tx) => {
    const passed = await broadcastsBetween(tx, { fromId, toId });
    for (const id of [fromId, toId].toSorted((one, other) => one - other)) await lockChat(tx, id);
    const from = await tx
      .selectFrom('chats')
      .selectAll()
      .where('id', '=', fromId)
      .executeTakeFirst();
    if (from)
      await tx
        .insertInto('chats')
        .values({
          ...from,
          id: toId,
          kind: 'supergroup',
          topic_id: null,
          created_at: now.toISOString(),
        })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ kind: 'supergroup' }))
        .execute();
    await moveSubscription(tx, fromId, toId);
    await moveRemindersOfChat(tx, { fromId, toId });
    await moveDeliveries(tx, fromId, toId);
    await queueForMoved(tx, passed, toId, now);
    await tx
      .updateTable('campaigns')
      .set({ progress_chat_id: toId })
      .where('progress_chat_id', '=', fromId)
      .execute();
    await tx.deleteFrom('chats').where('id', '=', fromId).execute();
  });
}

/** What was chosen at the new address already counts. */
async function moveSubscription(tx: Db, fromId: number, toId: number): Promise<void> {
  const chosen = await tx
    .selectFrom('subscriptions')
    .select(wants.as('wants'))
    .where('chat_id', '=', toId)
    .executeTakeFirst();
  await moveInterests(tx, { fromId, toId }, chosen?.wants !== 0);
  if (chosen) return;
  await tx
    .updateTable('subscriptions')
    .set({ chat_id: toId })
    .where('chat_id', '=', fromId)
    .execute();
}

/** A message the new address is owed, or has got, is not owed to it a second time. */
async function moveDeliveries(tx: Db, fromId: number, toId: number): Promise<void> {
  const doubled = await tx
    .deleteFrom('deliveries')
    .where('chat_id', '=', fromId)
    .where('campaign_id', 'in', everyCampaign(tx))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('deliveries as there')
          .select('there.id')
          .where('there.chat_id', '=', toId)
          .whereRef('there.campaign_id', '=', 'deliveries.campaign_id')
          .whereRef('there.part', '=', 'deliveries.part'),
      ),
    )
    .returning(['campaign_id as campaignId', 'state as from'])
    .execute();
  await noteMoves(
    tx,
    doubled.map((row) => ({ ...row, to: null })),
  );
  await tx
    .updateTable('deliveries')
    .set({ chat_id: toId })
    .where('chat_id', '=', fromId)
    .where('campaign_id', 'in', everyCampaign(tx))
    .execute();
}

/** What is a chat's is found campaign by campaign, in the index of the deliveries' keys. */
function everyCampaign(tx: Db) {
  return tx.selectFrom('campaigns').select('id');
}

async function removeDeliveries(tx: Db, chatId: number): Promise<void> {
  const removed = await tx
    .deleteFrom('deliveries')
    .where('chat_id', '=', chatId)
    .where('campaign_id', 'in', everyCampaign(tx))
    .returning(['campaign_id as campaignId', 'state as from'])
    .execute();
  await noteMoves(
    tx,
    removed.map((row) => ({ ...row, to: null })),
  );
}

/** Deletes every row about the chat, what was sent to it included. */
export async function forgetChat(db: Db, id: number): Promise<void> {
  await durably(db, async (tx) => {
    await removeDeliveries(tx, id);
    await tx
      .updateTable('campaigns')
      .set({ progress_chat_id: null, progress_message_id: null })
      .where('progress_chat_id', '=', id)
      .execute();
    await removeAllInterests(tx, id);
    await tx.deleteFrom('subscriptions').where('chat_id', '=', id).execute();
    await tx.deleteFrom('review_drafts').where('admin_id', '=', id).execute();
    await tx.deleteFrom('chats').where('id', '=', id).execute();
    // On PostgreSQL a page may have come in meanwhile. First as well: so everybody locks them, then chats.
    await removeDeliveries(tx, id);
  });
}
