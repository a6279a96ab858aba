import { expect } from 'vitest';
import { ITEM_KINDS } from '../../src/domain/index.ts';
import { queueBroadcasts } from '../../src/pipeline/queue-broadcasts.ts';
import { listCampaigns, saveChat, subscribe } from '../../src/store/index.ts';
import { ADMIN, type Conversation, textOf } from './conversation.ts';

/** Soon enough, also where a chat is not written to twice in a second. */
export const SOON = { timeout: 8000 };

/** 6001, 6002 and so on: people in private chats, subscribed to everything, in Chinese. */
export async function addSubscribers(
  { db, telegram, clock }: Conversation,
  count: number,
): Promise<void> {
  for (let id = 6001; id <= 6000 + count; id += 1) {
    telegram.addUser({ id, name: '居民', language: 'zh-hans', started: true });
    await saveChat(db, { id, kind: 'private', language: 'zh' }, clock.now());
    await subscribe(db, { chatId: id, kinds: ITEM_KINDS, dueAt: null }, clock.now());
  }
}

/** What the first so many of them got. */
export function received({ telegram }: Conversation, count: number): string[] {
  return Array.from({ length: count }, (_, index) => telegram.botMessages(6001 + index))
    .flat()
    .map(textOf);
}

/** The newest message in the admin's chat. */
export function newest({ telegram }: Conversation) {
  return telegram.botMessages(ADMIN).at(-1);
}

/** The planner's part: starts what is due, queues what is confirmed. */
export async function plan({ db, clock, sender }: Conversation): Promise<void> {
  const { signal } = new AbortController();
  await queueBroadcasts({
    db,
    now: clock.now,
    timezone: 'Asia/Shanghai',
    wakeSender: () => sender.wake(),
    signal,
  });
}

/** Plans and reports, as the service does all the time, until the newest message says this. */
export async function untilShown(talk: Conversation, words: string): Promise<void> {
  const shown = async () => {
    await plan(talk);
    await talk.progress.report();
    return textOf(newest(talk));
  };
  await expect.poll(shown, SOON).toContain(words);
}

/** The key by which buttons name the newest campaign. */
export async function newestKey({ db }: Conversation): Promise<string> {
  const [campaign] = await listCampaigns(db, { limit: 1 });
  return campaign?.id.replace('broadcast:', '') ?? '';
}
