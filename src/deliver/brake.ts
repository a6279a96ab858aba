import type { SendOutcome } from '../domain/index.ts';

/** Nothing at all should be sent before. */
type Stop = {
  readonly until: Date;
  /** The server refused for flood; otherwise it gave no answers. */
  readonly isFlood: boolean;
};

/** Notices when it is not one chat that is in trouble but the whole bot. */
export type Brake = {
  /** `null` to go on. */
  feel(chatId: number, outcome: SendOutcome, now: Date): Stop | null;
};

/**
 * As many chats refused for flood mean the bot's own limit: within this time, or one after the other
 * with no message taken in between, however slowly they come.
 */
const BUSY_CHATS = 3;
const BUSY_WINDOW_MS = 2_000;
/** A few chats that must each wait half a day do not stop the bot for half a day. */
const LONGEST_FLOOD_MS = 600_000;
/** As many chats in a row without an answer mean the server. */
const SILENT_CHATS = 5;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

type Busy = { readonly at: number; readonly retryAfterMs: number };

export function createBrake(): Brake {
  /** Since a message was taken. */
  const inARow = new Map<number, Busy>();
  const lately = new Map<number, Busy>();
  const silent = new Set<number>();
  let wait = FIRST_WAIT_MS;

  function feelBusy(chatId: number, busy: Busy): Stop | null {
    forgetBefore(lately, busy.at - BUSY_WINDOW_MS);
    for (const chats of [inARow, lately]) chats.set(chatId, busy);
    const chats = [inARow, lately].find(({ size }) => size >= BUSY_CHATS);
    if (!chats) return null;
    const until = shortest(chats, busy.at);
    inARow.clear();
    lately.clear();
    return { until: new Date(until), isFlood: true };
  }

  function feelSilence(chatId: number, now: Date): Stop | null {
    silent.add(chatId);
    if (silent.size < SILENT_CHATS) return null;
    silent.clear();
    const until = new Date(now.getTime() + wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    return { until, isFlood: false };
  }

  return {
    feel(chatId, outcome, now) {
      if (outcome.kind === 'busy')
        return feelBusy(chatId, { at: now.getTime(), retryAfterMs: outcome.retryAfterMs });
      if (outcome.kind === 'sent') inARow.clear();
      if (outcome.kind === 'unknown' || outcome.kind === 'unreached')
        return feelSilence(chatId, now);
      silent.clear();
      wait = FIRST_WAIT_MS;
      return null;
    },
  };
}

function forgetBefore(busy: Map<number, Busy>, time: number): void {
  for (const [chatId, { at }] of busy) if (at < time) busy.delete(chatId);
}

/** The shortest of their waits: one chat that must wait half a day does not stop the others. */
function shortest(busy: Map<number, Busy>, now: number): number {
  const ends = [...busy.values()].map(({ at, retryAfterMs }) => at + retryAfterMs);
  return Math.min(...ends, now + LONGEST_FLOOD_MS);
}
