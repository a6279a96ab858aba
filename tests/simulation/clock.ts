import type { Process } from './process.ts';

/** Something that will happen. */
type Entry = {
  at: number;
  readonly order: number;
  /** With its end nothing of it happens any more; `null`: the world's own. */
  readonly owner: Process | null;
  run: (() => void) | null;
};

/** The world's time: it stands still until the next thing happens, and then it is that late. */
export type Clock = {
  now(): number;
  after(ms: number, owner: Process | null, run: () => void): Entry;
  /** The next thing that happens, and does not until it is asked to. */
  next(): Entry | undefined;
  advance(): boolean;
  /** Moves what is to happen to a process. */
  move(owner: Process, to: (at: number) => number): void;
  /** Nothing of a process happens any more. */
  drop(owner: Process): void;
  /** Nothing happens for so long. */
  skip(ms: number): void;
};

export function createClock(start: number): Clock {
  let now = start;
  let made = 0;
  let heap: Entry[] = [];

  /** What was called off is still in the heap, without anything to run. */
  function next(): Entry | undefined {
    while (heap[0] && heap[0].run === null) pop(heap);
    return heap[0];
  }

  return {
    now: () => now,
    after(ms, owner, run) {
      const at = Math.max(now + Math.max(0, ms), owner?.stillUntil ?? 0);
      const entry = { at, order: made++, owner, run: owner?.isDead ? null : run };
      push(heap, entry);
      return entry;
    },
    next,
    advance() {
      const entry = next();
      if (!entry) return false;
      pop(heap);
      now = Math.max(now, entry.at);
      const { run } = entry;
      entry.run = null;
      run?.();
      return true;
    },
    move(owner, to) {
      const entries = heap.filter(({ run }) => run !== null);
      for (const entry of entries)
        if (entry.owner === owner) entry.at = Math.max(now, to(entry.at));
      heap = [];
      for (const entry of entries) push(heap, entry);
    },
    drop(owner) {
      for (const entry of heap) if (entry.owner === owner) entry.run = null;
    },
    skip(ms) {
      now += ms;
    },
  };
}

function isBefore(one: Entry | undefined, other: Entry | undefined): boolean {
  if (!one || !other) return false;
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function push(heap: Entry[], entry: Entry): void {
  heap.push(entry);
  let index = heap.length - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isBefore(heap[index], heap[parent])) return;
    swap(heap, index, parent);
    index = parent;
  }
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  heap[0] = last;
  for (let index = 0; ; ) {
    const left = 2 * index + 1;
    const smaller = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
    if (!isBefore(heap[smaller], heap[index])) return;
    swap(heap, index, smaller);
    index = smaller;
  }
}

function swap(heap: Entry[], one: number, other: number): void {
  const [a, b] = [heap[one], heap[other]];
  if (a && b) [heap[one], heap[other]] = [b, a];
}
