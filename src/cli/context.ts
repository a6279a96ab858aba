import type { Config } from '../config.ts';
import type { Db } from '../store/index.ts';

/** What a process is started for: everything, or sending only. */
export type StartPart = 'all' | 'sender';

/** What a command may touch. */
export type Context = {
  readonly version: string;
  /** Read when first asked for, so that `--help` works with wrong settings. */
  readonly config: () => Config;
  readonly now: () => Date;
  /** Runs the service until it is stopped. */
  readonly start: (part: StartPart) => Promise<void>;
  /** To stdout: the command's answer. */
  readonly print: (line: string) => void;
  /** To stderr, in the program's name. */
  readonly complain: (line: string) => void;
  /** How far a long command has come; shown only where a person's terminal is attached. */
  readonly progress: (line: string) => void;
  /** Complains of one of several inputs: the command goes on, and its exit code says so. */
  readonly fail: (line: string) => void;
  readonly hasFailed: () => boolean;
};

type Parts = Pick<Context, 'version' | 'config' | 'now' | 'start'> & {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** What may not be said, whatever a library put into its error. */
  readonly hush: (line: string) => string;
};

export function createContext({ stdout, stderr, hush, ...parts }: Parts): Context {
  let hasFailed = false;
  // `gongbao status | head`: who reads no further wants no more, and no stack trace either.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  const complain = (line: string) => void stderr.write(`gongbao: ${hush(line)}\n`);
  return {
    ...parts,
    print: (line) => void stdout.write(`${line}\n`),
    complain,
    progress(line) {
      // `\x1b[2K` clears the line, so that a shorter one leaves nothing of a longer one.
      if (stderr.isTTY) stderr.write(`\x1b[2K\r${line}`);
    },
    fail(line) {
      hasFailed = true;
      complain(line);
    },
    hasFailed: () => hasFailed,
  };
}

/** Opens the store with all its migrations, and closes it whatever happens. */
export async function withStore<T>(
  context: Context,
  work: (db: Db, config: Config) => Promise<T>,
): Promise<T> {
  const config = context.config();
  const { migrate, openDatabase } = await import('../store/index.ts');
  const store = await openDatabase(config.databaseUrl);
  try {
    await migrate(store.db);
    return await work(store.db, config);
  } finally {
    await store.close();
  }
}
