import { type Claimed, spacingOf } from '../store/index.ts';

/**
 * Whom this process has sent something a moment ago. The store spaces what is queued when a message
 * is claimed; what is queued for the same chat right after that is known only here.
 */
export type RecentChats = {
  note(delivery: Pick<Claimed, 'chatId' | 'chatKind'>, leftAt: Date): void;
  /** In milliseconds: when the chat may get its next message. */
  freeFrom(chatId: number): number;
};

export function createRecentChats(): RecentChats {
  const free = new Map<number, number>();
  return {
    note({ chatId, chatKind }, leftAt) {
      const left = leftAt.getTime();
      for (const [id, from] of free) {
        if (from > left) break;
        free.delete(id);
      }
      // Put at the end anew, so that the oldest stay in front.
      free.delete(chatId);
      free.set(chatId, left + spacingOf(chatKind));
    },
    freeFrom: (chatId) => free.get(chatId) ?? 0,
  };
}
