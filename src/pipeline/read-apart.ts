import { type ChildProcess, fork } from 'node:child_process';
import { ParseError, type ParseFault } from '../parse/index.ts';
import { SourceError, type SourceFault } from '../source/index.ts';
import { type IssuesRead, type Readable, type Refusal, readIssues } from './read-issues.ts';
import { watchMemory } from './watch-memory.ts';

/** A refusal as it travels between processes. */
export type PlainRefusal = { readonly source: string; readonly reason: string } & (
  | { readonly name: 'SourceError'; readonly fault: SourceFault }
  | { readonly name: 'ParseError'; readonly fault: ParseFault }
);

export type Answer =
  | ({ readonly kind: 'read'; readonly refused: readonly PlainRefusal[] } & Pick<
      IssuesRead,
      'issues'
    >)
  | { readonly kind: 'refused'; readonly refusal: PlainRefusal }
  | { readonly kind: 'failed'; readonly error: unknown };

export type ReaderLimits = {
  readonly longestMs: number;
  /** Of the reader's heap. */
  readonly heapMb: number;
  /** Of everything it holds. */
  readonly memoryMb: number;
};

const LIMITS: ReaderLimits = {
  /** A whole book is read in less. */
  longestMs: 120_000,
  /** Twelve megabytes of text need less; with what stands beside the heap it is 300 MB. */
  heapMb: 144,
  /** Decoding the picture of a scanned page takes the most. */
  memoryMb: 512,
};
/** A text this short is read before another process would have been asked. */
const SHORT_BYTES = 128 * 1024;
/** A reader keeps what it has loaded; with nothing to read that long it gives it back. */
const IDLE_MS = 60_000;

/**
 * Reads issues where a file that takes long, never ends or eats memory costs nothing but itself: in
 * a process of its own, since a thread that runs out of memory takes the whole service with it. A
 * citizen is answered meanwhile.
 *
 * @throws SourceError | ParseError as `readIssues` does, and `heavy` for what the reader died of.
 */
export const readApart = openReader(LIMITS);

/** One thing is read at a time: reading is for the processor alone. */
export function openReader(limits: ReaderLimits): (input: Readable) => Promise<IssuesRead> {
  let line: Promise<unknown> = Promise.resolve();
  let reader: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;

  async function ask(input: Readable): Promise<IssuesRead> {
    clearTimeout(idle);
    // One that ended, or was ended, is no longer connected.
    if (!reader?.connected) reader = startReader(limits);
    const asked = reader;
    hold(asked, true);
    try {
      return understand(await answerOf(asked, input, limits));
    } finally {
      hold(asked, false);
      idle = setTimeout(() => asked.connected && asked.disconnect(), IDLE_MS).unref();
    }
  }

  return (input) => {
    if (isShortText(input)) return readIssues(input);
    const read = line.then(() => ask(input));
    line = read.catch(() => undefined);
    return read;
  };
}

function isShortText(input: Readable): boolean {
  return (
    'bytes' in input &&
    input.bytes.length <= SHORT_BYTES &&
    /\.(?:md|markdown|txt)$/iu.test(input.name)
  );
}

function startReader({ heapMb }: ReaderLimits): ChildProcess {
  // The sources run as they are; what `npm run build` makes of them ends in another letter pair.
  const name = import.meta.url.endsWith('.ts') ? './reading-process.ts' : './reading-process.js';
  const reader = fork(new URL(name, import.meta.url), {
    serialization: 'advanced',
    execArgv: readerFlags(heapMb),
    // What it says as it dies of hunger is said in one line by the one who asked.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Who waits for an answer hears of it too; between two files it is nobody's concern.
  return reader.on('error', () => undefined);
}

/** A small nursery: garbage is taken away before it piles up. */
export function readerFlags(heapMb = LIMITS.heapMb): string[] {
  return [`--max-old-space-size=${heapMb}`, '--max-semi-space-size=8'];
}

/** An idle reader keeps nobody's process from ending. */
function hold(process: ChildProcess, isBusy: boolean): void {
  const how = isBusy ? 'ref' : 'unref';
  process[how]();
  process.channel?.[how]();
}

function answerOf(
  reader: ChildProcess,
  input: Readable,
  { longestMs, memoryMb }: ReaderLimits,
): Promise<Answer> {
  const name = 'name' in input ? input.name : (input.pages[0]?.address ?? 'the site');
  return new Promise<Answer>((resolve, reject) => {
    const giveUp = (reason: string) => {
      settle(() => reject(new SourceError(name, 'heavy', reason)));
      if (reader.connected) reader.disconnect();
      reader.kill('SIGKILL');
    };
    const late = setTimeout(() => giveUp('it takes too long to read'), longestMs);
    const watch = watchMemory(reader.pid, memoryMb, () => giveUp(TOO_LARGE));
    const onError = (error: Error) => settle(() => reject(error));
    const onMessage = (answer: unknown) => settle(() => resolve(answer as Answer));
    const onExit = (_: unknown, signal: string | null) =>
      giveUp(signal === null ? 'reading it ended before it was read' : TOO_LARGE);
    function settle(how: () => void): void {
      clearTimeout(late);
      watch.stop();
      reader.off('message', onMessage).off('error', onError).off('exit', onExit);
      how();
    }
    reader.on('message', onMessage).on('error', onError).on('exit', onExit);
    // What it was not told it never answers; why is said by its end.
    reader.send(input, () => undefined);
  });
}

const TOO_LARGE = 'it takes more memory than an issue may';

function understand(answer: Answer): IssuesRead {
  switch (answer.kind) {
    case 'read':
      return { issues: answer.issues, refused: answer.refused.map(revive) };
    case 'refused':
      throw revive(answer.refusal);
    case 'failed':
      throw answer.error;
  }
}

function revive(plain: PlainRefusal): Refusal {
  return plain.name === 'SourceError'
    ? new SourceError(plain.source, plain.fault, plain.reason)
    : new ParseError(plain.source, plain.fault, plain.reason);
}
