import type { Logger } from './logger.ts';
import {
  isShared,
  openWorkerSession,
  type Role,
  SILENCE_MS,
  type WorkerSession,
} from './store/index.ts';

/** This process among those that share its database. */
export type Worker = {
  /** What it claims, it claims under this; `null`: it has no hold on the database, and claims nothing. */
  key(): number | null;
  holds(role: Role): boolean;
  /** `listener` is called whenever that may have changed. */
  onChange(listener: () => void): void;
  /** Gives up what it holds, so that another need not wait. */
  stop(): void;
};

type Options = {
  readonly databaseUrl: string;
  readonly botId: number;
  /** What it takes if nobody else has it. */
  readonly wanted: readonly Role[];
  readonly logger: Logger;
};

/** So often the hold is proved, and what is free is taken. */
const BEAT_MS = 1_000;
/** Sooner than the server gives what we hold to another: from then on we do not believe in it ourselves. */
const BELIEF_MS = SILENCE_MS - 1_000;

type Hold = {
  readonly options: Options;
  readonly listeners: (() => void)[];
  readonly roles: Set<Role>;
  session: WorkerSession | null;
  /** When the last question was asked that the server has answered. */
  provenAt: number;
  doubt: NodeJS.Timeout | undefined;
};

/** Resolves when it is known what is free. @throws StoreBusyError while the database is being copied. */
export async function startWorker(options: Options): Promise<Worker> {
  if (!isShared(options.databaseUrl)) return alone(options.wanted);
  const hold: Hold = {
    ...{ options, listeners: [], roles: new Set<Role>() },
    ...{ session: null, provenAt: 0, doubt: undefined },
  };
  await takeHold(hold);
  let stopped = false;
  let timer = setTimeout(beat, BEAT_MS);
  function beat(): void {
    void tend(hold).then(() => {
      if (!stopped) timer = setTimeout(beat, BEAT_MS);
    });
  }
  return {
    key: () => (isBelieved(hold) ? (hold.session?.key ?? null) : null),
    holds: (role) => isBelieved(hold) && hold.roles.has(role),
    onChange: (listener) => void hold.listeners.push(listener),
    stop() {
      stopped = true;
      clearTimeout(timer);
      letGo(hold);
    },
  };
}

/** One `start` on a SQLite file is all there is. */
function alone(wanted: readonly Role[]): Worker {
  return {
    key: () => 1,
    holds: (role) => wanted.includes(role),
    onChange: () => undefined,
    stop: () => undefined,
  };
}

/** By the clock: a process that was stopped for a while finds out before it does anything else. */
function isBelieved({ session, provenAt }: Hold): boolean {
  return session !== null && performance.now() - provenAt < BELIEF_MS;
}

async function takeHold(hold: Hold): Promise<void> {
  const { databaseUrl, botId } = hold.options;
  const askedAt = performance.now();
  const session = await openWorkerSession(databaseUrl, botId);
  hold.session = session;
  void session.over.then(() => lose(hold, session, 'the connection broke'));
  await believe(hold, session, askedAt);
}

async function tend(hold: Hold): Promise<void> {
  const { session } = hold;
  try {
    if (!session) return await takeHold(hold);
    const askedAt = performance.now();
    await session.prove();
    await believe(hold, session, askedAt);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (session) lose(hold, session, reason);
    else hold.options.logger.debug({ reason }, 'the database does not answer');
  }
}

/** The server has heard of us when we asked, or later. What is free besides is taken. */
async function believe(hold: Hold, session: WorkerSession, askedAt: number): Promise<void> {
  if (hold.session !== session) return;
  hold.provenAt = askedAt;
  clearTimeout(hold.doubt);
  hold.doubt = setTimeout(lose, BELIEF_MS, hold, session, 'the database does not answer');
  for (const role of hold.options.wanted) {
    if (hold.roles.has(role) || !(await session.take(role)) || hold.session !== session) continue;
    hold.roles.add(role);
    hold.options.logger.info({ role }, `this process is the ${role} now`);
  }
  for (const tell of hold.listeners) tell();
}

function lose(hold: Hold, session: WorkerSession, reason: string): void {
  if (hold.session !== session) return;
  const roles = [...hold.roles];
  hold.options.logger.warn({ reason, roles }, 'no hold on the database; taking it up again');
  letGo(hold);
}

function letGo(hold: Hold): void {
  clearTimeout(hold.doubt);
  hold.session?.end();
  hold.session = null;
  hold.roles.clear();
  for (const tell of hold.listeners) tell();
}
