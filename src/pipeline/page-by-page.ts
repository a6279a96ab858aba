import { setImmediate as letOthersRun } from 'node:timers/promises';
import { BEFORE_EVERY_CHAT, type Db, inTransaction } from '../store/index.ts';

type Deps = {
  readonly db: Db;
  readonly now: () => Date;
  /** Nobody waits for the rest any more. */
  readonly signal: AbortSignal | undefined;
};

/** Where a page begins, and when. */
export type From = { readonly after: number; readonly at: Date };

/** What was queued for some chats; `lastChat` is there while there may be more. */
export type Page = {
  readonly chats: number;
  readonly messages: number;
  readonly lastChat: number | null;
};

/** Goes through all chats, a page in a transaction of its own, and counts what was queued. */
export async function pageByPage(
  { db, now, signal }: Deps,
  take: (tx: Db, from: From) => Promise<Page>,
): Promise<Omit<Page, 'lastChat'>> {
  let [chats, messages] = [0, 0];
  let after: number | null = BEFORE_EVERY_CHAT;
  while (after !== null && !signal?.aborted) {
    const from: From = { after, at: now() };
    const page: Page = await inTransaction(db, (tx) => take(tx, from));
    chats += page.chats;
    messages += page.messages;
    after = page.lastChat;
    await letOthersRun(); // SQLite answers without waiting, so that nobody's command would be heard meanwhile
  }
  return { chats, messages };
}
