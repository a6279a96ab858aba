import { type ChildProcess, fork } from 'node:child_process';
import type { Costs } from './watch-cost.ts';

export type ReaderLimits = Costs & {
  readonly longestMs: number;
  /** Of the reader's heap. */
  readonly heapMb: number;
  /** Between two documents; one that keeps more is replaced. */
  readonly keptMb: number;
};

export const LIMITS: ReaderLimits = {
  /** A whole book is read in less. That the machine is busy with something else is not its fault. */
  cpuMs: 120_000,
  /** Whatever the machine does, and with the letters in pictures, which another program reads. */
  longestMs: 600_000,
  /** Twelve megabytes of text need less; with what stands beside the heap it is 300 MB. */
  heapMb: 120,
  /** A picture takes some more between two looks at it: 300 MB are what is promised. */
  memoryMb: 280,
  /** What a reader has loaded, and room for what the next document takes. */
  keptMb: 220,
};

/** Starts a program that reads what it is sent. */
export function startReader(program: URL, { heapMb }: ReaderLimits): ChildProcess {
  const reader = fork(program, {
    serialization: 'advanced',
    // A small nursery: garbage is taken away before it piles up.
    execArgv: [`--max-old-space-size=${heapMb}`, '--max-semi-space-size=8'],
    env: { ...process.env, ...THRIFT },
    // What it says as it dies of hunger is said in one line by the one who asked.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // A group of its own, which ends as one: tesseract is of it. Windows would open a window for it.
    detached: process.platform !== 'win32',
  });
  // Who waits for an answer hears of it too; between two files it is nobody's concern.
  return reader.on('error', () => undefined);
}

/** glibc gives back what was freed, rather than keep it in pieces for each thread; others do not know these. */
const THRIFT = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '262144',
  MALLOC_MMAP_THRESHOLD_: '262144',
} as const;

/** Ends a reader at once, with whatever it has started. */
export function endReader(reader: ChildProcess): void {
  if (reader.connected) reader.disconnect();
  if (reader.pid !== undefined) endGroup(reader.pid);
  reader.kill('SIGKILL');
}

/** In a reader: ends it, with whatever it has started, as soon as nobody waits for it. */
export function endWithParent(): void {
  process.on('disconnect', () => {
    endGroup(process.pid);
    process.exit();
  });
}

/** A reader leads its group. */
function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // There are no groups on Windows, and an ended reader may have none any more.
  }
}
