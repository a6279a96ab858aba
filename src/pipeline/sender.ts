import { setTimeout as delay } from 'node:timers/promises';
import type { SendOutcome } from '../domain/index.ts';
import { hasDue, nextDueAt } from '../store/index.ts';
import { drainOutbox, type Gathered, type Turn } from './drain-outbox.ts';
import { createLoop, isIdle, type Loop, release, type SenderOptions } from './sender-loop.ts';
import { withdraw } from './withdraw.ts';

export type { SenderOptions } from './sender-loop.ts';

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
const AFTER_FAILURE_MS = 1_000;
const STOP_MS = 8_000;
const STOP_AGAIN_MS = 200;
/** Nothing leaves with less left of its lease than a request may take. */
const LEASE_NEEDED_MS = 35_000;

/** Sends what the outbox holds, at the granted rate, until it is stopped. */
export function createSender(options: SenderOptions): Sender {
  const loop = createLoop(options, takeTurn);
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
    await loop.tidying.go({ isQuiet, inHand: { key: loop.holding.key(), ids: loop.inHand } });
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
    for (const { id } of [...late, ...settled.map(({ delivery }) => delivery)])
      loop.inHand.delete(id);
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

async function stop(loop: Loop): Promise<void> {
  const until = performance.now() + STOP_MS;
  loop.stopping = true;
  release(loop, loop.dispatcher.takeWaiting());
  await Promise.race([loop.dispatcher.settled(), delay(STOP_MS, undefined, { ref: false })]);
  await loop.turns.end();
  if (!loop.started) return;
  await takeTurn(loop);
  // Answers are known here alone: a database that is away for a moment does not lose them.
  while (loop.settled.length > 0 && performance.now() < until) {
    await delay(STOP_AGAIN_MS);
    await takeTurn(loop);
  }
}
