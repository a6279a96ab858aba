/**
 * Counts as the server counts: what it took in any one second. When it took a request is known only
 * to lie between sending and answer, so a request counts from before it was sent until a second
 * after its answer, less the time every answer takes.
 */
export type Gate = {
  /** When the next request may leave, unless an answer opens it earlier. */
  opensAt(now: number): number;
  /** A request leaves. */
  pass(now: number): void;
  /** Its answer is there, or will never be. */
  answered(sentAt: number, now: number): void;
};

/** Clocks count whole milliseconds on both sides. */
const MARGIN_MS = 3;
/** A request that hangs was taken long ago, or will never be. */
const LONGEST_DOUBT_MS = 2_000;
/** Before as many answers the shortest is not known: the first ones set up their connections. */
const ANSWERS_NEEDED = 100;
/** How fast the shortest time from request to answer is forgotten, and by how much at most at once. */
const FORGETTING = 0.001;
const FORGOTTEN_MS = 0.02;

/** `rate` requests a second; `Infinity` for no limit. */
export function createGate(rate: number): Gate {
  if (rate === Number.POSITIVE_INFINITY)
    return { opensAt: (now) => now, pass: () => undefined, answered: () => undefined };
  const granted = Math.max(1, Math.floor(rate));
  const windowMs = (granted * 1000) / rate + MARGIN_MS;
  const open: number[] = [];
  const freeAt: number[] = [];
  let shortest = 0;
  let answers = 0;
  return {
    opensAt(now) {
      while (doubtEnds(open) <= now) open.shift();
      while ((freeAt[0] ?? now + 1) <= now) freeAt.shift();
      if (open.length + freeAt.length < granted) return now;
      return Math.min(freeAt[0] ?? Number.POSITIVE_INFINITY, doubtEnds(open));
    },
    pass: (now) => void open.push(now),
    answered(sentAt, now) {
      const index = open.indexOf(sentAt);
      if (index < 0) return;
      open.splice(index, 1);
      const took = now - sentAt;
      shortest = answers === 0 ? took : Math.min(took, shortest + forgotten(took - shortest));
      answers++;
      insert(freeAt, now + windowMs - (answers > ANSWERS_NEEDED ? shortest : 0));
    },
  };
}

/** One that took seconds says nothing about the others. */
function forgotten(longerMs: number): number {
  return Math.min(longerMs * FORGETTING, FORGOTTEN_MS);
}

function doubtEnds([oldest = Number.POSITIVE_INFINITY]: readonly number[]): number {
  return oldest + LONGEST_DOUBT_MS;
}

/** Keeps the list in order; new ones mostly belong at its end. */
function insert(times: number[], time: number): void {
  let index = times.length;
  while (index > 0 && (times[index - 1] ?? time) > time) index--;
  times.splice(index, 0, time);
}
