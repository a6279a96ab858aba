import type { SendOutcome } from '../domain/index.ts';

/** Notices when it is not one chat that is in trouble but the whole bot. */
export type Brake = {
  /** Until when nothing at all should be sent; `null` to go on. */
  feel(chatId: number, outcome: SendOutcome, now: Date): Date | null;
};

/** As many chats refused for flood in this time mean the bot's own limit. */
const BUSY_CHATS = 3;
const BUSY_WINDOW_MS = 2_000;
/** As many chats in a row without an answer mean the server. */
const SILENT_CHATS = 5;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

type Busy = { readonly at: number; readonly retryAfterMs: number };

export function createBrake(): Brake {
  const busy = new Map<number, Busy>();
  const silent = new Set<number>();
  let wait = FIRST_WAIT_MS;
  return {
    feel(chatId, outcome, now) {
      if (outcome.kind === 'busy') {
        busy.set(chatId, { at: now.getTime(), retryAfterMs: outcome.retryAfterMs });
        return flooded(busy, now);
      }
      if (outcome.kind !== 'unknown') {
        silent.clear();
        wait = FIRST_WAIT_MS;
        return null;
      }
      silent.add(chatId);
      if (silent.size < SILENT_CHATS) return null;
      silent.clear();
      const until = new Date(now.getTime() + wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      return until;
    },
  };
}

/** The shortest of their waits: one chat that must wait half a day does not stop the others. */
function flooded(busy: Map<number, Busy>, now: Date): Date | null {
  for (const [chatId, { at }] of busy) if (now.getTime() - at > BUSY_WINDOW_MS) busy.delete(chatId);
  if (busy.size < BUSY_CHATS) return null;
  const waits = [...busy.values()].map(({ at, retryAfterMs }) => at + retryAfterMs);
  busy.clear();
  return new Date(Math.min(...waits));
}
