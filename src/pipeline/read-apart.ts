import type { ChildProcess } from 'node:child_process';
import { ParseError, type ParseFault } from '../parse/index.ts';
import { SourceError, type SourceFault } from '../source/index.ts';
import { type IssuesRead, type Readable, type Refusal, readIssues } from './read-issues.ts';
import { endReader, LIMITS, type ReaderLimits, startReader } from './reader-process.ts';
import { residentMb, watchCost } from './watch-cost.ts';

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

/** `isFull`: the reader ended for want of memory. */
type Outcome =
  | Answer
  | { readonly kind: 'ended'; readonly isFull: boolean; readonly refusal: PlainRefusal };

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

  async function ask(input: Readable): Promise<Outcome> {
    clearTimeout(idle);
    // One that ended, or was ended, is no longer connected.
    const asked = reader?.connected
      ? reader
      : startReader(new URL(PROGRAM, import.meta.url), limits);
    const isNew = asked !== reader;
    reader = asked;
    hold(asked, true);
    const outcome = await answerOf(asked, input, limits).finally(() => rest(asked));
    // What it had kept of others was in the way: alone it may be read.
    return outcome.kind === 'ended' && outcome.isFull && !isNew ? ask(input) : outcome;
  }

  function rest(asked: ChildProcess): void {
    hold(asked, false);
    const leave = () => asked.connected && asked.disconnect();
    if (residentMb(asked.pid) > limits.keptMb) leave();
    else idle = setTimeout(leave, IDLE_MS).unref();
  }

  return (input) => {
    if (isShortText(input)) return readIssues(input);
    const read = line.then(() => ask(input)).then(understand);
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

// The sources run as they are; what `npm run build` makes of them ends in another letter pair.
const PROGRAM = import.meta.url.endsWith('.ts') ? './reading-process.ts' : './reading-process.js';

/** An idle reader keeps nobody's process from ending. */
function hold(process: ChildProcess, isBusy: boolean): void {
  const how = isBusy ? 'ref' : 'unref';
  process[how]();
  process.channel?.[how]();
}

function answerOf(reader: ChildProcess, input: Readable, limits: ReaderLimits): Promise<Outcome> {
  const source = 'name' in input ? input.name : (input.pages[0]?.address ?? 'the site');
  return new Promise<Outcome>((resolve, reject) => {
    const giveUp = (reason: string, isFull: boolean) => {
      const refusal = { source, reason, name: 'SourceError', fault: 'heavy' } as const;
      settle(() => resolve({ kind: 'ended', isFull, refusal }));
      endReader(reader);
    };
    const late = setTimeout(() => giveUp(TOO_LONG, false), limits.longestMs);
    const watch = watchCost(reader.pid, limits, (what) =>
      what === 'memoryMb' ? giveUp(TOO_LARGE, true) : giveUp(TOO_LONG, false),
    );
    const onError = (error: Error) => settle(() => reject(error));
    const onMessage = (answer: unknown) => settle(() => resolve(answer as Answer));
    const onExit = (_: unknown, signal: string | null) =>
      signal === null
        ? giveUp('reading it ended before it was read', false)
        : giveUp(TOO_LARGE, true);
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

const TOO_LONG = 'it takes too long to read';
const TOO_LARGE = 'it takes more memory than an issue may';

function understand(outcome: Outcome): IssuesRead {
  switch (outcome.kind) {
    case 'read':
      return { issues: outcome.issues, refused: outcome.refused.map(revive) };
    case 'refused':
    case 'ended':
      throw revive(outcome.refusal);
    case 'failed':
      throw outcome.error;
  }
}

function revive(plain: PlainRefusal): Refusal {
  return plain.name === 'SourceError'
    ? new SourceError(plain.source, plain.fault, plain.reason)
    : new ParseError(plain.source, plain.fault, plain.reason);
}
