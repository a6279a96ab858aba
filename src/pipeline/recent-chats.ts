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

const LONGEST_MS = spacingOf('group');

export function createRecentChats(): RecentChats {
  let recent = new Map<number, number>();
  /** Noted before those, and not for long: forgotten all together, when all of them are free. */
  let before = new Map<number, number>();
  let turnsAt = 0;
  return {
    note({ chatId, chatKind }, leftAt) {
      const left = leftAt.getTime();
      const wasSetBack = left < turnsAt - LONGEST_MS;
      if (left >= turnsAt || wasSetBack) {
        before = wasSetBack ? new Map() : recent;
        recent = new Map();
        turnsAt = left + LONGEST_MS;
      }
      recent.set(chatId, left + spacingOf(chatKind));
    },
    freeFrom: (chatId) => recent.get(chatId) ?? before.get(chatId) ?? 0,
  };
}
