import type { SendOutcome } from '../domain/index.ts';
import type { Gate } from './gate.ts';

type Timed = { readonly sendAt: Date };

export type Dispatching<T> = {
  readonly send: (item: T) => Promise<SendOutcome>;
  readonly now: () => Date;
  readonly gate: Gate;
  /** Past this an item is not sent: its time is gone, and sending it now would crowd others'. */
  readonly latestMs: () => number;
  readonly onAnswer: (item: T, outcome: SendOutcome, tookMs: number) => void;
  /** `send` threw. */
  readonly onError: (item: T, error: unknown) => void;
  /** Some items await a new sending time: see `takeLate`. */
  readonly onLate: () => void;
};

export type Dispatcher<T> = {
  /** Items in the order of their sending times, none earlier than those already waiting. */
  add(items: readonly T[]): void;
  inFlight(): number;
  waiting(): number;
  /**
   * Somebody in a hurry has the sending time `at`: they get the first of those waiting here, and each
   * of these the next one's. As many leave as before, in the same order.
   */
  giveWay(at: Date): Date;
  takeLate(): T[];
  /** What has not left yet. */
  listWaiting(): readonly T[];
  /** The same, to be sent no more; or only some of it. */
  takeWaiting(isMeant?: (item: T) => boolean): T[];
  /** Resolves when nothing is in flight. */
  settled(): Promise<void>;
};

/** Lets each item leave at its sending time: never earlier, and never bunched up after a delay. */
export function createDispatcher<T extends Timed>(dispatching: Dispatching<T>): Dispatcher<T> {
  const floor: Floor<T> = { queue: [], late: [], flying: new Set(), timer: undefined };
  return {
    add(items) {
      floor.queue.push(...items);
      sendDue(floor, dispatching);
    },
    inFlight: () => floor.flying.size,
    waiting: () => floor.queue.length + floor.late.length,
    giveWay: (at) => giveWay(floor, dispatching, at),
    takeLate: () => floor.late.splice(0),
    listWaiting: () => [...floor.late, ...floor.queue],
    takeWaiting: (isMeant = () => true) => [
      ...takeOut(floor.late, isMeant),
      ...takeOut(floor.queue, isMeant),
    ],
    async settled() {
      while (floor.flying.size > 0) await Promise.race(floor.flying);
    },
  };
}

function takeOut<T>(items: T[], isMeant: (item: T) => boolean): T[] {
  const taken = items.filter(isMeant);
  items.splice(0, items.length, ...items.filter((item) => !isMeant(item)));
  return taken;
}

type Floor<T> = {
  readonly queue: T[];
  readonly late: T[];
  readonly flying: Set<Promise<void>>;
  timer: NodeJS.Timeout | undefined;
};

function giveWay<T extends Timed>(floor: Floor<T>, dispatching: Dispatching<T>, at: Date): Date {
  const { queue } = floor;
  const opensAt = dispatching.gate.opensAt(dispatching.now().getTime());
  const [first] = queue;
  // Shut, it opens for those who wait already.
  if (!first || first.sendAt >= at || opensAt >= at.getTime()) return at;
  const earlier = queue.findIndex(({ sendAt }) => sendAt >= at);
  const moved = queue.splice(0, earlier < 0 ? queue.length : earlier);
  const times = [...moved.slice(1).map(({ sendAt }) => sendAt), at];
  queue.unshift(...moved.map((item, index) => ({ ...item, sendAt: times[index] ?? at })));
  sendDue(floor, dispatching);
  return new Date(Math.max(first.sendAt.getTime(), opensAt));
}

function sendDue<T extends Timed>(floor: Floor<T>, dispatching: Dispatching<T>): void {
  const { gate, latestMs, onLate } = dispatching;
  clearTimeout(floor.timer);
  const now = dispatching.now().getTime();
  const wereLate = floor.late.length;
  for (let item = floor.queue[0]; item; item = floor.queue[0]) {
    const sendAt = item.sendAt.getTime();
    const leavesAt = Math.max(sendAt, gate.opensAt(now));
    if (leavesAt - sendAt > latestMs()) floor.late.push(item);
    else if (leavesAt > now) {
      floor.timer = setTimeout(sendDue, leavesAt - now, floor, dispatching);
      break;
    } else dispatch(floor, dispatching, item);
    floor.queue.shift();
  }
  if (floor.late.length > wereLate) onLate();
}

function dispatch<T extends Timed>(floor: Floor<T>, dispatching: Dispatching<T>, item: T): void {
  const { send, now, gate, onAnswer, onError } = dispatching;
  const left = now().getTime();
  gate.pass(left);
  const landed = (): number => {
    const at = now().getTime();
    floor.flying.delete(flight);
    gate.answered(left, at);
    return at - left;
  };
  const flight: Promise<void> = send(item)
    .then(
      (outcome) => onAnswer(item, outcome, landed()),
      (error: unknown) => {
        landed();
        onError(item, error);
      },
    )
    .finally(() => sendDue(floor, dispatching));
  floor.flying.add(flight);
}
