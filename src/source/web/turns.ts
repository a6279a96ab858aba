import { setTimeout as after } from 'node:timers/promises';

export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export const wait: Wait = async (ms, signal) => {
  if (ms > 0) await after(ms, undefined, signal ? { signal } : {});
};

type Pacing = {
  readonly pauseOf: (host: string) => number;
  readonly now: () => number;
  readonly wait: Wait;
};

type Last = { readonly ended: Promise<void>; at: number };

/** One task at a time for each host, with a pause after it. */
export type Turns = <T>(
  host: string,
  task: () => Promise<T>,
  signal: AbortSignal | undefined,
) => Promise<T>;

export function createTurns(pacing: Pacing): Turns {
  const last = new Map<string, Last>();
  return async (host, task, signal) => {
    const before = last.get(host);
    const { promise, resolve } = Promise.withResolvers<void>();
    const mine: Last = { ended: promise, at: 0 };
    last.set(host, mine);
    try {
      await before?.ended;
      signal?.throwIfAborted();
      if (before) await pacing.wait(before.at + pacing.pauseOf(host) - pacing.now(), signal);
      return await task();
    } finally {
      mine.at = pacing.now();
      resolve();
    }
  };
}
