import type { Language, MessageStyle } from '../../domain/index.ts';
import { type Db, inTransaction } from '../database/database.ts';
import { readDefinition } from './queries.ts';

/** Every row about a chat, in words its people can read, as it was at one moment. `null`: nothing is kept. */
export async function exportChat(db: Db, id: number) {
  return inTransaction(db, async (tx) => {
    const sections = {
      chat: await chatOf(tx, id),
      subscription: await subscriptionOf(tx, id),
      interests: await interestsOf(tx, id),
      reminders: await remindersOf(tx, id),
      toldBeforeTheDigest: await toldItemsOf(tx, id),
      deliveries: await deliveriesOf(tx, id),
      asAnAdmin: await adminRowsOf(tx, id),
    };
    const { asAnAdmin, ...rest } = sections;
    const isAdmin = Object.values(asAnAdmin).some((rows) => rows.length > 0);
    return rest.chat === undefined && rest.deliveries.length === 0 && !isAdmin
      ? null
      : { ...rest, ...(isAdmin ? { asAnAdmin } : {}) };
  });
}

async function chatOf(tx: Db, id: number) {
  const row = await tx.selectFrom('chats').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    kind: row.kind,
    language: row.language satisfies Language,
    style: row.style satisfies MessageStyle | null,
    forumTopic: row.topic_id,
    state: row.state,
    goneAt: row.gone_at,
    goneBecause: row.gone_reason,
    lastCameOrCameBackAt: row.reachable_at,
    knownSince: row.created_at,
  };
}

async function subscriptionOf(tx: Db, id: number) {
  const row = await tx
    .selectFrom('subscriptions')
    .selectAll()
    .where('chat_id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    kinds: JSON.parse(row.kinds) as unknown,
    publication: row.publication,
    frequency: row.frequency,
    hour: row.hour,
    timezone: row.timezone,
    urgentAtOnce: row.urgent === 1,
    quietFrom: row.quiet_from,
    quietTo: row.quiet_to,
    toldThroughItem: row.told_through,
    toldFromItem: row.told_from,
    toldThroughReview: row.reviews_told,
    missedAfterItem: row.missed_from,
    missedThroughItem: row.missed_through,
    nextDigestAt: row.due_at,
    subscribedSince: row.created_at,
  };
}

async function interestsOf(tx: Db, id: number) {
  const rows = await tx
    .selectFrom('interests')
    .innerJoin('queries', 'queries.id', 'interests.query_id')
    .selectAll('interests')
    .select('queries.definition')
    .where('interests.chat_id', '=', id)
    .orderBy('interests.id')
    .execute();
  return rows.map((row) => ({
    ...readDefinition(row.definition),
    frequency: row.frequency,
    hour: row.hour,
    timezone: row.timezone,
    quietFrom: row.quiet_from,
    quietTo: row.quiet_to,
    toldThroughItem: row.told_through,
    nextDigestAt: row.due_at,
    followedSince: row.created_at,
  }));
}

async function remindersOf(tx: Db, id: number) {
  const rows = await tx
    .selectFrom('reminders')
    .selectAll()
    .where('chat_id', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    item: row.item_id,
    label: row.label,
    date: row.date,
    daysBefore: row.days_before,
    dueAt: row.due_at,
    toldDate: row.told_date,
    setAt: row.created_at,
  }));
}

async function toldItemsOf(tx: Db, id: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('told_items')
    .select('item_id')
    .where('chat_id', '=', id)
    .orderBy('item_id')
    .execute();
  return rows.map(({ item_id }) => item_id);
}

async function deliveriesOf(tx: Db, id: number) {
  const rows = await tx
    .selectFrom('deliveries')
    .innerJoin('campaigns', 'campaigns.id', 'deliveries.campaign_id')
    .selectAll('deliveries')
    .select(['campaigns.kind', 'campaigns.title'])
    .where('deliveries.chat_id', '=', id)
    .where('deliveries.campaign_id', 'in', tx.selectFrom('campaigns').select('id'))
    .orderBy('deliveries.id')
    .execute();
  return rows.map((row) => ({
    campaign: row.campaign_id,
    kind: row.kind,
    title: row.title,
    part: row.part,
    text: row.message_id,
    articles: row.articles === null ? null : (JSON.parse(row.articles) as unknown),
    state: row.state,
    dueAt: row.due_at,
    queuedAt: row.created_at,
    settledAt: row.settled_at,
    attempts: row.attempts,
    reason: row.reason,
    telegramMessage: row.telegram_message_id,
  }));
}

/** Of who runs the newspaper's side in this chat. */
async function adminRowsOf(tx: Db, id: number) {
  const [acts, drafts, reports] = [
    await tx
      .selectFrom('admin_audit')
      .select(['at', 'action', 'detail'])
      .where('admin_id', '=', id)
      .orderBy('id')
      .execute(),
    await tx.selectFrom('review_drafts').selectAll().where('admin_id', '=', id).execute(),
    await tx
      .selectFrom('campaigns')
      .select(['id as campaign', 'title', 'progress_message_id as telegramMessage'])
      .where('progress_chat_id', '=', id)
      .execute(),
  ];
  return { acts, reviewDrafts: drafts, progressReports: reports };
}
