import { Worker } from 'node:worker_threads';
import { ParseError, type ParseFault } from '../parse/index.ts';
import { SourceError, type SourceFault } from '../source/index.ts';
import { type IssuesRead, type Readable, type Refusal, readIssues } from './read-issues.ts';

/** A refusal as it travels between threads. */
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

/** A whole book is read in less. */
const LONGEST_MS = 120_000;
/** Of the thread's heap: what needs more is no issue, and must not take the service with it. */
const HEAP_MB = 512;
/** A text this short is read before a thread would have been asked. */
const SHORT_BYTES = 128 * 1024;

/**
 * Reads issues where a file that takes long, never ends or eats memory costs nothing but itself: a
 * citizen is answered meanwhile, and the thread is given up when it takes too long.
 *
 * @throws SourceError | ParseError as `readIssues` does, and `heavy` for what the thread died of.
 */
export function readInThread(input: Readable): Promise<IssuesRead> {
  if (isShortText(input)) return readIssues(input);
  const read = line.then(() => askThread(input));
  line = read.catch(() => undefined);
  return read;
}

/** One thing at a time: reading is for the processor alone. */
let line: Promise<unknown> = Promise.resolve();
let thread: Worker | undefined;

function isShortText(input: Readable): boolean {
  return (
    'bytes' in input &&
    input.bytes.length <= SHORT_BYTES &&
    /\.(?:md|markdown|txt)$/iu.test(input.name)
  );
}

async function askThread(input: Readable): Promise<IssuesRead> {
  thread ??= startThread();
  const worker = thread;
  worker.ref();
  try {
    return understand(await answerOf(worker, input));
  } finally {
    worker.unref();
  }
}

function startThread(): Worker {
  // The sources run as they are; what `npm run build` makes of them ends in another letter pair.
  const name = import.meta.url.endsWith('.ts') ? './reading-thread.ts' : './reading-thread.js';
  const worker = new Worker(new URL(name, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  worker.on('exit', () => {
    if (thread === worker) thread = undefined;
  });
  return worker;
}

function answerOf(worker: Worker, input: Readable): Promise<Answer> {
  const name = 'name' in input ? input.name : (input.pages[0]?.address ?? 'the site');
  return new Promise<Answer>((resolve, reject) => {
    const tooLong = setTimeout(
      () => void end('it took longer than two minutes to read'),
      LONGEST_MS,
    );
    const giveUp = (reason: string) => settle(() => reject(new SourceError(name, 'heavy', reason)));
    const onError = (error: Error) =>
      'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? giveUp('it takes more memory than an issue may')
        : settle(() => reject(error));
    const onMessage = (answer: Answer) => settle(() => resolve(answer));
    const onExit = () => giveUp('reading it ended before it was read');
    function settle(how: () => void): void {
      clearTimeout(tooLong);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      how();
    }
    async function end(reason: string): Promise<void> {
      giveUp(reason);
      await worker.terminate();
    }
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(input);
  });
}

function understand(answer: Answer): IssuesRead {
  switch (answer.kind) {
    case 'read':
      return { issues: answer.issues, refused: answer.refused.map(revive) };
    case 'refused':
      throw revive(answer.refusal);
    default:
      throw answer.error;
  }
}

function revive(plain: PlainRefusal): Refusal {
  return plain.name === 'SourceError'
    ? new SourceError(plain.source, plain.fault, plain.reason)
    : new ParseError(plain.source, plain.fault, plain.reason);
}
