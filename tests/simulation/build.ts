import type { Database as SqliteFile } from 'better-sqlite3';
import { type Chance, chanceOf } from '../hardness/chance.ts';
import { emptyBooks } from './books.ts';
import { createClock } from './clock.ts';
import type { FaultAt } from './database.ts';
import { createLife, type Life } from './life.ts';
import { createPaper } from './paper.ts';
import { never, type Process } from './process.ts';
import type { RunOptions } from './run.ts';
import { createTelegram } from './telegram.ts';
import { createTown } from './town.ts';
import { createTrace, type Trace } from './trace.ts';
import { createWeather } from './weather.ts';
import type { World } from './world.ts';

/** What a run has come to so far. */
type State = {
  points: number;
  crashes: number;
  /** How far the machine's clock is off. */
  skewMs: number;
  /** Nothing goes wrong any more. */
  isClear: boolean;
  readonly complaints: string[];
  readonly processes: Process[];
};

export type Parts = {
  readonly world: World;
  readonly life: Life;
  readonly trace: Trace;
  readonly state: State;
};

/** Shortly before eight in the morning, when daily digests are due: the most happens after that. */
const START = Date.UTC(2025, 0, 8, 23, 59, 48);

/** Each kind of chance is thrown by itself: so one more throw of one leaves the others as they were. */
export function build(options: RunOptions, file: SqliteFile): Parts {
  const { seed, run, path, isTraced } = options;
  const chance = (kind: number) => chanceOf(seed, run * 16 + kind);
  const [basics, faults] = [chance(0), chance(1)];
  const clock = createClock(START);
  const trace = createTrace(isTraced);
  const say = (words: string) => trace.say(`${clock.now() - START} ${words}`);
  const rate = basics.pick([30, 30, 30, 5, 100, 300]);
  const state: State = {
    points: 0,
    crashes: 0,
    skewMs: 0,
    isClear: false,
    complaints: [],
    processes: [],
  };
  const books = emptyBooks();
  const weather = createWeather(chance(2), { start: START, rate });
  const town = createTown(chance(3), {
    size: 5 + basics.upTo(basics.pick([6, 12, 36])),
    start: START,
  });
  const telegram = createTelegram({ clock, weather, town, chance: chance(4), trace: say });
  const life = createLife({
    ...{ world: () => world, chance: chance(5), makeSender: options.makeSender },
    onDeath: (process) => noteUnwritten(world, file, process),
  });
  const slowness = faults.pick([0, 0, 0.02, 0.2]);
  const pass = passing({
    state,
    faults,
    slowness,
    life,
    world: () => world,
    crashes: crashPlan(options, chance(6)),
  });
  const world: World = {
    ...{
      clock,
      town,
      weather,
      telegram,
      rate,
      path,
      chance: chance(7),
      paper: createPaper(chance(8)),
    },
    startedAt: START,
    wall: () => clock.now() + state.skewMs,
    ...{ books, lock: { holder: null }, faultAt: databaseFaults(state, books.troubles, chance(9)) },
    slowMs: slowness === 0 ? 0 : faults.pick([5, 30, 200]),
    concurrency: basics.pick([30, 30, 10, 3, 1]),
    style: basics.pick(['classic', 'classic', 'rich']),
    policy: basics.pick(['resend', 'resend', 'resend', 'hold']),
    trace: say,
    complain: (error) => {
      if (!isMeant(error))
        state.complaints.push(
          `unexpected: ${error instanceof Error ? error.stack : String(error)}`,
        );
    },
    spawn(name) {
      const process: Process = {
        ...{ name, clock, isDead: false, skewMs: state.skewMs, suspendedMs: 0 },
        ...{ stillUntil: 0, onEnd: [] },
        pass: (point) => pass(process, point),
        trace: (words) => say(`${name} ${words}`),
        dispatch: (options, handler) => telegram.dispatch(process, options, handler),
      };
      state.processes.push(process);
      return process;
    },
    setClock(ms) {
      say(`the clock is set by ${ms} ms`);
      state.skewMs += ms;
      for (const process of state.processes) process.skewMs = state.skewMs;
    },
  };
  return { world, life, trace, state };
}

/** Nothing is written down in no time at all. */
const COMMIT_MS = 1;

/** Through how many points the service gets until it dies. */
type CrashPlan = { next: number; left: number; again: () => number };

function crashPlan({ crashAt }: RunOptions, chance: Chance): CrashPlan {
  if (crashAt !== null) return { next: crashAt, left: 1, again: () => 0 };
  const again = () => 1 + chance.upTo(chance.pick([40, 400, 2_000]));
  return { next: again(), left: chance.pick([0, 1, 2, 4, 8]), again };
}

type Passing = {
  readonly state: State;
  readonly faults: Chance;
  /** How often a question to the database takes its time. */
  readonly slowness: number;
  readonly world: () => World;
  readonly life: Life;
  readonly crashes: CrashPlan;
};

function passing({ state, faults, slowness, world, life, crashes }: Passing) {
  return (process: Process, point: string): Promise<void> => {
    if (process.isDead) return never();
    const { clock, slowMs } = world();
    state.points += 1;
    process.trace(point);
    if (!state.isClear && crashes.left > 0 && state.points >= crashes.next) {
      crashes.left -= 1;
      crashes.next = state.points + crashes.again();
      state.crashes += 1;
      process.trace(`dies at point ${state.points}`);
      life.crash(process);
      return never();
    }
    const isSlow = !state.isClear && slowness > 0 && faults.next() < slowness;
    const ms = (isSlow ? faults.upTo(slowMs) : 0) + (point === 'commit' ? COMMIT_MS : 0);
    return ms === 0
      ? Promise.resolve()
      : new Promise((resolve) => clock.after(ms, process, resolve));
  };
}

function databaseFaults(state: State, troubles: number[], chance: Chance): FaultAt {
  const often = chance.pick([0, 0, 0, 0.002, 0.02]);
  return (process, what) => {
    if (state.isClear || often === 0 || chance.next() >= often) return undefined;
    const fault =
      what === 'begin' ? 'busy' : what === 'read' ? 'io' : chance.pick(['full', 'io', 'busy']);
    process.trace(`${what} fails: ${fault}`);
    troubles.push(process.clock.now());
    return fault;
  };
}

/** Answers that came and were not written down: their deliveries are still thought to be on their way. */
function noteUnwritten({ telegram, town }: World, file: SqliteFile, process: Process): void {
  const rows = file.prepare("select chat_id from deliveries where state = 'claimed'").all();
  const inHand = new Set((rows as { chat_id: number }[]).map(({ chat_id }) => town.at(chat_id)));
  const seen = new Set<unknown>();
  for (const request of telegram.requests.toReversed()) {
    const resident = town.at(request.chatId);
    if (request.process !== process || request.tokens.length === 0 || seen.has(resident)) continue;
    seen.add(resident);
    request.isUnwritten = inHand.has(resident);
  }
}

const MEANT = new Set(['SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_IOERR']);

function isMeant(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && MEANT.has(error.code)) return true;
  return error.name === 'KilledError' || error.message.includes('no transaction is active');
}
