/** A process that reads what it is sent: what it costs is nobody else's, and it may die of it. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readerFlags } from '../../src/pipeline/read-apart.ts';
import type { Readable } from '../../src/pipeline/read-issues.ts';
import { readAndJudge, type Verdict } from './judge.ts';

/** `isLost`: the reader is gone, and another must be started. */
type Reading = Verdict & { readonly cpuMs: number; readonly isLost: boolean };

export type Reader = {
  read(readable: Readable): Promise<Reading>;
  /** The most memory it held at any time, in MB. */
  peakMb(): number;
  close(): void;
};

/** No run takes as long, on any machine. */
const HANGS_MS = 60_000;

/** With the memory the product gives its own: see `read-apart.ts`. */
export function startReader(): Reader {
  const child = fork(fileURLToPath(import.meta.url), {
    serialization: 'advanced',
    execArgv: readerFlags(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += String(chunk);
  });
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, peakOf(child.pid));
  };
  const watch = setInterval(look, 50);
  child.on('exit', () => clearInterval(watch));
  return {
    read: (readable) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => lost(`no answer in ${HANGS_MS / 1000} s`), HANGS_MS);
        const onMessage = (reading: unknown) => settle(reading as Reading);
        const onExit = (code: number | null, signal: string | null) =>
          // The product says «heavy» of it, and reads on in another process.
          said.includes('heap out of memory')
            ? settle({ outcome: 'SourceError heavy', faults: [], cpuMs: 0, isLost: true })
            : lost(`the reader ended with ${code ?? signal}: ${said.slice(0, 2_000)}`);
        const lost = (fault: string) =>
          settle({ outcome: 'failed', faults: [fault], cpuMs: 0, isLost: true });
        function settle(reading: Reading): void {
          clearTimeout(timer);
          child.off('message', onMessage).off('close', onExit);
          look();
          if (reading.isLost) child.kill('SIGKILL');
          resolve(reading);
        }
        child.on('message', onMessage).on('close', onExit);
        child.send(readable, () => undefined);
      }),
    peakMb: () => peak,
    close: () => child.kill(),
  };
}

/** The kernel keeps the highest; elsewhere than on Linux it is not known, and 0. */
function peakOf(pid: number | undefined): number {
  try {
    const [, kilobytes = '0'] =
      /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
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
  process.on('disconnect', () => process.exit());
  process.on('message', (readable: Readable) => void take(readable));

  async function take(readable: Readable): Promise<void> {
    const before = process.cpuUsage();
    const { outcome, faults } = await readAndJudge(readable);
    const { user, system } = process.cpuUsage(before);
    // What was left undone fails a moment later.
    await new Promise((resolve) => setImmediate(resolve));
    const cpuMs = (user + system) / 1000;
    const reading: Reading = {
      outcome,
      faults: [...faults, ...late.splice(0)],
      cpuMs,
      isLost: false,
    };
    process.send?.(reading);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve();
