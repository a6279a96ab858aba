import { setImmediate as letOthersRun } from 'node:timers/promises';
import { composeDigest } from '../compose/index.ts';
import type { Chat, Message, MessageStyle, StoredItem, Subscription } from '../domain/index.ts';
import { type DigestSchedule, nextDigestAt } from '../match/index.ts';
import {
  advanceSubscriptions,
  createDigestCampaign,
  type Db,
  dueSubscriptions,
  enqueue,
  inTransaction,
  newestItemId,
  PRIORITY,
  saveMessages,
} from '../store/index.ts';
import { type ItemsRead, owedItems, PAGE } from './owed-items.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  readonly schedule: DigestSchedule;
  /** Of chats that chose none. */
  readonly style: MessageStyle;
};

type QueuedDigests = {
  /** `null`: nobody who is due is owed anything new. */
  readonly campaignId: string | null;
  readonly chats: number;
  readonly messages: number;
};

/**
 * Queues a digest for every chat that is due and has something new; with `onlyNew` for every chat
 * that has something new. What a chat is told of, its digest and its next due time are written down
 * together, page by page: cut off anywhere and run again, nobody is told twice and nobody is left out.
 */
export async function queueDigests(
  { db, now, schedule, style }: Deps,
  { onlyNew }: { readonly onlyNew: boolean },
): Promise<QueuedDigests> {
  const startedAt = now();
  const run: Run = {
    startedAt,
    onlyNew,
    newest: await newestItemId(db),
    campaignId: `digest:${startedAt.toISOString()}`,
    compose: composeOnce(style),
    nextAt: calculateOnce(schedule, startedAt),
  };
  let [chats, messages] = [0, 0];
  let afterChatId: number | undefined;
  do {
    const from: From = { afterChatId, at: now() };
    const page = await inTransaction(db, (tx) => queuePage(tx, run, from));
    chats += page.chats;
    messages += page.messages;
    afterChatId = page.lastChatId;
    await letOthersRun(); // SQLite answers without waiting, so that nobody's command would be heard meanwhile
  } while (afterChatId !== undefined);
  return { campaignId: messages > 0 ? run.campaignId : null, chats, messages };
}

type Run = {
  readonly startedAt: Date;
  readonly onlyNew: boolean;
  readonly newest: number;
  readonly campaignId: string;
  readonly compose: (items: readonly StoredItem[], chat: Chat) => readonly Message[];
  readonly nextAt: (subscription: Subscription) => Date | null;
};

type From = { readonly afterChatId: number | undefined; readonly at: Date };
/** `lastChatId` is there while there may be more. */
type Page = {
  readonly chats: number;
  readonly messages: number;
  readonly lastChatId: number | undefined;
};

async function queuePage(tx: Db, run: Run, { afterChatId, at }: From): Promise<Page> {
  const { startedAt, newest, onlyNew, nextAt } = run;
  const due = await dueSubscriptions(tx, {
    now: startedAt,
    newest,
    onlyNew,
    limit: PAGE,
    afterChatId,
  });
  const digests = await writeDigests(tx, run, due);
  const messages = await queue(tx, run, { digests, at });
  await advanceSubscriptions(
    tx,
    due.map((each) => ({ chatId: each.chatId, toldThrough: newest, dueAt: nextAt(each) })),
  );
  const lastChatId = due.length === PAGE ? due.at(-1)?.chatId : undefined;
  return { chats: digests.length, messages, lastChatId };
}

type Digest = {
  readonly chatId: number;
  readonly newest: StoredItem;
  readonly messages: readonly Message[];
};

/** A chat without anything new gets none. */
async function writeDigests(
  tx: Db,
  { newest, compose }: Run,
  due: readonly (Subscription & { readonly chat: Chat })[],
): Promise<Digest[]> {
  const read: ItemsRead = new Map();
  const digests: Digest[] = [];
  for (const subscription of due) {
    const matched = await owedItems(tx, subscription, { throughId: newest, read });
    const last = matched.at(-1);
    if (last === undefined) continue;
    const { chatId, chat } = subscription;
    digests.push({ chatId, newest: last, messages: compose(matched, chat) });
  }
  return digests;
}

/** The run's campaign comes with its first delivery. Returns how many messages were queued. */
async function queue(
  tx: Db,
  { campaignId }: Run,
  { digests, at }: { readonly digests: readonly Digest[]; readonly at: Date },
): Promise<number> {
  const [first] = digests;
  if (first === undefined) return 0;
  const { publication, issueDate } = first.newest;
  await createDigestCampaign(tx, { id: campaignId, title: `${publication} ${issueDate}` }, at);
  const messages = [...new Set(digests.flatMap((digest) => digest.messages))];
  const ids = await saveMessages(tx, messages, at);
  const idOf = new Map(messages.map((message, index) => [message, ids[index] ?? '']));
  const deliveries = digests.flatMap(({ chatId, messages: parts }) =>
    parts.map((message, part) => ({ chatId, part, messageId: idOf.get(message) ?? '' })),
  );
  return enqueue(tx, { campaignId, priority: PRIORITY.digest, dueAt: at, deliveries }, at);
}

/** So many different digests are kept at hand: chats that want the same get the very same messages. */
const DIGESTS_KEPT = 200;

function composeOnce(defaultStyle: MessageStyle): Run['compose'] {
  const composed = new Map<string, readonly Message[]>();
  return (items, { language, style }) => {
    const wanted = { language, style: style ?? defaultStyle };
    const key = `${wanted.language} ${wanted.style} ${items.map(({ id }) => id).join(',')}`;
    const messages = composed.get(key) ?? composeDigest({ items, ...wanted });
    if (composed.size >= DIGESTS_KEPT) composed.clear();
    composed.set(key, messages);
    return messages;
  };
}

/** Calculating a due time costs more than reading its subscription, and few times are different. */
function calculateOnce(schedule: DigestSchedule, startedAt: Date): Run['nextAt'] {
  const calculated = new Map<string, Date | null>();
  return (subscription) => {
    const { frequency, hour, timezone } = subscription;
    const key = `${frequency} ${hour} ${timezone}`;
    const known = calculated.get(key);
    if (known !== undefined) return known;
    const next = nextDigestAt(schedule, subscription, startedAt);
    calculated.set(key, next);
    return next;
  };
}
