/** The product's reader, whose findings are judged where they are made: what it costs is nobody else's, and it may die of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Readable } from '../../src/pipeline/read-issues.ts';
import {
  endReader,
  endWithParent,
  LIMITS,
  startReader,
} from '../../src/pipeline/reader-process.ts';
import { cpuMsOf, residentMb, watchCost } from '../../src/pipeline/watch-cost.ts';
import { readAndJudge, type Verdict } from './judge.ts';

export type Reading = Verdict & {
  /** Of the reader alone: tesseract's is not counted. */
  readonly cpuMs: number;
  /** The most that the reader held while it read this. */
  readonly peakMb: number;
  /** What it holds afterwards. */
  readonly keptMb: number;
};

export type Reader = {
  read(readable: Readable): Promise<Reading>;
  close(): void;
};

/** Reads one document after the other as the product does, with its limits and in as few processes. */
export function openReader(): Reader {
  let reader = start();
  return {
    async read(readable) {
      if (!reader.connected) reader = start();
      const reading = await readIn(reader, readable);
      if (residentMb(reader.pid) > LIMITS.keptMb) endReader(reader);
      return reading;
    },
    close: () => endReader(reader),
  };
}

const start = () => startReader(new URL(import.meta.url), LIMITS);

type Told = Verdict & { readonly cpuMs: number };

async function readIn(reader: ReturnType<typeof start>, readable: Readable): Promise<Reading> {
  const { pid } = reader;
  forgetPeak(pid);
  const before = cpuMsOf(pid);
  let peakMb = 0;
  const look = () => {
    peakMb = Math.max(peakMb, peakOf(pid));
  };
  const looking = setInterval(look, 25);
  const told = await new Promise<Told>((resolve) => {
    // The product says «heavy» of it, and reads on in another process.
    const giveUp = (...faults: string[]) => {
      look();
      settle({ outcome: 'SourceError heavy', faults, cpuMs: cpuMsOf(pid) - before });
      endReader(reader);
    };
    const { longestMs } = LIMITS;
    const late = setTimeout(() => giveUp(`no answer in ${longestMs / 1000} s`), longestMs);
    const watch = watchCost(pid, LIMITS, () => giveUp());
    const onMessage = (one: unknown) => settle(one as Told);
    const onExit = (code: number | null, signal: string | null) =>
      signal === null
        ? settle({ outcome: 'failed', faults: [`the reader ended with ${code}`], cpuMs: 0 })
        : giveUp();
    function settle(one: Told): void {
      clearTimeout(late);
      watch.stop();
      reader.off('message', onMessage).off('exit', onExit);
      resolve(one);
    }
    reader.on('message', onMessage).on('exit', onExit);
    reader.send(readable, () => undefined);
  });
  clearInterval(looking);
  look();
  return { ...told, peakMb, keptMb: residentMb(pid) };
}

/** The kernel keeps the highest since it was told to forget; elsewhere than on Linux it is not known, and 0. */
function peakOf(pid: number | undefined): number {
  try {
    const [, kilobytes = '0'] =
      /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}

function forgetPeak(pid: number | undefined): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Not Linux.
  }
}

async function serve(): Promise<void> {
  const late: string[] = [];
  for (const event of ['unhandledRejection', 'uncaughtException'] as const)
    process.on(
      event,
      (error: unknown) =>
        void late.push(`${event}: ${error instanceof Error ? error.stack : String(error)}`),
    );
  endWithParent();
  process.on('message', (readable: Readable) => void take(readable));

  async function take(readable: Readable): Promise<void> {
    const before = process.cpuUsage();
    const { outcome, faults } = await readAndJudge(readable);
    const { user, system } = process.cpuUsage(before);
    // What was left undone fails a moment later.
    await new Promise((resolve) => setImmediate(resolve));
    const told: Told = {
      outcome,
      faults: [...faults, ...late.splice(0)],
      cpuMs: (user + system) / 1000,
    };
    process.send?.(told);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve();
