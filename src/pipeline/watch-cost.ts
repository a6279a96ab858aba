import { readFileSync } from 'node:fs';

const EVERY_MS = 100;
const PAGE_BYTES = 4_096;

/**
 * Says so once when a process holds more than it may: outside its heap no limit of Node's own holds.
 * Only Linux tells how much another process holds; elsewhere nothing is watched.
 */
export function watchMemory(
  pid: number | undefined,
  limitMb: number,
  onMore: () => void,
): { readonly stop: () => void } {
  const timer = setInterval(() => {
    if (residentBytes(pid) <= limitMb * 1024 * 1024) return;
    clearInterval(timer);
    onMore();
  }, EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function residentBytes(pid: number | undefined): number {
  try {
    const [, pages = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return Number(pages) * PAGE_BYTES;
  } catch {
    return 0; // Not Linux, or the process is gone: its end is told by itself.
  }
}
