import {
  createBrake,
  createDispatcher,
  createGate,
  type Dispatcher,
  sendMessage,
  settle,
  type TelegramApi,
} from '../deliver/index.ts';
import type { SendOutcome } from '../domain/index.ts';
import type { Claimed, ClaimMemory, Db, Hold, Settled, UnknownPolicy } from '../store/index.ts';
import { awakeBy } from './awake-at.ts';
import { released } from './drain-outbox.ts';
import { createHolding, type Holding } from './holding.ts';
import { createPace, type Pace } from './pace.ts';
import { createRecentChats, type RecentChats } from './recent-chats.ts';
import { createTidying, type Tidying } from './tidy-outbox.ts';
import { createTurns, type Turns } from './turns.ts';

type Log = (fields: object, message: string) => void;

export type SenderOptions = {
  readonly db: Db;
  readonly api: TelegramApi;
  readonly botId: number;
  readonly now: () => Date;
  /** By which chats that chose none have their quiet hours. */
  readonly timezone: string;
  /** Messages a second granted to the bot, over all its processes; `Infinity` for no limit. */
  readonly rate: number;
  /** Requests in flight at most. */
  readonly concurrency: number;
  readonly unknownPolicy: UnknownPolicy;
  /** This process's among those that share the database; `null`: it has none, and claims nothing. */
  readonly workerKey?: () => number | null;
  readonly logger: { readonly info: Log; readonly warn: Log; readonly error: Log };
};

/**
 * Answers are written down together if they come this close, or are this share of what may be in
 * flight. Where every slot is taken one that is free is a message that could be under way: so there
 * none waits for long.
 */
const GROUP = { ms: 4, share: 0.5 };
const GROUP_OF_ALL = { ms: 1, share: 0.8 };

/** A sender at work: what it has in hand, and what it does with each answer. */
export type Loop = {
  readonly options: SenderOptions;
  readonly dispatcher: Dispatcher<Claimed>;
  readonly turns: Turns;
  readonly pace: Pace;
  readonly memory: ClaimMemory;
  readonly tidying: Tidying;
  readonly holding: Holding;
  /** Claimed here, and what became of them is not written down yet. */
  readonly inHand: Set<number>;
  /** Not written down yet. */
  settled: Settled[];
  hold: Hold | null;
  halted: string | null;
  stopping: boolean;
  started: boolean;
  failing: boolean;
  classicOnly: boolean;
  tookMs: number;
  readonly counts: Record<SendOutcome['kind'], number>;
};

/** `takeTurn` is called whenever there is something to write down or to claim. */
export function createLoop(options: SenderOptions, takeTurn: (loop: Loop) => Promise<void>): Loop {
  const recent = createRecentChats();
  const loop: Loop = {
    options,
    dispatcher: dispatch(options, recent, () => loop),
    turns: createTurns(() => takeTurn(loop)),
    pace: createPace(),
    memory: {
      ...{ freeFrom: recent.freeFrom, awakeAt: awakeBy(options.timezone) },
      ...{ messages: new Map(), hands: new Map() },
    },
    tidying: createTidying(options),
    holding: createHolding(options.workerKey),
    inHand: new Set(),
    settled: [],
    hold: null,
    halted: null,
    stopping: false,
    started: false,
    failing: false,
    classicOnly: false,
    tookMs: 0,
    counts: {
      ...{ sent: 0, gone: 0, busy: 0, unreached: 0, refused: 0 },
      ...{ migrated: 0, topicless: 0, unsupported: 0, unknown: 0 },
    },
  };
  return loop;
}

function dispatch(
  { api, now, rate }: SenderOptions,
  recent: RecentChats,
  loop: () => Loop,
): Dispatcher<Claimed> {
  const brake = createBrake();
  const isLimited = rate !== Number.POSITIVE_INFINITY;
  return createDispatcher<Claimed>({
    now,
    send(delivery) {
      recent.note(delivery, now());
      return sendMessage(api, delivery, delivery.message);
    },
    gate: createGate(rate),
    latestMs: () => (isLimited ? loop().pace.latestMs(now()) : Number.POSITIVE_INFINITY),
    onAnswer(delivery, outcome, tookMs) {
      takeAnswer(loop(), delivery, outcome);
      loop().tookMs += tookMs;
      const stop = brake.feel(delivery.chatId, outcome, now());
      if (stop) hold(loop(), stop);
    },
    onError: (delivery, error) => halt(loop(), delivery, error),
    onLate: () => loop().turns.within(0),
  });
}

function takeAnswer(loop: Loop, delivery: Claimed, outcome: SendOutcome): void {
  const { now, concurrency, unknownPolicy: policy } = loop.options;
  const { attempts } = delivery;
  loop.counts[outcome.kind]++;
  if (outcome.kind === 'unsupported') loop.classicOnly = true;
  loop.settled.push({ delivery, settlement: settle(outcome, { attempts, now: now(), policy }) });
  const { share, ms } = isFull(loop) ? GROUP_OF_ALL : GROUP;
  loop.turns.within(loop.settled.length >= concurrency * share ? 0 : ms);
}

/** Of what has been answered the slot is free only when it is written down. */
function isFull({ dispatcher, settled, options }: Loop): boolean {
  return dispatcher.inFlight() + dispatcher.waiting() + settled.length >= options.concurrency;
}

/** What had not left yet is given back, and the budget moves: so no other process sends either. */
function hold(loop: Loop, stop: Hold): void {
  loop.hold = stop;
  release(loop, loop.dispatcher.takeWaiting());
  loop.options.logger.warn(stop, 'sending is held up: too many refusals, or no answers');
}

/** The token is wrong, or a bug: either way no message is to blame, and none is used up. */
function halt(loop: Loop, delivery: Claimed, error: unknown): void {
  release(loop, [delivery, ...loop.dispatcher.takeWaiting()]);
  loop.turns.within(GROUP.ms);
  if (loop.halted !== null) return;
  loop.halted = error instanceof Error ? error.message : String(error);
  loop.options.logger.error({ reason: loop.halted }, 'sending stopped; the queue is kept');
}

export function release(loop: Loop, deliveries: readonly Claimed[]): void {
  loop.settled.push(...deliveries.map(released));
}

export function isIdle({ halted, stopping }: Loop): boolean {
  return halted !== null || stopping;
}
