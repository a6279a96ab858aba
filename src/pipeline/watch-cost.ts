import { readFileSync } from 'node:fs';

const EVERY_MS = 25;
const PAGE_BYTES = 4_096;
const TICK_MS = 10;

export type Costs = {
  readonly memoryMb: number;
  /** Of processor time, from now on. */
  readonly cpuMs: number;
};

/**
 * Says so once when a process costs more than it may, and of what: outside its heap no limit of Node's
 * own holds. Only Linux tells what another process costs; elsewhere nothing is watched.
 */
export function watchCost(
  pid: number | undefined,
  { memoryMb, cpuMs }: Costs,
  onMore: (what: keyof Costs) => void,
): { readonly stop: () => void } {
  const before = cpuMsOf(pid);
  const timer = setInterval(() => {
    const isFull = residentMb(pid) > memoryMb;
    if (!isFull && cpuMsOf(pid) - before <= cpuMs) return;
    clearInterval(timer);
    onMore(isFull ? 'memoryMb' : 'cpuMs');
  }, EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** How much a process holds; 0 where that is not told. */
export function residentMb(pid: number | undefined): number {
  const [, pages = '0'] = told(pid, 'statm').split(' ');
  return (Number(pages) * PAGE_BYTES) / 1024 / 1024;
}

/** How long processors have worked for a process; 0 where that is not told. */
export function cpuMsOf(pid: number | undefined): number {
  // Its name stands in parentheses, and may hold anything.
  const fields = told(pid, 'stat')
    .replace(/^.*\) /su, '')
    .split(' ');
  const [user = '0', system = '0'] = fields.slice(11);
  return (Number(user) + Number(system)) * TICK_MS;
}

function told(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // Not Linux, or the process is gone: its end is told by itself.
  }
}
