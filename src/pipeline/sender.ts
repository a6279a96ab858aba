import { setTimeout as delay } from 'node:timers/promises';
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
import {
  type Claimed,
  type ClaimMemory,
  type Db,
  type Hold,
  hasDue,
  nextDueAt,
  type Settled,
  type UnknownPolicy,
} from '../store/index.ts';
import { drainOutbox, type Gathered, type Turn } from './drain-outbox.ts';
import { createHolding, type Holding } from './holding.ts';
import { createPace, type Pace } from './pace.ts';
import { createRecentChats, type RecentChats } from './recent-chats.ts';
import { createTidying, type Tidying } from './tidy-outbox.ts';
import { createTurns, type Turns } from './turns.ts';
import { withdraw } from './withdraw.ts';

type Log = (fields: object, message: string) => void;

export type SenderOptions = {
  readonly db: Db;
  readonly api: TelegramApi;
  readonly botId: number;
  readonly now: () => Date;
  /** Messages a second granted to the bot, over all its processes; `Infinity` for no limit. */
  readonly rate: number;
  /** Requests in flight at most. */
  readonly concurrency: number;
  readonly unknownPolicy: UnknownPolicy;
  /** This process's among those that share the database; `null`: it has none, and claims nothing. */
  readonly workerKey?: () => number | null;
  readonly logger: { readonly info: Log; readonly warn: Log; readonly error: Log };
};

type SenderStats = {
  readonly inFlight: number;
  /** By outcome, since the start. */
  readonly settled: Readonly<Record<SendOutcome['kind'], number>>;
  /** From request to answer, summed over all outcomes. */
  readonly tookMs: number;
  /** Why nothing is sent any more; `null` while all is well. */
  readonly halted: string | null;
  /** Of the granted rate, what is used: less for a while after the server refused for flood. */
  readonly share: number;
};

export type Sender = {
  start(): void;
  /** Something was queued: it need not wait for the next look. */
  wake(): void;
  /** A reply that has reserved a sending time gets the earliest this process has. */
  giveWay(at: Date): Date;
  /** Sends nothing more, waits for the answers under way, and writes them down. */
  stop(): Promise<void>;
  stats(): SenderStats;
};

/** Commands queue into the database from other processes: so often it is looked at. */
const POLL_MS = 500;
/** Answers are written down together if they come this close. */
const GROUP_MS = 4;
const AFTER_FAILURE_MS = 1_000;
const STOP_MS = 8_000;
/** Nothing leaves with less left of its lease than a request may take. */
const LEASE_NEEDED_MS = 35_000;

type Loop = {
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

/** Sends what the outbox holds, at the granted rate, until it is stopped. */
export function createSender(options: SenderOptions): Sender {
  const loop = createLoop(options);
  return {
    start() {
      loop.started = true;
      loop.turns.within(0);
    },
    wake() {
      if (loop.started) loop.turns.within(0);
    },
    giveWay: (at) => loop.dispatcher.giveWay(at),
    stop: () => stop(loop),
    stats: () => ({
      inFlight: loop.dispatcher.inFlight(),
      settled: { ...loop.counts },
      tookMs: loop.tookMs,
      halted: loop.halted,
      share: loop.pace.share(options.now()),
    }),
  };
}

function createLoop(options: SenderOptions): Loop {
  const recent = createRecentChats();
  const loop: Loop = {
    options,
    dispatcher: dispatch(options, recent, () => loop),
    turns: createTurns(() => takeTurn(loop)),
    pace: createPace(),
    memory: { freeFrom: recent.freeFrom, messages: new Map(), hands: new Map() },
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
      ...{ migrated: 0, unsupported: 0, unknown: 0 },
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
      return sendMessage(api, delivery.chatId, delivery.message);
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
  const isEnough = isUnlimited(loop) || loop.settled.length >= concurrency / 2;
  loop.turns.within(isEnough ? 0 : GROUP_MS);
}

/** Without a limit a free slot is a message that could be under way: so no answer waits for others. */
function isUnlimited({ options }: Loop): boolean {
  return options.rate === Number.POSITIVE_INFINITY;
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
  loop.turns.within(GROUP_MS);
  if (loop.halted !== null) return;
  loop.halted = error instanceof Error ? error.message : String(error);
  loop.options.logger.error({ reason: loop.halted }, 'sending stopped; the queue is kept');
}

function release(loop: Loop, deliveries: readonly Claimed[]): void {
  for (const delivery of deliveries)
    loop.settled.push({ delivery, settlement: { kind: 'released' } });
}

async function takeTurn(loop: Loop): Promise<void> {
  const { now, logger } = loop.options;
  try {
    await loop.tidying.begin();
    release(loop, await withdraw(loop.options.db, loop.dispatcher));
    const { claimed, nextAt, paused } = await drain(loop);
    // Held up while the turn was under way: none of these may leave.
    const mayLeave = () => !isIdle(loop) && loop.hold === null;
    const { held, given } = loop.holding.part(claimed, mayLeave);
    release(loop, given);
    loop.dispatcher.add(held);
    for (const { campaignId, reason } of paused)
      logger.warn({ campaign: campaignId, reason }, 'campaign paused itself');
    const nextMs = nextAt ? nextAt.getTime() - now().getTime() : POLL_MS;
    loop.turns.within(Math.min(Math.max(nextMs, 1), POLL_MS));
    const isQuiet = claimed.length === 0 && loop.dispatcher.inFlight() === 0;
    await loop.tidying.go({ isQuiet, inHand: loop.inHand });
    loop.failing = false;
  } catch (error) {
    // Nothing is lost: what is not written down stays in hand until the database takes it.
    if (!loop.failing) logger.error({ err: error }, 'the outbox cannot be reached');
    loop.failing = true;
    loop.turns.within(AFTER_FAILURE_MS);
  }
}

const IDLE = { claimed: [], nextAt: null, paused: [] };
async function drain(loop: Loop): Promise<Omit<Turn, 'budget'>> {
  const { db, now, botId, rate } = loop.options;
  const gathered = gather(loop);
  const { settled, late, hold, freeSlots } = gathered;
  const isQuiet = settled.length === 0 && late.length === 0 && hold === null;
  const at = now();
  if (isQuiet && freeSlots === 0) return IDLE;
  if (isQuiet && !(await hasDue(db, at))) return { ...IDLE, nextAt: await nextDueAt(db, at) };
  try {
    const { holding, memory } = loop;
    const claim = { botId, rate, claimedBy: holding.key(), memory };
    const turn = await drainOutbox({ db, now: at, ...claim }, gathered);
    for (const { delivery } of settled) loop.inHand.delete(delivery.id);
    for (const { id } of turn.claimed) loop.inHand.add(id);
    loop.pace.note({ from: at, to: now(), budget: turn.budget });
    return turn;
  } catch (error) {
    loop.settled.unshift(...settled);
    loop.hold ??= hold;
    release(loop, late);
    throw error;
  }
}

function gather(loop: Loop): Gathered {
  const { dispatcher, classicOnly, hold, holding, options } = loop;
  const now = options.now();
  const { held: late, given } = holding.part(
    dispatcher.takeLate(),
    ({ leaseUntil }) => !isIdle(loop) && leaseUntil.getTime() - now.getTime() > LEASE_NEEDED_MS,
  );
  release(loop, given);
  const busy = dispatcher.inFlight() + dispatcher.waiting() + late.length;
  loop.hold = null;
  return {
    ...{ settled: loop.settled.splice(0), late, hold, classicOnly },
    timing: loop.pace.timing(now),
    freeSlots: isIdle(loop) || holding.isCutOff() ? 0 : Math.max(0, options.concurrency - busy),
  };
}

function isIdle({ halted, stopping }: Loop): boolean {
  return halted !== null || stopping;
}

async function stop(loop: Loop): Promise<void> {
  loop.stopping = true;
  release(loop, loop.dispatcher.takeWaiting());
  await Promise.race([loop.dispatcher.settled(), delay(STOP_MS, undefined, { ref: false })]);
  await loop.turns.end();
  if (loop.started) await takeTurn(loop);
}
