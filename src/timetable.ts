import { createTask } from 'node-cron';
import type { Logger } from './logger.ts';

/** One thing the service does again and again. */
export type Entry = {
  readonly name: string;
  readonly cron: string;
  /** Nobody waits for its first run when the service starts. */
  readonly isLong?: boolean;
  /** Resolves to what is worth a log line, or to `undefined` if it did nothing. */
  readonly run: () => Promise<object | undefined>;
};

export type Timetable = {
  /** Runs every entry once, for what came due meanwhile; then by the clock, until it is stopped. */
  start(): Ticking;
  /** Runs an entry now, after the run that may be under way; whether the clock is watched or not. */
  runSoon(name: string): void;
  /** Resolves when no run is under way any more. */
  idle(): Promise<void>;
};

type Ticking = {
  /** Resolves after the first runs. */
  readonly begun: Promise<void>;
  stop(): void;
};

type Deps = {
  readonly logger: Logger;
  readonly observe: (run: string, ok: boolean, seconds: number) => void;
  /** «At night» is the readers' night, and not the machine's. */
  readonly timezone: string;
};

/**
 * Ticks only: what is due is in the database, so a tick that comes late, twice or never does no harm.
 * A run that fails is logged and tried again at its next tick; runs of one entry never overlap.
 */
export function createTimetable(
  entries: readonly Entry[],
  { logger, observe, timezone }: Deps,
): Timetable {
  const tasks = entries.map((entry) => {
    const run = inTurn(() => attempt(entry, { logger, observe }));
    return { name: entry.name, cron: entry.cron, isLong: entry.isLong === true, run };
  });
  return {
    start: () => startTicking(tasks, timezone),
    runSoon(name) {
      void tasks.find((task) => task.name === name)?.run();
    },
    async idle() {
      await Promise.all(tasks.map(({ run }) => run.idle()));
    },
  };
}

type Task = Required<Omit<Entry, 'run'>> & { readonly run: () => Promise<void> };

/**
 * Cron says when, and one timer waits. A task of node-cron's that is started makes up every tick a
 * sleeping machine missed, in one blocking loop: a second's for five days took minutes. Set back, it
 * waits until the clock is where it was. Here what is past due is run once, however long ago that was.
 */
function startTicking(tasks: readonly Task[], timezone: string): Ticking {
  const crons = tasks.map(({ cron, run }) => ({ ...readCron(cron, timezone), run, dueAt: NEVER }));
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  async function begin(): Promise<void> {
    for (const { run, isLong } of tasks) {
      if (stopped) return;
      const first = run();
      if (!isLong) await first;
    }
    if (!stopped) beat(NEVER);
  }
  function beat(lastAt: number): void {
    const at = Date.now();
    const isSetBack = at < lastAt;
    for (const cron of crons) {
      const isDue = cron.dueAt <= at;
      if (isDue) void cron.run();
      if (isDue || isSetBack) cron.dueAt = cron.nextAt();
    }
    timer = setTimeout(beat, SECOND_MS - (at % SECOND_MS), at);
  }
  return {
    begun: begin(),
    stop() {
      stopped = true;
      clearTimeout(timer);
      for (const { forget } of crons) forget();
    },
  };
}

const SECOND_MS = 1_000;
const NEVER = Number.POSITIVE_INFINITY;

/** Calculates only: a task that is not started waits for nothing. */
function readCron(expression: string, timezone: string) {
  const task = createTask(expression, () => undefined, { timezone });
  return {
    nextAt: () => task.getNextRuns(1)[0]?.getTime() ?? NEVER,
    forget: () => void task.destroy(),
  };
}

/** One of the three places where an error ends: the service outlives a failed run. */
async function attempt(
  { name, run }: Entry,
  { logger, observe }: Omit<Deps, 'timezone'>,
): Promise<void> {
  const startedAt = performance.now();
  let ok = false;
  try {
    const told = await run();
    ok = true;
    if (told)
      logger.info({ run: name, ms: Math.round(performance.now() - startedAt), ...told }, name);
  } catch (error) {
    logger.error({ run: name, err: error }, `${name} failed`);
  }
  observe(name, ok, (performance.now() - startedAt) / 1000);
}

/** Calls wait for the one before; of several that wait, one runs for all. */
function inTurn(run: () => Promise<void>): (() => Promise<void>) & { idle(): Promise<void> } {
  let current: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  const next = () => {
    waiting ??= current.then(() => {
      waiting = undefined;
      current = run();
      return current;
    });
    return waiting;
  };
  return Object.assign(next, { idle: async () => void (await (waiting ?? current)) });
}
