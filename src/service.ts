import { Hono } from 'hono';
import { type Config, ConfigError } from './config.ts';
import { type Connection, connect } from './connect.ts';
import { botIdOf } from './deliver/index.ts';
import { type Duty, whileHolding } from './duty.ts';
import { makeInbox } from './inbox-folder.ts';
import type { Logger } from './logger.ts';
import { openSandbox, type Sandbox } from './open-sandbox.ts';
import type { Source } from './pipeline/source.ts';
import { createRuns, type Runs } from './runs.ts';
import { SANDBOX_BOT_ID } from './sandbox/index.ts';
import { loadSources } from './sources-file.ts';
import {
  botsThatSent,
  claimExclusiveStart,
  type Db,
  indexSignatures,
  migrate,
  openDatabase,
  StoreBusyError,
  StoreError,
} from './store/index.ts';
import { createTimetable, type Timetable } from './timetable.ts';
import { readNumbers, readReadiness } from './vital-signs.ts';
import { createMetrics, createWebApp, listen } from './web/index.ts';
import { startWorker, type Worker } from './worker.ts';

export type Service = {
  /** Where health, metrics and the sandbox page are. */
  readonly url: string;
  /** Rejects when the service cannot go on, because the bot itself is refused. */
  readonly failure: Promise<never>;
  /** Takes no more work, settles what is in flight and closes everything, in under ten seconds. */
  stop(): Promise<void>;
};

/** What a process is started for. Of those that may do it all, one polls and one plans at a time. */
type Part = 'all' | 'sender';

type Deps = {
  readonly config: Config;
  readonly part: Part;
  readonly logger: Logger;
  readonly now: () => Date;
  /** The folder with `samples/`. */
  readonly packageRoot: URL;
  /** Asked to stop while it starts: what takes long is not waited for. */
  readonly signal: AbortSignal;
};

type Parts = Deps & { readonly db: Db; readonly sources: readonly Source[] };

/** What is to be undone, the last first. */
type Closing = (() => unknown)[];

/** Starts each part after what it needs. If a step fails, what was opened is closed. */
export async function startService(deps: Deps): Promise<Service> {
  const sources = deps.part === 'all' ? await prepareReading(deps.config) : [];
  const closing: Closing = [];
  async function stop() {
    for (let undo = closing.pop(); undo; undo = closing.pop()) await undo();
  }
  try {
    const db = await openStore(deps.config, closing);
    return { ...(await startParts({ ...deps, db, sources }, closing)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where issues come from. All that is wrong with it is said together. @throws ConfigError */
async function prepareReading(config: Config): Promise<Source[]> {
  const [sources, inbox] = await Promise.allSettled([loadSources(config), makeInbox(config)]);
  const reasons = [sources, inbox].flatMap((each) =>
    each.status === 'rejected' ? [each.reason] : [],
  );
  const unexpected = reasons.find((reason) => !(reason instanceof ConfigError));
  if (unexpected) throw unexpected;
  if (reasons.length > 0) throw new ConfigError(reasons.flatMap(({ problems }) => problems));
  return sources.status === 'fulfilled' ? sources.value : [];
}

async function startParts(
  { config: set, part, now, logger, packageRoot, signal, db, sources }: Parts,
  closing: Closing,
) {
  await checkWhose(db, set, logger);
  const sandbox = set.botToken === null ? openSandbox(set, packageRoot) : null;
  const worker = await joinOthers({ set, part, logger }, closing);
  // The sandbox's Bot API is served by the same listener, so it comes before the bot that calls it.
  const front = await openFront({ set, db, sandbox, sources }, closing);
  const config = sandbox?.configAt(front.url) ?? set;
  const wakeSender = () => connection.sender.wake();
  const onNews = () => {
    timetable.runSoon('urgent');
    timetable.runSoon('digests');
  };
  const runs = createRuns({ db, config, sources, now, logger, wakeSender, onNews });
  const timetable = createTimetable(runs.entries, {
    logger,
    observe: front.metrics.countRun,
    timezone: set.timezone,
  });
  const connection = connect({
    ...{ db, config: withToken(config), now, logger, runs, worker },
    sendsOnly: part === 'sender',
  });
  front.show(connection);
  if (sandbox) await runs.ingest(await sandbox.readSample());
  const asked = connection.start();
  closing.push(connection.stop);
  closing.push(runs.stop);
  const planning = plan({ worker, logger, runs, timetable });
  closing.push(planning.stop);
  // Who has the wrong token is told so, and not before that all is well.
  const begun = Promise.all([planning.begun, asked]);
  await Promise.race([connection.failure, begun, aborted(signal)]);
  return { url: front.url, failure: connection.failure };
}

type Joining = { readonly set: Config; readonly part: Part; readonly logger: Logger };

/** Finds out what is left to do for this process. */
async function joinOthers({ set, part, logger }: Joining, closing: Closing): Promise<Worker> {
  const { botToken, databaseUrl } = set;
  const worker = await startWorker({
    databaseUrl,
    botId: botToken === null ? SANDBOX_BOT_ID : botIdOf(botToken),
    wanted: part === 'all' ? ['poller', 'planner'] : [],
    logger,
  });
  closing.push(worker.stop);
  // Its people live in its process: another would send to its own, who are others.
  if (botToken === null && !worker.holds('poller'))
    throw new StoreBusyError('Another sandbox is running on this database; stop it first');
  return worker;
}

type Planning = {
  readonly worker: Worker;
  readonly logger: Logger;
  readonly runs: Runs;
  readonly timetable: Timetable;
};

/** Keeps the timetable while no other process does. */
function plan({ worker, logger, runs, timetable }: Planning): Duty {
  return whileHolding({
    ...{ worker, logger, role: 'planner' },
    async begin() {
      await runs.reschedule();
      const ticking = timetable.start();
      return {
        begun: ticking.begun,
        async stop() {
          ticking.stop();
          runs.breakOff();
          await timetable.idle();
        },
      };
    },
  });
}

async function openStore({ databaseUrl }: Config, closing: Closing): Promise<Db> {
  const lock = claimExclusiveStart(databaseUrl);
  closing.push(lock.release);
  const { db, close } = await openDatabase(databaseUrl);
  closing.push(close);
  await migrate(db);
  await indexSignatures(db);
  return db;
}

/**
 * The sandbox delivers to people it invents. On a real bot's database it would take what is waiting
 * for citizens and write it down as told to them.
 */
async function checkWhose(db: Db, { botToken }: Config, logger: Logger): Promise<void> {
  const bots = await botsThatSent(db);
  if (botToken === null && bots.some((id) => id !== SANDBOX_BOT_ID))
    throw new StoreError(
      "This database is a real bot's, and without BOT_TOKEN this would be the sandbox. " +
        'Set BOT_TOKEN, or for the sandbox another DATABASE_URL',
    );
  if (botToken !== null && bots.includes(SANDBOX_BOT_ID))
    logger.warn(
      'this database was a sandbox: chats in it may be invented; set a fresh DATABASE_URL',
    );
}

type FrontDeps = Pick<Parts, 'db' | 'sources'> & {
  readonly set: Config;
  readonly sandbox: Sandbox | null;
};

/** Answers over HTTP from the first moment on; about the connection once it is shown one. */
async function openFront({ set, db, sandbox, sources }: FrontDeps, closing: Closing) {
  let connection: Connection | undefined;
  const metrics = createMetrics(() => readNumbers(db, connection, sources));
  const app = new Hono();
  app.route(
    '/',
    createWebApp({
      metrics,
      readiness: () => readReadiness(db, connection),
      webhook: set.webhook && !sandbox ? (...call) => connection?.webhook?.(...call) : null,
    }),
  );
  if (sandbox) {
    app.route('/', sandbox.api.app);
    closing.push(sandbox.api.close);
  }
  const listener = await listen(app, set.httpHost, set.httpPort);
  closing.push(listener.close);
  return {
    url: listener.url,
    metrics,
    show(made: Connection) {
      connection = made;
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function withToken(config: Config): Config & { readonly botToken: string } {
  if (config.botToken === null) throw new Error('Only the sandbox runs without a token.');
  return { ...config, botToken: config.botToken };
}
