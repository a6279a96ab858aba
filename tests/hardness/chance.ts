/** Chance that can be repeated: the same seed, the same throws. */
export type Chance = {
  /** 0 to 1, without 1. */
  readonly next: () => number;
  /** 0 to `below`, without it. */
  readonly upTo: (below: number) => number;
  readonly pick: <const T extends readonly [unknown, ...unknown[]]>(list: T) => T[number];
  readonly bytes: (length: number) => Uint8Array;
};

/** mulberry32, of a seed and a run's number. */
export function chanceOf(seed: number, run: number): Chance {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b)) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (below: number) => Math.floor(next() * below);
  return {
    next,
    upTo,
    pick: (list) => list[upTo(list.length)] ?? list[0],
    bytes: (length) => Uint8Array.from({ length }, () => upTo(256)),
  };
}
