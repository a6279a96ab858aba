import { composeUrgent } from '../compose/index.ts';
import type { Chat, Message, MessageStyle, StoredItem } from '../domain/index.ts';
import { isSubscribedTo, urgentWord } from '../match/index.ts';
import {
  createUrgentCampaign,
  type Db,
  enqueueMessages,
  newestItemId,
  newestReviewId,
  noteToldItems,
  PRIORITY,
  readUrgentRule,
  setUrgentThrough,
  stretchEnd,
  urgentAudience,
  urgentNews,
  urgentThrough,
} from '../store/index.ts';
import { type FollowedItems, lookForFollowed } from './followed-items.ts';
import { PAGE } from './owed-items.ts';
import { type From, type Page, pageByPage } from './page-by-page.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  /** Of chats that chose none. */
  readonly style: MessageStyle;
};

type QueuedUrgent = { readonly items: number; readonly chats: number; readonly messages: number };

/** What came in longer ago, while nothing ran, is for the digest. */
const URGENT_LASTS_MS = 24 * 60 * 60_000;

/**
 * Queues each new urgent article for every chat that it concerns and that wants it at once. Who is told,
 * and that it was, is written down together, page by page: cut off anywhere and run again, nobody is
 * told twice and nobody is left out.
 */
export async function queueUrgent(
  { db, now, style }: Deps,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<QueuedUrgent> {
  const queued = { items: 0, chats: 0, messages: 0 };
  const [afterId, throughId] = [await urgentThrough(db), await newestItemId(db)];
  if (throughId <= afterId) return queued;
  const rule = await readUrgentRule(db);
  const since = new Date(now().getTime() - URGENT_LASTS_MS);
  const news = rule.isOn ? await urgentNews(db, { afterId, throughId, since }) : [];
  for (const item of news) {
    const word = urgentWord(rule, item);
    if (word === undefined) continue;
    const told = await tell({ db, now, style }, { item, word, signal });
    queued.items += told.messages > 0 ? 1 : 0;
    queued.chats += told.chats;
    queued.messages += told.messages;
    if (signal?.aborted) return queued;
    await setUrgentThrough(db, item.id, now());
  }
  await setUrgentThrough(db, throughId, now());
  return queued;
}

type Urgent = { readonly item: StoredItem; readonly word: string };

async function tell(
  { db, now, style }: Deps,
  { item, word, signal }: Urgent & { readonly signal: AbortSignal | undefined },
): Promise<Pick<QueuedUrgent, 'chats' | 'messages'>> {
  const run: Run = {
    item,
    campaignId: `urgent:${item.id}`,
    compose: composeOnce({ item, word }, style),
    followed: lookForFollowed(),
  };
  return pageByPage({ db, now, signal }, (tx, from) => tellPage(tx, run, from));
}

type Run = {
  readonly item: StoredItem;
  readonly campaignId: string;
  readonly compose: (chat: Chat) => readonly Message[];
  readonly followed: FollowedItems;
};

async function tellPage(tx: Db, run: Run, { after, at }: From): Promise<Page> {
  const { item, campaignId } = run;
  const { through: lastChat, count } = await stretchEnd(tx, after, PAGE);
  if (lastChat === null) return { chats: 0, messages: 0, lastChat };
  const chats = await concerned(tx, run, { after, through: lastChat });
  const rest = count === PAGE ? lastChat : null;
  if (chats.length === 0) return { chats: 0, messages: 0, lastChat: rest };
  // What an admin has cancelled nobody else is told of before their digest.
  const isWanted = await createUrgentCampaign(tx, { id: campaignId, title: item.title }, at);
  if (!isWanted) return { chats: 0, messages: 0, lastChat: null };
  const messages = await queue(tx, run, { chats, at });
  await noteToldItems(
    tx,
    chats.map(({ id }) => ({ chatId: id, itemId: item.id })),
  );
  return { chats: chats.length, messages, lastChat: rest };
}

/** Who asked for its kind, or follows something in it. */
async function concerned(
  tx: Db,
  { item, followed }: Run,
  stretch: { readonly after: number; readonly through: number },
): Promise<Chat[]> {
  const audience = await urgentAudience(tx, { item, stretch });
  if (audience.length === 0) return [];
  const reviewId = await newestReviewId(tx);
  const followers = await followed.of(tx, { stretch, items: [item], reviewId });
  return audience
    .filter(({ chat, hadDigest, ...wanted }) =>
      hadDigest
        ? followers.apart.has(chat.id) && !isSubscribedTo(item, wanted)
        : followers.has(chat.id) || isSubscribedTo(item, wanted),
    )
    .map(({ chat }) => chat);
}

async function queue(
  tx: Db,
  { campaignId, compose }: Run,
  { chats, at }: { readonly chats: readonly Chat[]; readonly at: Date },
): Promise<number> {
  const told = chats.map((chat) => ({ chatId: chat.id, messages: compose(chat) }));
  return enqueueMessages(tx, { campaignId, priority: PRIORITY.urgent, told }, at);
}

function composeOnce(urgent: Urgent, defaultStyle: MessageStyle): Run['compose'] {
  const composed = new Map<string, readonly Message[]>();
  return ({ language, style }) => {
    const wanted = { language, style: style ?? defaultStyle };
    const key = `${wanted.language} ${wanted.style}`;
    const messages = composed.get(key) ?? composeUrgent({ ...urgent, ...wanted });
    composed.set(key, messages);
    return messages;
  };
}
