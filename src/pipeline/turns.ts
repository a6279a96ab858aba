import { setImmediate as whatIsHereAlready } from 'node:timers/promises';

/** Turns of some work, one at a time, each begun when it is wanted and not before. */
export type Turns = {
  /**
   * A turn begins in `ms` at the latest. During one, the next is meant. With 0 it begins once the
   * answers that are here already are heard.
   */
  within(ms: number): void;
  /** No turn begins any more; resolves when the one under way is over. */
  end(): Promise<void>;
};

/** `take` must not throw. */
export function createTurns(take: () => Promise<void>): Turns {
  let timer: NodeJS.Timeout | undefined;
  let wantedAt = Number.POSITIVE_INFINITY;
  let turn: Promise<void> | null = null;
  let ended = false;

  async function begin(): Promise<void> {
    wantedAt = Number.POSITIVE_INFINITY;
    if (turn) await turn;
    if (ended) return;
    // Two may have waited for the same turn: the one after it serves both.
    turn ??= take().finally(() => {
      turn = null;
    });
    await turn;
  }

  return {
    within(ms) {
      const at = performance.now() + ms;
      if (ended || at >= wantedAt) return;
      clearTimeout(timer);
      wantedAt = at;
      if (ms > 0) timer = setTimeout(() => void begin(), ms);
      else void whatIsHereAlready().then(begin);
    },
    async end() {
      ended = true;
      clearTimeout(timer);
      await turn;
    },
  };
}
